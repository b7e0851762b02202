/** Access logs: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
import type { Json } from "../../definition/index";
import type { Call, Reply } from "../call";
import { errorOf } from "../faults";
import { lookUp } from "../mapping";
import type { GatewayOptions } from "../types";

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

function variablesOf(reply: Reply, { context, xray, measures }: Call, now: number): Record<string, Json | undefined> {
  const { integrationStatus: status, integrationLatency: latency } = measures;
  return {
    ...context,
    status: String(reply.status),
    responseLength: Buffer.isBuffer(reply.body) ? reply.body.length : undefined,
    responseLatency: now - context.requestTimeEpoch,
    xrayTraceId: xray.root,
    integrationStatus: status,
    integrationLatency: latency,
    integrationErrorMessage: reply.fault?.details.log,
    integration: {
      ...(status !== undefined && { status, integrationStatus: status }),
      ...(latency !== undefined && { latency }),
      requestId: context.requestId,
    },
    error: reply.fault && errorOf(reply.fault),
  };
}
