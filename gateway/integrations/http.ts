/** HTTP: https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html */
import type { Route } from "../../definition/index";
import type { GatewayOptions } from "../types";
import { compileBackend, readWhole } from "./backend";
import type { Endpoint } from "./endpoint";

/** The endpoint that is an HTTP back end; its status selects the integration response. */
export function compileHttp(route: Route, options: GatewayOptions): Endpoint {
  const send = compileBackend(route, options);
  return (request, call) =>
    send(request, call, async (response) => ({
      headers: response.headers,
      body: await readWhole(response),
      selection: String(response.status),
    }));
}
