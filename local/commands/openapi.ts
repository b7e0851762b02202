import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { checkTools, exportOpenApi, type JsonObject } from "../../definition/index";
import { beginProgram } from "../begin-program";
import type { Cloud } from "../program/index";
import { readProgram } from "../read-program";
import { Refusal } from "../refusal";
import { createReport } from "../report";
import type { LocalApi } from "../resources/index";
import { chooseApi } from "./choose-api";
import { type OpenApiOptions, parseOpenApiOptions } from "./options";

/** Writes the OpenAPI document of a program's API; nothing of the program but itself is run. */
export async function openapi(args: readonly string[]): Promise<void> {
  const options = parseOpenApiOptions(args);
  // The document alone goes to standard output, whatever the program prints.
  const print = createReport({ json: true });
  const program = await beginProgram(options, print.line);
  const { cloud } = program;
  const resources = await readProgram(program, "http://localhost");
  const { output } = options;
  const apis = chosen(options, resources.apis);
  refuseWhatIsNoTool(apis, options);
  for (const api of apis) {
    const text = documentOf(api, cloud, options);
    if (output === undefined) print.text(text);
    else write("file" in output ? output.file : join(output.folder, `${api.name}.${options.format}`), text);
  }
}

/** All of them where each gets a document in a folder. */
function chosen({ api, output }: OpenApiOptions, apis: readonly LocalApi[]): readonly LocalApi[] {
  return api === undefined && output !== undefined && "folder" in output ? apis : [chooseApi(api, apis)];
}

function refuseWhatIsNoTool(apis: readonly LocalApi[], { tools }: OpenApiOptions): void {
  if (tools === undefined) return;
  const problems = apis.flatMap(({ name, definition }) =>
    checkTools(definition, tools).map(({ where, message }) => `  ${name}: ${where} ${message}`),
  );
  if (problems.length > 0) throw new Refusal(["not yet a target of AgentCore Gateway:", ...problems].join("\n"));
}

function documentOf(api: LocalApi, cloud: Cloud, options: OpenApiOptions): string {
  const document = exportOpenApi(api.definition, { extensions: options.extensions, servers: serversOf(api, options) });
  return written(anyAccount(document, cloud), options.format);
}

/** Where an API is called is not known before it is deployed; from where its document is served, its stages are at these paths. */
function serversOf({ name, stages }: LocalApi, { stage, servers }: OpenApiOptions): readonly string[] {
  const names = stages.map(({ definition }) => definition.name);
  if (stage !== undefined && !names.includes(stage))
    throw new Refusal(`${name} has no stage ${stage}; its stages are: ${names.join(", ") || "none"}`);
  return servers.length > 0 ? servers : (stage === undefined ? names : [stage]).map((one) => `/${one}`);
}

/**
 * The stand-ins for account and region as the variables that API Gateway fills in when it imports the document.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
function anyAccount(document: JsonObject, { accountId, region, partition }: Cloud): JsonObject {
  const arn = new RegExp(`arn:${partition}:([a-z0-9-]+):(${region})?:(${accountId})?`, "g");
  const replaced = JSON.stringify(document).replace(
    arn,
    (_, service: string, inRegion?: string, ofAccount?: string) =>
      `arn:\${AWS::Partition}:${service}:${inRegion ? "${AWS::Region}" : ""}:${ofAccount ? "${AWS::AccountId}" : ""}`,
  );
  return JSON.parse(replaced);
}

function written(document: JsonObject, format: OpenApiOptions["format"]): string {
  return format === "yaml"
    ? stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 }).trimEnd()
    : JSON.stringify(document, null, 2);
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
  } catch (error) {
    throw new Refusal(`--output ${file}: ${error instanceof Error ? error.message : error}`);
  }
}
