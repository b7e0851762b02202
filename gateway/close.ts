/** The last step: what every answer carries. */
import type { Call, Reply } from "./call";
import { withDefaults, withoutHeaders } from "./headers";
import { printBody, printMap } from "./trace";
import type { HeaderLine, HttpResponse } from "./types";

/** Adds the gateway's own headers to a reply, in place of any of these names, and ends the execution log. */
export function close(reply: Reply, { context, xray, trace }: Call): HttpResponse {
  const { status, body, fault } = reply;
  const own: readonly HeaderLine[] = [
    ["x-amzn-RequestId", context.requestId],
    ["x-amz-apigw-id", context.extendedRequestId],
    ...(reply.traced ? [["X-Amzn-Trace-Id", xray.full] as const] : []),
  ];
  const all = withoutHeaders(reply.headers, new Set(own.map(([name]) => name.toLowerCase())))
    .filter(([name]) => HEADER_NAME.test(name))
    .map(([name, value]) => [name, transmittable(value)] as const);
  const headers = Buffer.isBuffer(body) ? withDefaults([...all, ...own], [["Content-Length", String(body.length)]]) : [...all, ...own];
  if (fault === undefined) {
    trace.line(`Method response body after transformations: ${Buffer.isBuffer(body) ? printBody(body) : "[Streamed]"}`);
    trace.line(`Method response headers: ${printMap(headers)}`);
    trace.line("Successfully completed execution");
  } else {
    trace.line(`Gateway response type: ${fault.type} with status code: ${status}`);
    trace.line(`Gateway response body: ${Buffer.isBuffer(body) ? printBody(body) : ""}`);
    trace.line(`Gateway response headers: ${printMap(headers)}`);
  }
  trace.line(`Method completed with status: ${status}`);
  return { status, headers, body, trace: trace.lines() };
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** A value as bytes that HTTP/1.1 can carry, whatever a template or a back end has put in it. */
function transmittable(value: string): string {
  const line = value.replace(/[^\t\x20-\x7e\x80-\uffff]+/g, " ");
  return /[\u0100-\uffff]/.test(line) ? Buffer.from(line, "utf8").toString("latin1") : line;
}
