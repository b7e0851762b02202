/** Invoking a function as API Gateway does: with the function's permission or a role, and within a time. */
import { arnParts, invocationPath, parseInvocationUri } from "../definition/index";
import type { Call, Measures } from "./call";
import { Fault } from "./fault";
import { decideInvocation } from "./invoke-permission";
import { withinTime } from "./timeout";
import {
  bodyOf,
  type IntegrationRequest as IntegrationRequestStep,
  type IntegrationResponse as IntegrationResponseStep,
  type Permission,
} from "./trace/index";
import type { GatewayOptions, LambdaResult } from "./types";
import { substituteStageVariables } from "./uri";

/** What an integration or an authorizer says of the function that it invokes. */
export interface FunctionReference {
  readonly of: "integration" | "authorizer";
  readonly uri: string;
  /** The role to assume; absent where the function's own policy decides. */
  readonly credentials: string | undefined;
  /** ARN of the method or authorizer that invokes. */
  readonly sourceArn: string;
  readonly timeoutInMillis: number;
}

/** What became of an invocation that Lambda did not refuse. */
export type Invoked = Exclude<LambdaResult, { readonly kind: "refused" }>;

/** @param payload - JSON text */
export type InvokeFunction = (payload: string, call: Call, invocationType: "RequestResponse" | "Event" | "DryRun") => Promise<Invoked>;

/**
 * Compiles a reference to a function; the result invokes it.
 * It throws a fault where the invocation is not permitted, Lambda refuses it, or it takes too long.
 */
export function compileFunction(reference: FunctionReference, options: GatewayOptions): InvokeFunction {
  const { of, sourceArn } = reference;
  const find = compileTarget(reference, options);
  return async (payload, call, invocationType) => {
    const target = find(call);
    if (target === undefined)
      throw new Fault("API_CONFIGURATION_ERROR", { log: "Execution failed due to configuration error: Invalid endpoint address" });
    const { functionArn, permission } = target;
    call.trace.add(() => permission);
    if (permission.refusal !== undefined) {
      throw new Fault("API_CONFIGURATION_ERROR", {
        step: "permission",
        log: "Execution failed due to configuration error: Invalid permissions on Lambda function",
      });
    }
    const started = options.clock();
    // The trace keeps no more than it shows, which is not the whole call.
    const { requestId } = call.context;
    const traceId = call.xray.full;
    call.trace.add(() => requestStep({ of, functionArn, sourceArn, payload, invocationType, requestId, traceId }));
    const result = await withinTime(
      () => options.invoke({ functionArn, invocationType, payload, traceId, streaming: target.streaming }),
      reference.timeoutInMillis,
      options.timer,
    );
    const status = result.kind === "refused" ? result.status : result.kind === "accepted" ? 202 : 200;
    const latency = options.clock() - started;
    measure(call.measures, of, status, latency, result);
    call.trace.add(() => responseStep(of, status, latency, result));
    if (result.kind !== "refused") return result;
    // Seen: an event that Lambda finds too large, more than 6 MB, is as good as a request too large.
    if (result.status === 413)
      throw new Fault("REQUEST_TOO_LARGE", {
        step: "integrationResponse",
        log: `Execution failed due to configuration error: ${result.message}`,
      });
    throw new Fault("INTEGRATION_FAILURE", {
      status: 500, // Lambda developer guide, API Gateway: 500 where Lambda rejects the invocation
      message: "Internal server error",
      log: `Execution failed due to configuration error: Lambda refused the invocation with status ${result.status}: ${result.errorType}: ${result.message}`,
    });
  };
}

function measure(measures: Measures, of: Sent["of"], status: number, latency: number, result: LambdaResult): void {
  const { requestId, duration }: Partial<Extract<LambdaResult, { kind: "payload" }>> = result.kind === "payload" ? result : {};
  if (of === "authorizer") measures.authorizerFunction = { status: String(status), latency, ...(requestId !== undefined && { requestId }) };
  else {
    measures.integrationStatus = String(status);
    if (requestId !== undefined) measures.endpointRequestId = requestId;
    if (duration !== undefined) measures.functionDuration = duration;
  }
}

interface Target {
  readonly functionArn: string;
  readonly streaming: boolean;
  readonly permission: Permission;
}

/**
 * Which function it is for a call, and whether it may be invoked; found out once for the stage's variables and each caller whose key may
 * count.
 */
function compileTarget(
  { of, uri, credentials, sourceArn }: FunctionReference,
  options: GatewayOptions,
): (call: Call) => Target | undefined {
  const known = new WeakMap<Call["stageVariables"], Map<string, Target | undefined>>();
  return ({ stageVariables, context }) => {
    const byKey = known.get(stageVariables) ?? new Map<string, Target | undefined>();
    known.set(stageVariables, byKey);
    const { accessKey } = context.identity;
    const key = accessKey ?? "";
    if (byKey.has(key)) return byKey.get(key);
    const target = parseInvocationUri(substituteStageVariables(uri, stageVariables));
    const role = credentials && substituteStageVariables(credentials, stageVariables);
    const found = target && {
      ...target,
      permission: decideInvocation({ of, functionArn: target.functionArn, sourceArn, credentials: role, accessKey }, options),
    };
    byKey.set(key, found);
    return found;
  };
}

interface Sent {
  readonly of: "integration" | "authorizer";
  readonly functionArn: string;
  readonly sourceArn: string;
  readonly payload: string;
  readonly invocationType: "RequestResponse" | "Event" | "DryRun";
  /** Of the client's request. */
  readonly requestId: string;
  readonly traceId: string;
}

function requestStep({ of, functionArn, sourceArn, payload, invocationType, requestId, traceId }: Sent): IntegrationRequestStep {
  const host = `lambda.${arnParts(functionArn).region}.amazonaws.com`;
  return {
    kind: "integrationRequest",
    of,
    httpMethod: "POST",
    uri: `https://${host}/${invocationPath(functionArn)}`,
    headers: [
      ["x-amzn-lambda-integration-tag", requestId],
      ["Host", host],
      ["X-Amz-Source-Arn", sourceArn],
      ["X-Amzn-Trace-Id", traceId],
    ],
    body: bodyOf(payload),
    functionArn,
    invocationType,
  };
}

function responseStep(of: Sent["of"], status: number, latency: number, result: LambdaResult): IntegrationResponseStep {
  const step = { kind: "integrationResponse", of, status, latency, headers: [] } as const;
  switch (result.kind) {
    case "payload":
      return {
        ...step,
        body: bodyOf(result.payload),
        ...(result.functionError !== undefined && { functionError: result.functionError }),
        ...(result.requestId !== undefined && { functionRequestId: result.requestId }),
      };
    case "accepted":
      return step;
    case "stream":
      return { ...step, body: bodyOf(result.chunks) };
    case "refused":
      return { ...step, refusal: `${result.errorType}: ${result.message}` };
  }
}
