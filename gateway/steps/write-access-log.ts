/** Access logs: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
import type { Json, JsonObject } from "../../definition/index";
import type { Call, Measures, Phase, Reply } from "../call";
import { errorOf } from "../faults";
import { lookUp } from "../mapping";
import type { GatewayOptions, HttpRequest } from "../types";

/** Writes the line of one request, after its answer is known. */
export type AccessLog = (reply: Reply, call: Call) => void;

/** Compiles a stage's format; a variable without a value is a hyphen. */
export function compileAccessLog({ stage: { accessLogFormat }, accessLog, clock }: GatewayOptions): AccessLog {
  if (accessLogFormat === undefined) return () => {};
  const variable = /\$\{?(context\.[\w-]+(?:\.[\w-]+)*)\}?/g;
  return (reply, call) => {
    const context = variablesOf(reply, call, clock());
    accessLog(accessLogFormat.replace(variable, (_, reference: string) => textOf(lookUp(reference, { call: { ...call, context } }))));
  };
}

function textOf(value: ReturnType<typeof lookUp>): string {
  return value === undefined || value === "" ? "-" : typeof value === "string" ? value : value.join(",");
}

function variablesOf(reply: Reply, call: Call, now: number): Record<string, Json | undefined> {
  const { context, request, route, xray, measures } = call;
  const { integrationStatus, integrationLatency: latency, endpointRequestId, authenticate, authorize, authorizer } = measures;
  // Developer guide, the same page: of a Lambda proxy integration, one status is the function's own, the other one Lambda's.
  const ofFunction = route?.integration.type === "AWS_PROXY" && reply.fault === undefined;
  const status = ofFunction ? String(reply.status) : integrationStatus;
  const error = latency === undefined ? undefined : reply.fault?.details.log;
  const authorized = { ...context.authorizer, ...phase(authorizer), ...authorizerFunction(measures) };
  return {
    ...context,
    status: String(reply.status),
    responseLength: Buffer.isBuffer(reply.body) ? reply.body.length : undefined,
    responseLatency: now - context.requestTimeEpoch,
    xrayTraceId: xray.root,
    integrationStatus,
    integrationLatency: latency,
    integrationErrorMessage: error,
    integration: {
      ...(status !== undefined && { status }),
      ...(integrationStatus !== undefined && { integrationStatus }),
      ...(latency !== undefined && { latency }),
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
