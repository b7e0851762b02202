import type * as pulumi from "@pulumi/pulumi";
import {
  type ApiArguments,
  type AuthorizerArguments,
  type JwtConfigurationArguments,
  mapRecord,
  type Named,
  type PolicyDocument,
  present,
  type ResourcePolicyArguments,
} from "../../definition/index";
import type { LateValues } from "../late/late-values";
import { isLate } from "../late/text";
import type { FunctionReference } from "../references/function-reference";
import type { References } from "../references/references";

/** Names a function and the role by which it is invoked, if it is by one. */
export type NameInvocation = (
  owner: string,
  fn: FunctionReference | undefined,
  credentials: pulumi.Input<string> | undefined,
) => { readonly function?: string; readonly credentials?: string };

/** What is said of an API's callers that may be known only at deployment. */
export interface AccessArguments<L extends References | Named> {
  readonly authorizers: ApiArguments<L>["authorizers"] | undefined;
  readonly policy: ApiArguments<L>["policy"] | undefined;
}

/** Authorizers and resource policy as plain data, names standing for what is known only at deployment. */
export function nameAccess(
  { authorizers, policy }: AccessArguments<References>,
  late: LateValues,
  invocation: NameInvocation,
): Pick<ApiArguments<Named>, "authorizers" | "policy"> {
  return present({
    authorizers: authorizers && mapRecord(authorizers, (authorizer, name) => nameAuthorizer(name, authorizer, late, invocation)),
    policy: policy && nameTexts("policy", policy, late),
  });
}

function nameAuthorizer(
  name: string,
  { function: reference, authorizerCredentials, providerArns, jwtConfiguration, ...rest }: AuthorizerArguments<References>,
  late: LateValues,
  invocation: NameInvocation,
): AuthorizerArguments<Named> {
  const { function: fn, credentials } = invocation(`authorizer ${name}`, reference, authorizerCredentials);
  return present({
    ...rest,
    function: fn,
    authorizerCredentials: credentials,
    providerArns: providerArns?.map((arn, index) => late.name(`authorizer ${name} user pool ${index}`, arn)),
    jwtConfiguration: jwtConfiguration && nameTexts(`authorizer ${name}`, jwtConfiguration, late),
  });
}

type Policy<L extends References | Named> = ResourcePolicyArguments<L> | PolicyDocument<L> | L["text"];

function nameTexts(where: string, policy: Policy<References>, late: LateValues): Policy<Named>;
function nameTexts(where: string, value: JwtConfigurationArguments<References>, late: LateValues): JwtConfigurationArguments<Named>;
function nameTexts(where: string, value: unknown, late: LateValues): unknown;
function nameTexts(where: string, value: unknown, late: LateValues): unknown {
  if (isLate(value)) return late.name(where, value);
  if (Array.isArray(value)) return value.map((item, index) => nameTexts(`${where}[${index}]`, item, late));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, nameTexts(`${where}.${name}`, member, late)]));
}
