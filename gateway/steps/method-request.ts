/** Method request: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html */
import { routeKey } from "../../definition/index";
import type { FoundRoute } from "../deployment";
import { flattened, pairs } from "../headers";
import type { CompiledRoute } from "../route";
import { bodyOf, type MethodRequest } from "../trace/index";
import type { Invocation } from "./parse-request";

/** What of a request the trace shows. */
export interface Sent extends Pick<Invocation, "httpMethod" | "path" | "query" | "body"> {
  /** Names and values. */
  readonly headers: readonly string[];
}

/** What the trace keeps of a request. */
export function sentOf({ httpMethod, path, query, headers, body }: Invocation): Sent {
  return { httpMethod, path, query, headers: flattened(headers), body };
}

/** The trace's step of a request as it came in, and of the route that it found. */
export function methodRequest(sent: Sent, found: FoundRoute | undefined, routesAt: (path: string) => readonly string[]): MethodRequest {
  return {
    kind: "methodRequest",
    httpMethod: sent.httpMethod,
    path: sent.path,
    ...(found === undefined ? { otherRoutes: routesAt(sent.path) } : routeOf(found.target)),
    pathParameters: Object.fromEntries(found?.pathParameters ?? []),
    query: Object.fromEntries(sent.query),
    headers: pairs(sent.headers),
    body: bodyOf(sent.body),
  };
}

function routeOf({ route }: CompiledRoute): Pick<MethodRequest, "route" | "integration"> {
  return { route: routeKey(route.method, route.path), integration: route.integration.type };
}
