/** Lambda authorizers: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html */

import { type Authorizer as Definition, INTEGRATION_TIMEOUT, type Json } from "../../definition/index";
import { isObject, parseJson } from "../../languages/json/index";
import { compilePattern } from "../../languages/regexp/index";
import type { Call } from "../call";
import { resourceIdOf } from "../context";
import { Fault } from "../fault";
import { headerValue } from "../headers";
import { executionArn } from "../invoke-permission";
import { compileFunction } from "../lambda";
import { lookUp } from "../mapping";
import { parsePolicy } from "../policy/index";
import type { GatewayOptions } from "../types";
import type { Authorized, Authorizer } from "./authorized";
import { createResultCache } from "./result-cache";

/** Milliseconds; that an authorizer has as long as an integration is an assumption. */
const TIMEOUT = INTEGRATION_TIMEOUT;

/** Compiles a TOKEN or REQUEST authorizer with its cache, which all routes share. */
export function compileLambdaAuthorizer(name: string, definition: Definition, options: GatewayOptions): Authorizer {
  const identify = compileIdentity(definition);
  const cache = createResultCache<Authorized>(definition.authorizerResultTtlInSeconds, options.clock);
  const invoke = compileFunction(
    {
      of: "authorizer",
      uri: definition.authorizerUri ?? "",
      credentials: definition.authorizerCredentials,
      sourceArn: `${executionArn(options)}/authorizers/${resourceIdOf(name)}`,
      timeoutInMillis: TIMEOUT,
    },
    options,
  );
  return async (call, methodArn, event) => {
    const identity = identify(call);
    if (identity === undefined) throw new Fault("UNAUTHORIZED");
    const cached = cache.get(identity);
    if (cached !== undefined) return { ...cached, cached: true, context: { ...cached.context, integrationLatency: 0 } };
    const input =
      definition.type === "TOKEN"
        ? { type: "TOKEN", methodArn, authorizationToken: identity }
        : { type: "REQUEST", methodArn, ...event(call) };
    const started = options.clock();
    const authorized = await ask(() => invoke(JSON.stringify(input), call, "RequestResponse"));
    cache.set(identity, authorized);
    return { ...authorized, context: { ...authorized.context, integrationLatency: options.clock() - started } };
  };
}

/** The identity by which results are kept; undefined where the function is not even asked. */
function compileIdentity({
  type,
  identitySource,
  identityValidationExpression,
  authorizerResultTtlInSeconds,
}: Definition): (call: Call) => string | undefined {
  const expression = identityValidationExpression === undefined ? undefined : compilePattern(identityValidationExpression);
  return (call) => {
    const values = identitySource.map((source) => identityOf(source, call));
    if (type === "TOKEN") return values[0] && (expression?.test(values[0]) ?? true) ? values[0] : undefined;
    // Developer guide: without caching a REQUEST authorizer is asked whatever is missing.
    return authorizerResultTtlInSeconds > 0 && values.some((value) => value === undefined || value === "")
      ? undefined
      : JSON.stringify(values);
  };
}

function identityOf(source: string, call: Call): string | undefined {
  const header = /^method\.request\.header\.(.+)$/.exec(source)?.[1];
  if (header !== undefined) return headerValue(call.invocation.headers, header);
  const value = lookUp(source, { call });
  return typeof value === "string" ? value : value?.join(",");
}

async function ask(invoke: () => ReturnType<ReturnType<typeof compileFunction>>): Promise<Authorized> {
  const result = await invoke().catch((error: unknown) => {
    throw error instanceof Fault ? misconfigured(error.details.log ?? error.message) : error;
  });
  if (result.kind !== "payload") throw misconfigured("The authorizer gave no result");
  const text = result.payload.toString("utf8");
  const answer = parseJson(text);
  if (!isObject(answer)) throw misconfigured("The authorizer's result is no object");
  if (result.functionError !== undefined) {
    throw answer["errorMessage"] === "Unauthorized"
      ? new Fault("UNAUTHORIZED")
      : misconfigured(`The authorizer failed: ${String(answer["errorMessage"])}`);
  }
  return authorizedOf(answer);
}

function authorizedOf({ principalId, policyDocument, context = {}, usageIdentifierKey }: Readonly<Record<string, unknown>>): Authorized {
  const policy = parsePolicy(policyDocument);
  if (typeof principalId !== "string" && typeof principalId !== "number") throw misconfigured("The authorizer's result has no principalId");
  if (policy === undefined) throw misconfigured("The authorizer's policyDocument is malformed");
  const values = contextOf(context);
  if (values === undefined) throw misconfigured("The authorizer's context holds something other than texts, numbers and booleans");
  return {
    policy,
    context: { ...values, principalId: String(principalId) },
    ...(typeof usageIdentifierKey === "string" && { usageIdentifierKey }),
  };
}

/** Every value as text; undefined where one is an object or a list, which API Gateway refuses. */
function contextOf(context: unknown): Record<string, Json> | undefined {
  if (context === null) return {};
  if (!isObject(context)) return undefined;
  const entries = Object.entries(context).filter(([, value]) => value !== null);
  return entries.some(([, value]) => typeof value === "object")
    ? undefined
    : Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function misconfigured(reason: string): Fault {
  return new Fault("AUTHORIZER_CONFIGURATION_ERROR", { log: `Execution failed due to configuration error: Authorizer error: ${reason}` });
}
