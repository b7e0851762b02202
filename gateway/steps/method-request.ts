/** Method request: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html */
import { routeKey } from "../../definition/index";
import type { Call } from "../call";
import { bodyOf, type MethodRequest } from "../trace/index";
import type { Invocation } from "./parse-request";

/** The trace's step of a request as it came in, and of the route that it found. */
export function methodRequest(
  sent: Invocation,
  { route, pathParameters }: Call,
  routesAt: (path: string) => readonly string[],
): MethodRequest {
  return {
    kind: "methodRequest",
    httpMethod: sent.httpMethod,
    path: sent.path,
    ...(route === undefined
      ? { otherRoutes: routesAt(sent.path) }
      : { route: routeKey(route.method, route.path), integration: route.integration.type }),
    pathParameters: Object.fromEntries(pathParameters),
    query: Object.fromEntries(sent.query),
    headers: sent.headers,
    body: bodyOf(sent.body),
  };
}
