/** Invoking a function as API Gateway does: with the function's permission or a role, and within a time. */
import { parseInvocationUri } from "../definition/index";
import type { Call } from "./call";
import { Fault } from "./fault";
import { permitsInvoke, roleAllows } from "./policy/index";
import { withinTime } from "./timeout";
import { printBody, printMap } from "./trace";
import type { GatewayOptions, LambdaResult } from "./types";
import { substituteStageVariables } from "./uri";

/** What an integration or an authorizer says of the function that it invokes. */
export interface FunctionReference {
  readonly uri: string;
  /** The role to assume; absent where the function's own policy decides. */
  readonly credentials: string | undefined;
  /** ARN of the method or authorizer that invokes. */
  readonly sourceArn: string;
  readonly timeoutInMillis: number;
}

/** What became of an invocation that Lambda did not refuse. */
export type Invoked = Exclude<LambdaResult, { readonly kind: "refused" }>;

export type InvokeFunction = (payload: Buffer, call: Call, invocationType: "RequestResponse" | "Event" | "DryRun") => Promise<Invoked>;

/**
 * Compiles a reference to a function; the result invokes it.
 * It throws a fault where the invocation is not permitted, Lambda refuses it, or it takes too long.
 */
export function compileFunction(reference: FunctionReference, options: GatewayOptions): InvokeFunction {
  return async (payload, call, invocationType) => {
    const uri = substituteStageVariables(reference.uri, call.stageVariables);
    const target = parseInvocationUri(uri);
    if (target === undefined) throw new Fault("API_CONFIGURATION_ERROR", { log: "Execution failed due to configuration error: Invalid endpoint address" });
    const credentials = reference.credentials && substituteStageVariables(reference.credentials, call.stageVariables);
    const refusal = credentials
      ? refusedByRole(credentials, target.functionArn, call, options)
      : refusedByPolicy(target.functionArn, reference.sourceArn, options);
    if (refusal !== undefined) {
      call.trace.line(refusal);
      throw new Fault("API_CONFIGURATION_ERROR", { log: "Execution failed due to configuration error: Invalid permissions on Lambda function" });
    }
    const started = options.clock();
    logRequest(target.functionArn, reference.sourceArn, payload, call);
    const result = await withinTime(
      () => options.invoke({ functionArn: target.functionArn, invocationType, payload, traceId: call.xray.full, streaming: target.streaming }),
      reference.timeoutInMillis,
      options.timer,
    );
    const status = result.kind === "refused" ? result.status : result.kind === "accepted" ? 202 : 200;
    call.measures.integrationStatus = String(status);
    call.trace.line(`Received response. Status: ${status}, Integration latency: ${options.clock() - started} ms`);
    if (result.kind !== "refused") return result;
    // Seen: an event that Lambda finds too large, more than 6 MB, is as good as a request too large.
    if (result.status === 413) throw new Fault("REQUEST_TOO_LARGE", { log: `Execution failed due to configuration error: ${result.message}` });
    throw new Fault("INTEGRATION_FAILURE", {
      status: 500, // Lambda developer guide, API Gateway: 500 where Lambda rejects the invocation
      message: "Internal server error",
      log: `Execution failed due to configuration error: Lambda refused the invocation with status ${result.status}: ${result.errorType}: ${result.message}`,
    });
  };
}

function logRequest(functionArn: string, sourceArn: string, payload: Buffer, { context, xray, trace }: Call): void {
  const host = `lambda.${functionArn.split(":")[3]}.amazonaws.com`;
  const endpoint = `https://${host}/2015-03-31/functions/${functionArn}/invocations`;
  const headers = { "x-amzn-lambda-integration-tag": context.requestId, Host: host, "X-Amz-Source-Arn": sourceArn, "X-Amzn-Trace-Id": xray.full };
  trace.line(`Endpoint request URI: ${endpoint}`);
  trace.line(`Endpoint request headers: ${printMap(Object.entries(headers))}`);
  trace.line(`Endpoint request body after transformations: ${printBody(payload)}`);
  trace.line(`Sending request to ${endpoint}`);
}

function refusedByPolicy(functionArn: string, sourceArn: string, { permissions, accountId }: GatewayOptions): string | undefined {
  if (permitsInvoke(permissions, { functionArn, sourceArn, account: accountId })) return undefined;
  return `No permission on ${functionArn} lets apigateway.amazonaws.com invoke it with the source ARN ${sourceArn}`;
}

function refusedByRole(credentials: string, functionArn: string, { context }: Call, { roles, credentials: callers }: GatewayOptions): string | undefined {
  const caller = callers.find(({ accessKeyId }) => accessKeyId === context.identity.accessKey);
  const role = CALLER.test(credentials)
    ? caller && { arn: caller.userArn, assumeRolePolicy: TRUSTED, policies: caller.policies }
    : roles.find(({ arn }) => arn === credentials);
  if (role === undefined) return `There is no role ${credentials}`;
  const { assumable, allowed } = roleAllows(role, "lambda:InvokeFunction", functionArn);
  if (!assumable) return `The trust policy of ${role.arn} does not let apigateway.amazonaws.com assume it`;
  return allowed ? undefined : `No policy of ${role.arn} allows lambda:InvokeFunction on ${functionArn}`;
}

// Developer guide, integration: `arn:aws:iam::*:user/*` passes the caller's identity on, which nobody has to assume.
const CALLER = /^arn:[^:]+:iam::\*:user\/\*$/;
const TRUSTED = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }] };
