import { parseDocument } from "yaml";
import { yamlData, yamlErrors } from "../../definition/index";
import type { Cloud } from "../program/index";
import { isMapping } from "../program/index";
import { list, type Properties, properties, text } from "./properties";

/**
 * The OpenAPI document of an API's body, JSON or YAML, with what API Gateway fills in when it imports one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-basePath.html
 *
 * @throws {SyntaxError} if it is neither JSON nor YAML.
 */
export function parseBody(body: string, parameters: Properties, cloud: Cloud): Properties {
  const document = parseText(withCloud(body, cloud));
  if (!isMapping(document)) throw new SyntaxError("Invalid OpenAPI input.");
  const mode = text(parameters["basepath"]) ?? text(parameters["basePath"]) ?? "ignore";
  return mode === "ignore" ? document : withBasePath(document, mode);
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (/^\s*\{/.test(text)) throw error;
    return parseYaml(text);
  }
}

function parseYaml(text: string): unknown {
  const parsed = parseDocument(text, { merge: true });
  const [problem] = yamlErrors(parsed);
  if (problem !== undefined) throw new SyntaxError(problem.message);
  try {
    return yamlData(parsed);
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? error.message : String(error));
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
function withCloud(body: string, { accountId, region, partition }: Cloud): string {
  return body.replaceAll("${AWS::AccountId}", accountId).replaceAll("${AWS::Region}", region).replaceAll("${AWS::Partition}", partition);
}

function withBasePath(document: Properties, mode: string): Properties {
  const whole = basePath(document).replace(/\/+$/, "");
  const prefix = mode === "split" ? whole.replace(/^\/[^/]*/, "") : whole;
  const paths = Object.entries(properties(document["paths"])).map(([path, item]) => [`${prefix}${path}`.replace(/(.)\/$/, "$1"), item]);
  return { ...document, paths: Object.fromEntries(paths) };
}

function basePath(document: Properties): string {
  const swagger = text(document["basePath"]);
  if (swagger !== undefined) return swagger;
  const server = properties(list(document["servers"])[0]);
  const variable = text(properties(properties(server["variables"])["basePath"])["default"]);
  if (variable !== undefined) return variable.startsWith("/") ? variable : `/${variable}`;
  return /^(?:https?:\/\/[^/]*)?(\/.*)$/.exec(text(server["url"]) ?? "")?.[1] ?? "";
}
