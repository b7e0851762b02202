import type { ApiArguments, Named } from "../arguments";
import type { CallersArguments } from "../arguments/access";
import type { ApiDefinition, Authorization } from "../types";
import type { Refusal } from "./refusal";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html: keys of signed
// requests alone.
const LISTS = ["accountIds", "organizationIds"] as const satisfies readonly (keyof CallersArguments<Named>)[];

/** Routes to which a resource policy lets nobody: it allows accounts or organizations, which only the callers of AWS_IAM routes have. */
export function* checkPrincipals(policy: ApiArguments<Named>["policy"], routes: ApiDefinition["routes"]): Iterable<Refusal> {
  const lists = listsOf(policy);
  const names = lists.map((list) => `policy.allow.${list}`).join(" and ");
  if (lists.length === 0) return;
  for (const [key, { authorization }] of Object.entries(routes))
    if (authorization.type !== "AWS_IAM")
      yield {
        path: ["routes", key, "authorization"],
        message: `is ${nameOf(authorization)}, by which callers have neither account nor organization: ${names} refuses every request. Make it AWS_IAM, or give the policy as a document that lets them in.`,
      };
}

/** Preflights that such a policy refuses. */
export function* checkPreflightPrincipals(policy: ApiArguments<Named>["policy"], preflights: readonly string[]): Iterable<Refusal> {
  const [list] = listsOf(policy);
  if (list !== undefined && preflights.length > 0)
    yield {
      path: ["policy", "allow", list],
      message: `refuses the preflights of cors, ${preflights.join(", ")}, which no browser signs. Give the policy as a document that lets them in, or leave cors out.`,
    };
}

function listsOf(policy: ApiArguments<Named>["policy"]): readonly (typeof LISTS)[number][] {
  if (policy === undefined || typeof policy === "string" || "Statement" in policy) return [];
  return LISTS.filter((list) => policy.allow?.[list] !== undefined);
}

function nameOf(authorization: Authorization): string {
  return "authorizer" in authorization ? `by the authorizer ${JSON.stringify(authorization.authorizer)}` : authorization.type;
}
