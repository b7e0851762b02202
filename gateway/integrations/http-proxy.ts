/** HTTP_PROXY: https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html */
import type { Route } from "../../definition/index";
import type { Call, Reply } from "../call";
import { Fault } from "../fault";
import { DROPPED_FROM_INTEGRATION_REQUEST, headerValue, NOT_PASSED_BY_HTTP_PROXY, withDefaults, withoutHeaders } from "../headers";
import type { BinaryMatcher } from "../media-types";
import { compileParameters, integrationMethod, type MappedParameters, renderUri } from "../parameters";
import { bytesOf, requestPayload } from "../payload";
import type { BackendResponse, GatewayOptions, HeaderLine } from "../types";
import { compileBackend, type Outgoing, readWhole } from "./backend";

/** Compiles the integration of a route whose back end gets the request as it is and gives the whole response. */
export function compileHttpProxy(route: Route, isBinary: BinaryMatcher, options: GatewayOptions): (call: Call) => Promise<Reply> {
  const mapParameters = compileParameters(route);
  const send = compileBackend(route, options);
  const read = route.integration.responseTransferMode === "STREAM" ? streamed : buffered;
  return (call) =>
    send(outgoingOf(route, call, mapParameters(call), isBinary, options.apiId), call, (response) => read(response, call, isBinary));
}

function outgoingOf(route: Route, call: Call, mapped: MappedParameters, isBinary: BinaryMatcher, apiId: string): Outgoing {
  const { integration } = route;
  const { headers, query, body } = call.invocation;
  const replaced = new Set([
    ...NOT_PASSED_BY_HTTP_PROXY,
    "x-amzn-apigateway-api-id",
    ...mapped.headers.map(([name]) => name.toLowerCase()),
  ]);
  const passed = [...withoutHeaders(headers, replaced), ...mapped.headers, ["X-Amzn-Apigateway-Api-Id", apiId] as const];
  const payload = requestPayload(body, isBinary(headerValue(headers, "Content-Type")), integration.contentHandling);
  return {
    httpMethod: integrationMethod(route, call),
    uri: renderUri(integration.uri ?? "", mapped.path, call),
    query: [...[...query].flatMap(([name, values]) => values.map((value) => [name, value] as const)), ...mapped.query],
    headers: withDefaults(withoutHeaders(passed, DROPPED_FROM_INTEGRATION_REQUEST[integration.type]), [
      ["User-Agent", `AmazonAPIGateway_${apiId}`],
    ]),
    body: bytesOf(payload),
  };
}

async function buffered(response: BackendResponse, call: Call, isBinary: BinaryMatcher): Promise<Reply> {
  const body = await readWhole(response);
  return { ...headOf(response), body: handled(body, response.headers, call, isBinary) };
}

async function streamed(response: BackendResponse): Promise<Reply> {
  return { ...headOf(response), body: response.body };
}

// Recorded: the status is the back end's, and so is the trace header, or there is none.
function headOf({ status, headers }: BackendResponse): Omit<Reply, "body"> {
  if (status < 200 || status > 599) {
    throw new Fault("INTEGRATION_FAILURE", {
      log: `Execution failed due to configuration error: The endpoint's status ${status} is none of an answer`,
    });
  }
  return { status, headers: withDefaults(headers, [["Content-Type", "application/json"]]), traced: false };
}

/** Binary bytes go as they are to a client that accepts them, else as base64; text stays text. */
function handled(body: Buffer, headers: readonly HeaderLine[], { invocation }: Call, isBinary: BinaryMatcher): Buffer {
  if (!isBinary(headerValue(headers, "Content-Type"))) return Buffer.from(body.toString("utf8"));
  return isBinary(headerValue(invocation.headers, "Accept")) ? body : Buffer.from(body.toString("base64"));
}
