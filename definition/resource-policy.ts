/** From what a user writes of an API's callers to its resource policy. */

import { isObject } from "../languages/json/index";
import type { ApiArguments, Named } from "./arguments";
import type { CallersArguments, PolicyDocument, ResourcePolicyArguments } from "./arguments/access";
import { isLateValue } from "./late-values";
import type { EndpointType } from "./tables/index";
import type { ApiDefinition, Json, JsonObject } from "./types";

type Callers = CallersArguments<Named>;

/**
 * The resource policy that an API's arguments mean, or a domain name's; a text that is no document stays as it is, for it may be known only
 * at deployment.
 */
export function definePolicy({
  policy,
  endpointType = "REGIONAL",
  vpcEndpoints = [],
}: Pick<ApiArguments<Named>, "policy" | "endpointType" | "vpcEndpoints">): JsonObject | string | undefined {
  if (typeof policy === "string") return parsedPolicy(policy) ?? policy;
  if (policy !== undefined && "Statement" in policy) return defineResourcePolicy(policy, endpointType);
  const { vpcIds, vpcEndpointIds } = policy?.allow ?? {};
  // A private one is for the endpoints that it is given, unless its policy names others.
  const ofEndpoints = endpointType === "PRIVATE" && vpcEndpoints.length > 0 && vpcIds === undefined && vpcEndpointIds === undefined;
  const whole = ofEndpoints ? { ...policy, allow: { ...policy?.allow, vpcEndpointIds: vpcEndpoints } } : policy;
  return whole && defineResourcePolicy(whole, endpointType);
}

/** The policy document that these arguments mean. */
function defineResourcePolicy(args: ResourcePolicyArguments<Named> | PolicyDocument<Named>, endpoint: EndpointType): JsonObject {
  if ("Statement" in args) return { Version: "2012-10-17", ...args };
  const { allow = {}, deny = {} } = args;
  // What this policy only leaves out, the caller's own or an authorizer's may allow (developer guide: apigateway-authorization-flow): the
  // others are denied.
  const others = conditionsOf(allow, "is-not", endpoint).map(denied);
  const refused = conditionsOf(deny, "is", endpoint).map(denied);
  return { Version: "2012-10-17", Statement: [allowed(allow), ...others, ...refused] };
}

/**
 * The same API with its policy as a document, where that is a text that has become known; one that nobody knows, as under a test's mocks,
 * stays what it is.
 * @throws Error if the text is no JSON object.
 */
export function withPolicyDocument(definition: ApiDefinition): ApiDefinition {
  if (typeof definition.policy !== "string" || isLateValue(definition.policy)) return definition;
  const policy = parsedPolicy(definition.policy);
  if (policy === undefined) throw new Error("The policy is no JSON object; give a policy document.");
  return { ...definition, policy };
}

/** The document that a text is; undefined where it is none, or known only at deployment. */
function parsedPolicy(text: string): JsonObject | undefined {
  try {
    const policy: Json = JSON.parse(text);
    return isObject(policy) ? policy : undefined;
  } catch {
    return undefined;
  }
}

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html: API Gateway fills in the API's
 * own ARN.
 */
const INVOKE = { Action: "execute-api:Invoke", Resource: "execute-api:/*" };

/** Accounts are named rather than everybody, so that their own policies have to allow the call too. */
function allowed({ accountIds, organizationIds }: Callers): JsonObject {
  return {
    Effect: "Allow",
    Principal: accountIds === undefined ? "*" : { AWS: accountIds },
    ...INVOKE,
    ...(organizationIds !== undefined && { Condition: { StringEquals: { "aws:PrincipalOrgID": organizationIds } } }),
  };
}

function denied(condition: JsonObject): JsonObject {
  return { Effect: "Deny", Principal: "*", ...INVOKE, Condition: condition };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html */
function conditionsOf(callers: Callers, relation: "is" | "is-not", endpoint: EndpointType): JsonObject[] {
  const [address, text] = relation === "is" ? ["IpAddress", "StringEquals"] : ["NotIpAddress", "StringNotEquals"];
  const conditions: readonly (readonly [operator: string, key: string, values: readonly string[] | undefined])[] = [
    [address, endpoint === "PRIVATE" ? "aws:VpcSourceIp" : "aws:SourceIp", callers.ipRanges],
    [text, "aws:SourceVpc", callers.vpcIds],
    [text, "aws:SourceVpce", callers.vpcEndpointIds],
    [text, "aws:PrincipalAccount", callers.accountIds],
    [text, "aws:PrincipalOrgID", callers.organizationIds],
  ];
  return conditions.flatMap(([operator, key, values]) => (values === undefined ? [] : [{ [operator]: { [key]: values } }]));
}
