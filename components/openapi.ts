import { existsSync, readFileSync } from "node:fs";
import {
  type Account,
  type ApiArguments,
  type ApiDefinition,
  type CheckedOpenApi,
  checkOpenApi,
  type JsonObject,
  type OpenApiSource,
  type Problem,
  parseInvocationUri,
} from "../definition/index";
import { type FunctionTarget, FunctionTargets } from "./function-reference";
import type { References } from "./late-values";

/** An API brought along as an OpenAPI document. */
export interface OpenApiArgs {
  /**
   * An OpenAPI 3.0 or Swagger 2.0 document with `x-amazon-apigateway-integration` on its operations, in place of `routes`: the path of a YAML or JSON file,
   * the document's text, or the document as an object. Functions that it names without credentials are allowed to be invoked.
   * @default the API is what `routes` says
   */
  readonly openapi?: string | JsonObject;
}

type Given = OpenApiArgs & Partial<ApiArguments<References>> & { readonly lambdaAccess?: "permissions" | "role" };

/** What the document says itself. */
const SAID_BY_DOCUMENT = ["routes", "models", "authorizers", "gatewayResponses", "cors", "policy", "version", "extensions"] as const;

/** What the document means, what is said beside it winning over it, or what is wrong with it; undefined where none is given. */
export function readGivenOpenApi(name: string, args: Given, vpcEndpointIds: readonly string[] | undefined, account: Account): CheckedOpenApi | undefined {
  if (args.openapi === undefined) return undefined;
  const source = sourceOf(args.openapi);
  const problems = [...("where" in source ? [source] : []), ...saidTwice(args)];
  if ("where" in source || problems.length > 0) return { problems };
  const { apiName, description, apiKeySource, binaryMediaTypes, minimumCompressionSize, endpointType, ipAddressType, disableExecuteApiEndpoint } = args;
  const endpoint = { type: endpointType ?? "REGIONAL", ipAddressType, vpcEndpointIds, disableExecuteApiEndpoint };
  return checkOpenApi(source, { name: apiName ?? name, description, apiKeySource, binaryMediaTypes, minimumCompressionSize, endpoint }, account);
}

/** The functions that a document's routes name without credentials, by their invocation uri; one that a stage variable names is its author's to allow. */
export function functionsOf({ routes }: ApiDefinition): ReadonlyMap<string, FunctionTarget> {
  const targets = new FunctionTargets();
  const functions = new Map<string, FunctionTarget>();
  for (const { integration } of Object.values(routes)) {
    const arn = parseInvocationUri(integration.uri ?? "")?.functionArn;
    if (integration.uri !== undefined && arn !== undefined && !arn.includes("${") && integration.credentials === undefined)
      functions.set(integration.uri, targets.of(arn));
  }
  return functions;
}

function sourceOf(openapi: string | JsonObject): OpenApiSource | Problem {
  if (typeof openapi !== "string") return { document: openapi };
  if (openapi.includes("\n") || openapi.trimStart().startsWith("{")) return { text: openapi, file: "openapi" };
  if (!existsSync(openapi))
    return { where: "openapi", message: `names the file ${JSON.stringify(openapi)}, which is not there; give a path from the project's folder.` };
  return { text: readFileSync(openapi, "utf8"), file: openapi };
}

function saidTwice(args: Given): readonly Problem[] {
  const said = SAID_BY_DOCUMENT.filter((member) => args[member] !== undefined).map((member) => ({
    where: member,
    message: "is given beside openapi; say it in the document.",
  }));
  const byRole =
    args.lambdaAccess === "role" ? [{ where: "lambdaAccess", message: "is role beside openapi; give the role as credentials in the document." }] : [];
  return [...said, ...byRole];
}
