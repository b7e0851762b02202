import type { DefinitionPath } from "./refusal";

/** The place of a part of the definition as the author of the arguments wrote it, for example `routes["GET /a/{b}"].integration.timeoutInMillis`. */
export function argumentPlace(path: DefinitionPath): string {
  return argumentPath(path).reduce<string>((place, name) => `${place}${member(name, place === "")}`, "") || "api";
}

/** Names of the arguments, where they are others than those of the definition. */
function argumentPath(path: DefinitionPath): DefinitionPath {
  const [first, second, third, fourth, ...rest] = path;
  if (first === "name") return ["apiName"];
  if (first === "endpoint" && second !== undefined) return [ENDPOINT_ARGUMENTS.get(second) ?? second, ...path.slice(2)];
  if (first === "models" && third === "schema") return [first, ...path.slice(1, 2), ...path.slice(3)];
  if (first === "gatewayResponses" && third === "responseParameters") return [...path.slice(0, 2), "headers", ...header(fourth)];
  if (first === "stages" && second !== undefined && third === "accessLogFormat") return [first, second, "accessLog", "format"];
  if (first === "stages" && second !== undefined && third === "cacheClusterSize") return [first, second, "cache", "clusterSize"];
  if (first !== "routes" || third === undefined || second === undefined) return path;
  if (third === "requestParameters") return [first, second, "parameters", ...parameter(fourth)];
  if (third === "requestModels") return [first, second, "body", ...path.slice(3)];
  if (third === "requestValidator") return [first, second, "validate"];
  if (third === "methodResponses") return [first, second, "responses", ...path.slice(3, 4), ...rest.map((name) => (name === "models" ? "body" : name))];
  return path;
}

const ENDPOINT_ARGUMENTS: ReadonlyMap<string | number, string> = new Map([
  ["type", "endpointType"],
  ["vpcEndpointIds", "vpcEndpoints"],
]);

/** `querystring.q` is written `query`, `q`. */
function parameter(key: string | number | undefined): DefinitionPath {
  const [, location, name] = /^(querystring|header)\.(.+)$/s.exec(String(key)) ?? [];
  if (location === undefined || name === undefined) return key === undefined ? [] : [key];
  return [location === "querystring" ? "query" : location, name];
}

function header(target: string | number | undefined): DefinitionPath {
  return target === undefined ? [] : [String(target).replace(/^gatewayresponse\.header\./, "")];
}

function member(name: string | number, isFirst: boolean): string {
  if (typeof name === "string" && /^[A-Za-z_]\w*$/.test(name)) return isFirst ? name : `.${name}`;
  return `[${JSON.stringify(name)}]`;
}
