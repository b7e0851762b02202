import { arnLike, globMatch } from "./glob";
import type { Policy, Selection, Statement } from "./parse";
import type { Principal } from "./principals";

/** What is asked of a policy. */
export interface PolicyRequest {
  /** @default an anonymous caller */
  readonly principal?: Principal;
  /** For example `execute-api:Invoke`. */
  readonly action: string;
  /** ARN of what is acted upon. */
  readonly resource: string;
  /** Values by condition key, for example `aws:SourceIp`; a key that the request does not have is absent. @default none */
  readonly conditionKeys?: Readonly<Record<string, string>>;
}

export type Decision = "Allow" | "ExplicitDeny" | "ImplicitDeny";

/**
 * Decides as IAM does: a deny wins over every allow, and without either it is denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicy(policy: Policy, request: PolicyRequest): Decision {
  const conditionKeys = new Map(Object.entries(request.conditionKeys ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
  const effects = policy.filter((statement) => applies(statement, request, conditionKeys)).map((statement) => statement.effect);
  if (effects.includes("Deny")) return "ExplicitDeny";
  return effects.includes("Allow") ? "Allow" : "ImplicitDeny";
}

function applies(statement: Statement, request: PolicyRequest, conditionKeys: ReadonlyMap<string, string>): boolean {
  return (
    (statement.principal === undefined || statement.principal(request.principal ?? {})) &&
    selects(statement.action, (pattern) => globMatch(pattern.toLowerCase(), request.action.toLowerCase())) &&
    (statement.resource === undefined || selects(statement.resource, (pattern) => arnLike(pattern, request.resource))) &&
    statement.conditions.every((condition) => condition.holds(conditionKeys.get(condition.key)))
  );
}

function selects(selection: Selection, matches: (pattern: string) => boolean): boolean {
  return selection.patterns.some(matches) !== selection.not;
}
