/** The last step: what every answer carries. */
import { routeKey } from "../../definition/index";
import type { Call, Reply } from "../call";
import { reasonOf, stepOf } from "../faults";
import { flattened, headerValue, pairs } from "../headers";
import { bodyOf } from "../trace/index";
import type { HeaderLine, HttpResponse } from "../types";

/**
 * Adds the gateway's own headers to a reply, in place of any of these names, and ends the trace, which shows the body as it was before it
 * was encoded.
 */
export function close(reply: Reply, plain: Reply["body"], { context, xray, trace, route, measures }: Call): HttpResponse {
  const { status, body, fault } = reply;
  const replaced = reply.traced ? OWN_WITH_TRACE : OWN;
  const headers: HeaderLine[] = [];
  for (const [name, value] of reply.headers)
    if (!replaced.has(name.toLowerCase()) && HEADER_NAME.test(name)) headers.push([name, transmittable(value)]);
  headers.push(["x-amzn-RequestId", context.requestId], ["x-amz-apigw-id", context.extendedRequestId]);
  if (reply.traced) headers.push(["X-Amzn-Trace-Id", xray.full]);
  if (Buffer.isBuffer(body) && headerValue(headers, "Content-Length") === undefined) headers.push(["Content-Length", String(body.length)]);
  const sent = flattened(headers);
  trace.add(() => {
    const [shown, body] = [pairs(sent), bodyOf(plain)];
    return fault === undefined
      ? { kind: "methodResponse", status, headers: shown, body }
      : { kind: "gatewayResponse", type: fault.type, status, step: stepOf(fault), reason: reasonOf(fault), headers: shown, body };
  });
  return {
    status,
    headers,
    body,
    trace,
    ...(route !== undefined && { route: routeKey(route.method, route.path) }),
    ...(measures.integrationLatency !== undefined && { integrationLatency: measures.integrationLatency }),
    ...(measures.functionDuration !== undefined && { functionDuration: measures.functionDuration }),
  };
}

const OWN = new Set(["x-amzn-requestid", "x-amz-apigw-id"]);
const OWN_WITH_TRACE = new Set([...OWN, "x-amzn-trace-id"]);

const PLAIN = /^[\x20-\x7e]*$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** A value as bytes that HTTP/1.1 can carry, whatever a template or a back end has put in it. */
function transmittable(value: string): string {
  if (PLAIN.test(value)) return value;
  const line = value.replace(/[^\t\x20-\x7e\x80-\uffff]+/g, " ");
  return /[\u0100-\uffff]/.test(line) ? Buffer.from(line, "utf8").toString("latin1") : line;
}
