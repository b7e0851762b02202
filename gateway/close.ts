/** The last step: what every answer carries. */
import type { Call, Reply } from "./call";
import { withDefaults } from "./headers";
import { printBody, printMap } from "./trace";
import type { HeaderLine, HttpResponse } from "./types";

/** Adds the gateway's own headers to a reply and ends the execution log. */
export function close(reply: Reply, { context, xray, trace }: Call): HttpResponse {
  const { status, body } = reply;
  const own: readonly HeaderLine[] = [
    ["x-amzn-RequestId", context.requestId],
    ["x-amz-apigw-id", context.extendedRequestId],
    ...(reply.traced ? [["X-Amzn-Trace-Id", xray.full] as const] : []),
  ];
  const headers = Buffer.isBuffer(body) ? withDefaults([...reply.headers, ...own], [["Content-Length", String(body.length)]]) : [...reply.headers, ...own];
  trace.line(`Method response body after transformations: ${Buffer.isBuffer(body) ? printBody(body) : "[Streamed]"}`);
  trace.line(`Method response headers: ${printMap(reply.headers)}`);
  trace.line(`Successfully completed execution`);
  trace.line(`Method completed with status: ${status}`);
  return { status, headers, body, trace: trace.lines() };
}
