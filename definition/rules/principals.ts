import type { ApiArguments, Named } from "../arguments";
import type { AuthorizationArguments, CallersArguments } from "../arguments/access";
import { withCors } from "../cors/index";
import type { Refusal } from "./refusal";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html: keys of signed requests alone.
const LISTS = ["accountIds", "organizationIds"] as const satisfies readonly (keyof CallersArguments<Named>)[];

/** Routes to which a resource policy lets nobody: it allows accounts or organizations, which only the callers of AWS_IAM routes have. */
export function* checkPrincipals(args: ApiArguments<Named>): Iterable<Refusal> {
  const { policy, routes } = args;
  if (policy === undefined || typeof policy === "string" || "Statement" in policy) return;
  const lists = LISTS.filter((list) => policy.allow?.[list] !== undefined);
  const names = lists.map((list) => `policy.allow.${list}`).join(" and ");
  if (lists.length === 0) return;
  for (const [key, { authorization }] of Object.entries(routes))
    if (authorization !== "AWS_IAM")
      yield {
        path: ["routes", key, "authorization"],
        message: `is ${told(authorization)}, by which callers have neither account nor organization: ${names} refuses every request. Make it AWS_IAM, or give the policy as a document that lets them in.`,
      };
  const preflights = Object.keys(withCors(args).routes).filter((key) => !Object.hasOwn(routes, key));
  if (preflights.length > 0)
    yield {
      path: ["policy", "allow", ...lists.slice(0, 1)],
      message: `refuses the preflights of cors, ${preflights.join(", ")}, which no browser signs. Give the policy as a document that lets them in, or leave cors out.`,
    };
}

function told(authorization: AuthorizationArguments<string> = "NONE"): string {
  return typeof authorization === "string" ? authorization : `by the authorizer ${JSON.stringify(authorization.authorizer)}`;
}
