import type { Resource } from "../../resource";
import { isMapping, type Mapping } from "../../yaml";

/** One method of one path of the component's document. */
export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly content: Mapping;
}

/** The path of a route, which may be written without its slash. */
export function pathOf(route: Mapping): string {
  const path = String(route["path"] ?? "");
  return path.startsWith("/") ? path : `/${path}`;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch"];

/** As a document has it. @throws Error if there is no such method. */
export function methodOf(method: unknown, where: string): string {
  const lower = String(method ?? "").toLowerCase();
  if (lower === "any") return "x-amazon-apigateway-any-method";
  if (METHODS.includes(lower)) return lower;
  throw new Error(`${where}: its method must be one of ANY, ${METHODS.join(", ").toUpperCase()}`);
}

/** The operations of a route with an event handler, with a target or with raw data. @throws Error if it has none of them. */
export function integratedOperations(route: Mapping, handler: Resource | undefined, where: string): Operation[] {
  const { target, data } = route;
  const path = pathOf(route);
  if (handler !== undefined) return [{ path, method: methodOf(route["method"], where), content: invoking(handler) }];
  if (isMapping(target)) return forwarding(path, target);
  if (isMapping(data)) return [{ path, method: methodOf(route["method"], where), content: data }];
  throw new Error(`${where}: it needs eventHandler, localPath, target or data`);
}

function invoking({ outputs }: Resource): Mapping {
  const integration = { uri: outputs["invokeArn"], passthroughBehavior: "when_no_match", httpMethod: "POST", type: "aws_proxy" };
  return { "x-amazon-apigateway-integration": integration };
}

/** Any method of the path itself and of all paths below it, whatever method the route names. */
function forwarding(path: string, target: Mapping): Operation[] {
  const { type = "http_proxy", passthroughBehavior = "when_no_match", connectionType, connectionId } = target;
  const uri = `${String(target["uri"])}/`.replace(/\/\/$/, "/");
  const shared = {
    responses: { default: { statusCode: "200" } },
    type,
    connectionType,
    connectionId,
    passthroughBehavior,
    httpMethod: "ANY",
  };
  const own = `${path}/`.replace(/\/\/$/, "/");
  const method = "x-amazon-apigateway-any-method";
  return [
    { path: own, method, content: { "x-amazon-apigateway-integration": { ...shared, uri } } },
    {
      path: `${own}{proxy+}`,
      method,
      content: {
        parameters: [PROXY],
        "x-amazon-apigateway-integration": { ...shared, uri: `${uri}{proxy}`, requestParameters: PROXY_PARAMETERS },
      },
    },
  ];
}

/** The rest of a path, handed on. */
export const PROXY = { name: "proxy", in: "path", required: true, type: "string" };
export const PROXY_PARAMETERS = { "integration.request.path.proxy": "method.request.path.proxy" };
