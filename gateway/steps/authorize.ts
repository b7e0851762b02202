/**
 * Authorization, with the API's resource policy:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */

import type { ApiDefinition, Route } from "../../definition/index";
import type { Authorized, Authorizer } from "../authorizers/authorized";
import { compileCognito } from "../authorizers/cognito";
import { compileIam } from "../authorizers/iam";
import { compileJwt } from "../authorizers/jwt";
import { compileLambdaAuthorizer } from "../authorizers/lambda-authorizer";
import type { Call } from "../call";
import { Fault } from "../fault";
import { reasonOf, statusOf } from "../faults";
import { headerValue, withoutHeaders } from "../headers";
import { executionArn } from "../invoke-permission";
import { type Decision, evaluatePolicy, type Policy, type Principal, parsePolicy } from "../policy/index";
import { authorizerEvent } from "../proxy-event";
import type { Authorization as AuthorizationStep } from "../trace/index";
import type { GatewayOptions } from "../types";
import type { Invocation } from "./parse-request";

/** Lets a call pass, with what is then known of its caller; throws a fault where it may not. */
export type Authorize = (call: Call) => Call | Promise<Call>;

/** Bytes (developer guide, quotas). */
const LONGEST_METHOD_ARN = 1600;

/** Compiles an API's authorizers and its resource policy, and then the authorization of each route. */
export function compileAuthorization(definition: ApiDefinition, options: GatewayOptions): (route: Route) => Authorize {
  const apiArn = executionArn(options);
  // One that cannot be read, which AWS would refuse, allows nothing.
  const resourcePolicy = definition.policy === undefined ? undefined : (parsePolicy(definition.policy, apiArn) ?? []);
  const shared = new Map(
    Object.entries(definition.authorizers).flatMap(([name, one]) =>
      one.type === "TOKEN" || one.type === "REQUEST" ? [[name, compileLambdaAuthorizer(name, one, options)] as const] : [],
    ),
  );
  const methodArnOf = ({ invocation }: Call): string => {
    const methodArn = `${apiArn}/${options.stage.name}/${invocation.httpMethod}${invocation.path}`;
    if (Buffer.byteLength(methodArn) > LONGEST_METHOD_ARN)
      throw new Fault("DEFAULT_4XX", { step: "methodRequest", status: 414, message: "Request-URI Too Long" });
    return methodArn;
  };
  return (route) => {
    // Developer guide, quotas: the length of a method's ARN counts where there is authorization, or a resource policy.
    if (route.authorization.type === "NONE" && resourcePolicy === undefined) return (call) => withoutSignature(call, route);
    const authorizer = authorizerOf(route, definition, shared, options);
    return async (call) => {
      const methodArn = methodArnOf(call);
      const ofResource = (principal?: Principal): Decision | undefined =>
        resourcePolicy && decide(resourcePolicy, call, methodArn, principal);
      const before = route.authorization.type === "AWS_IAM" ? undefined : ofResource();
      if (before === "ExplicitDeny") throw deniedByResourcePolicy(before, methodArn, "anonymous");
      let authorized: Authorized | undefined;
      try {
        const asked = await timed(PHASES[route.authorization.type], call, options, () =>
          authorizer(call, methodArn, (event) => authorizerEvent(route, event)),
        );
        authorized = asked;
        const weighing = asked.policy === undefined && resourcePolicy === undefined ? undefined : "authorize";
        await timed(weighing, call, options, async () =>
          weigh(route, asked, before ?? ofResource(asked.principal), methodArn, call, options),
        );
        return passed(call, route, asked);
      } finally {
        if (route.authorization.type !== "NONE") call.trace.add(() => authorizationStep(route, definition, authorized));
      }
    };
  };
}

/**
 * As the access log names them: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
const PHASES = {
  NONE: undefined,
  AWS_IAM: "authenticate",
  CUSTOM: "authorizer",
  COGNITO_USER_POOLS: "authorizer",
  JWT: "authorizer",
} as const;

/** Runs a phase, and keeps how long it took and how it ended. */
async function timed<T>(
  name: "authenticate" | "authorizer" | "authorize" | undefined,
  { measures }: Call,
  { clock }: GatewayOptions,
  run: () => Promise<T>,
): Promise<T> {
  const started = clock();
  const ended = (status: number, error?: string): void => {
    if (name !== undefined) measures[name] = { status, latency: clock() - started, ...(error !== undefined && { error }) };
  };
  try {
    const result = await run();
    ended(200);
    return result;
  } catch (error) {
    if (error instanceof Fault) ended(statusOf(error), reasonOf(error));
    throw error;
  }
}

function authorizationStep(
  { authorization }: Route,
  { authorizers }: ApiDefinition,
  authorized: Authorized | undefined,
): AuthorizationStep {
  const name = "authorizer" in authorization ? authorization.authorizer : undefined;
  return {
    kind: "authorization",
    type: authorization.type,
    ...(name !== undefined && { authorizer: name, identitySource: authorizers[name]?.identitySource ?? [] }),
    ...(authorized !== undefined && { cached: authorized.cached ?? false }),
    ...(authorized?.context !== undefined && { context: authorized.context }),
  };
}

function authorizerOf(
  { authorization }: Route,
  definition: ApiDefinition,
  shared: ReadonlyMap<string, Authorizer>,
  options: GatewayOptions,
): Authorizer {
  switch (authorization.type) {
    case "NONE":
      return async () => ({});
    case "AWS_IAM":
      return compileIam(options);
    case "CUSTOM":
      return shared.get(authorization.authorizer) ?? unusable(definition.authorizers[authorization.authorizer]);
    case "COGNITO_USER_POOLS":
    case "JWT": {
      const authorizer = definition.authorizers[authorization.authorizer];
      const compile = authorization.type === "JWT" ? compileJwt : compileCognito;
      return authorizer === undefined ? unusable(authorizer) : compile(authorizer, authorization.scopes, options);
    }
  }
}

/** Of an authorizer that there is not, or whose type is not known here. */
function unusable(authorizer: ApiDefinition["authorizers"][string] | undefined): Authorizer {
  const reason = authorizer === undefined ? "There is no such authorizer" : `authorizers of type ${authorizer.type} are not known here`;
  return async () => {
    throw new Fault("AUTHORIZER_CONFIGURATION_ERROR", { log: `Execution failed due to configuration error: ${reason}` });
  };
}

function decide(policy: Policy, call: Call, methodArn: string, principal: Principal | undefined): Decision {
  const conditionKeys = { ...keysOfRequest(call), ...keysOfPrincipal(principal) };
  return evaluatePolicy(policy, { action: "execute-api:Invoke", resource: methodArn, conditionKeys, ...(principal && { principal }) });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html */
function keysOfRequest({ invocation, context: { requestTimeEpoch } }: Call): Readonly<Record<string, string>> {
  const [referer, userAgent] = ["Referer", "User-Agent"].map((name) => headerValue(invocation.headers, name));
  return {
    "aws:CurrentTime": new Date(requestTimeEpoch).toISOString(),
    "aws:EpochTime": String(Math.floor(requestTimeEpoch / 1000)),
    // API Gateway has no other endpoints.
    "aws:SecureTransport": "true",
    ...(referer !== undefined && { "aws:Referer": referer }),
    ...(userAgent !== undefined && { "aws:UserAgent": userAgent }),
    ...sourceOf(invocation),
  };
}

/** The same page; https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function keysOfPrincipal({ arn, accountId, userId }: Principal = {}): Readonly<Record<string, string>> {
  const userName = /:user\/(?:.*\/)?([^/]+)$/.exec(arn ?? "")?.[1];
  return {
    ...(accountId !== undefined && { "aws:PrincipalAccount": accountId }),
    ...(arn !== undefined && { "aws:PrincipalArn": arn }),
    ...(userId !== undefined && { "aws:userid": userId }),
    ...(userName !== undefined && { "aws:PrincipalType": "User", "aws:username": userName }),
  };
}

// The same page: who enters by a VPC endpoint has an address in its VPC alone.
function sourceOf({ sourceIp, vpcEndpoint }: Invocation): Readonly<Record<string, string>> {
  if (vpcEndpoint === undefined) return { "aws:SourceIp": sourceIp };
  const { id, vpcId } = vpcEndpoint;
  return { "aws:VpcSourceIp": sourceIp, "aws:SourceVpce": id, ...(vpcId !== undefined && { "aws:SourceVpc": vpcId }) };
}

/** The tables of the developer guide's page, the resource policy's own deny being settled before. */
function weigh(
  { authorization }: Route,
  authorized: Authorized,
  ofResource: Decision | undefined,
  methodArn: string,
  call: Call,
  options: GatewayOptions,
): void {
  const { policy, principal } = authorized;
  if (policy === undefined) {
    if (ofResource === "ImplicitDeny") throw deniedByResourcePolicy(ofResource, methodArn, "anonymous");
    return;
  }
  const ofCaller = decide(policy, call, methodArn, principal);
  if (authorization.type === "CUSTOM") {
    if (ofCaller === "ExplicitDeny") {
      throw new Fault("ACCESS_DENIED", {
        message: "User is not authorized to access this resource with an explicit deny in an identity-based policy",
      });
    }
    if (ofCaller === "ImplicitDeny" && ofResource !== "Allow") throw new Fault("ACCESS_DENIED");
    return;
  }
  const user = principal?.arn ?? "anonymous";
  if (ofResource === "ExplicitDeny" || ofCaller === "ExplicitDeny") throw deniedByResourcePolicy("ExplicitDeny", methodArn, user);
  const sameAccount = principal?.accountId === options.accountId;
  const allowed = sameAccount ? ofCaller === "Allow" || ofResource === "Allow" : ofCaller === "Allow" && ofResource === "Allow";
  if (!allowed) throw new Fault("ACCESS_DENIED", { message: notAuthorized(user, methodArn) });
}

function deniedByResourcePolicy(decision: Decision, methodArn: string, user: string): Fault {
  const why =
    decision === "ExplicitDeny" ? "with an explicit deny" : "because no resource-based policy allows the execute-api:Invoke action";
  return new Fault("ACCESS_DENIED", { message: `${notAuthorized(user, methodArn)} ${why}` });
}

// Seen: all but the last four digits of the account are hidden.
function notAuthorized(user: string, methodArn: string): string {
  const hidden = methodArn.replace(/:\d{8}(\d{4}):/, ":********$1:");
  return `User: ${user} is not authorized to perform: execute-api:Invoke on resource: ${hidden}`;
}

function passed(call: Call, route: Route, { context: authorizer, claims, identity, usageIdentifierKey }: Authorized): Call {
  const { context } = call;
  return {
    ...withoutSignature(call, route),
    context: { ...context, ...(authorizer && { authorizer }), identity: { ...context.identity, ...identity } },
    ...(claims !== undefined && { claims }),
    ...(usageIdentifierKey !== undefined && { usageIdentifierKey }),
  };
}

/** Developer guide, known issues: a signature goes no further. */
function withoutSignature(call: Call, { authorization }: Route): Call {
  const { headers } = call.invocation;
  const signed = authorization.type === "AWS_IAM" || headerValue(headers, "Authorization")?.startsWith("AWS4-HMAC-SHA256");
  return signed ? { ...call, invocation: { ...call.invocation, headers: withoutHeaders(headers, new Set(["authorization"])) } } : call;
}
