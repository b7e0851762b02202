/** Access logs: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
import type { Json, JsonObject, Route } from "../../definition/index";
import type { Call, Measures, Phase, Reply } from "../call";
import { errorOf } from "../faults";
import { lookUp } from "../mapping";
import type { GatewayOptions, HttpRequest } from "../types";

/** Writes the line of one request, after its answer is known; where that is a stream, the reply that it gives does so at its end. */
export type AccessLog = (reply: Reply, call: Call) => Reply;

/** Compiles a stage's format; a variable without a value is a hyphen. */
export function compileAccessLog({ stage: { accessLogFormat }, accessLog, clock }: GatewayOptions): AccessLog {
  if (accessLogFormat === undefined) return (reply) => reply;
  const variable = /\$\{?(context\.[\w-]+(?:\.[\w-]+)*)\}?/g;
  return (reply, call) => {
    const write = (responseLength: number) => {
      const context = { ...variablesOf(reply, call, clock()), responseLength };
      accessLog(accessLogFormat.replace(variable, (_, reference: string) => textOf(lookUp(reference, { call: { ...call, context } }))));
    };
    if (!Buffer.isBuffer(reply.body)) return { ...reply, body: followed(reply.body, write) };
    write(reply.body.length);
    return reply;
  };
}

/** A stream, at whose end the number of its bytes is told. */
async function* followed(chunks: AsyncIterable<Uint8Array>, tell: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  } finally {
    tell(bytes);
  }
}

function textOf(value: ReturnType<typeof lookUp>): string {
  return value === undefined || value === "" ? "-" : typeof value === "string" ? value : value.join(",");
}

function variablesOf(reply: Reply, call: Call, now: number): Record<string, Json | undefined> {
  const { context, request, route, xray, measures } = call;
  const { integrationStatus, integrationLatency: latency, endpointRequestId, authenticate, authorize, authorizer } = measures;
  const { timeToAllHeaders, timeToFirstContent } = measures;
  // Developer guide, the same page: of a Lambda proxy integration, one status is the function's own, the other one Lambda's.
  const ofFunction = route?.integration.type === "AWS_PROXY" && reply.fault === undefined;
  const status = ofFunction ? String(reply.status) : integrationStatus;
  const error = latency === undefined ? undefined : reply.fault?.details.log;
  const authorized = { ...context.authorizer, ...phase(authorizer), ...authorizerFunction(measures) };
  return {
    ...context,
    status: String(reply.status),
    responseLatency: now - context.requestTimeEpoch,
    xrayTraceId: xray.root,
    integrationStatus,
    integrationLatency: latency,
    integrationErrorMessage: error,
    integration: {
      ...(status !== undefined && { status }),
      ...(integrationStatus !== undefined && { integrationStatus }),
      ...(latency !== undefined && { latency, responseTransferMode: transferMode(route) }),
      ...(timeToAllHeaders !== undefined && { timeToAllHeaders }),
      ...(timeToFirstContent !== undefined && { timeToFirstContent }),
      ...(error !== undefined && { error }),
      ...(endpointRequestId !== undefined && { requestId: endpointRequestId }),
    },
    ...(endpointRequestId !== undefined && { awsEndpointRequestId: endpointRequestId }),
    ...(authenticate !== undefined && { authenticate: phase(authenticate) }),
    ...(authorize !== undefined && { authorize: phase(authorize) }),
    ...(Object.keys(authorized).length > 0 && { authorizer: authorized }),
    ...(request.by !== undefined && { customDomain: customDomain(request.by) }),
    error: reply.fault && errorOf(reply.fault),
  };
}

// Developer guide, troubleshooting response streaming: so the log calls it.
function transferMode(route: Route | undefined): string {
  return route?.integration.responseTransferMode === "STREAM" ? "STREAMED" : "BUFFERED";
}

// Developer guide, troubleshooting routing rules: there is the variable of the mechanism that was used alone.
function customDomain(by: NonNullable<HttpRequest["by"]>): JsonObject {
  return "basePath" in by ? { basePathMatched: by.basePath } : { routingRuleIdMatched: by.routingRule };
}

function phase(ended: Phase | undefined): JsonObject {
  return ended === undefined ? {} : { ...ended, status: String(ended.status) };
}

function authorizerFunction({ authorizerFunction: ended }: Measures): JsonObject {
  if (ended === undefined) return {};
  const { status, latency, requestId } = ended;
  return { integrationStatus: status, integrationLatency: latency, ...(requestId !== undefined && { requestId }) };
}
