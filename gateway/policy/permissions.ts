import type { LambdaPermission, Role } from "../types";
import { evaluatePolicy } from "./evaluate";
import { arnLike, globMatch } from "./glob";
import { parsePolicy, parseTrustPolicy } from "./parse";

const API_GATEWAY = "apigateway.amazonaws.com";

/** An invocation of a function by API Gateway on behalf of one method or authorizer. */
export interface Invocation {
  /** The function's ARN as the uri names it, with its qualifier. */
  readonly functionArn: string;
  /** ARN of the method or authorizer, its path's variables as literal `{name}`. */
  readonly sourceArn: string;
  /** The API's account. */
  readonly account: string;
}

/**
 * The statement of the function's own policy that lets API Gateway invoke it, if there is one.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function permittingStatement(permissions: readonly LambdaPermission[], invocation: Invocation): LambdaPermission | undefined {
  // `$LATEST` is the function itself, whose policy is under its bare name.
  const functionArn = invocation.functionArn.replace(/:\$LATEST$/, "");
  return permissions.find(
    (permission) =>
      permission.functionArn === functionArn &&
      globMatch(permission.action.toLowerCase(), "lambda:invokefunction") &&
      (permission.principal === API_GATEWAY || permission.principal === "*") &&
      (permission.sourceArn === undefined || arnLike(permission.sourceArn, invocation.sourceArn)) &&
      (permission.sourceAccount === undefined || permission.sourceAccount === invocation.account),
  );
}

/** What a role lets API Gateway do. */
export interface RoleDecision {
  /** Whether the role's trust policy lets API Gateway assume it. */
  readonly assumable: boolean;
  /** Whether the role's policies allow the action. */
  readonly allowed: boolean;
}

/** Decides on an action that API Gateway wants to do with a role; a malformed policy allows nothing. */
export function roleAllows(role: Role, action: string, resource: string): RoleDecision {
  const trust = parseTrustPolicy(role.assumeRolePolicy) ?? [];
  const policy = role.policies.flatMap((document) => parsePolicy(document) ?? []);
  return {
    assumable: evaluatePolicy(trust, { principal: { service: API_GATEWAY }, action: "sts:AssumeRole", resource: role.arn }) === "Allow",
    allowed: evaluatePolicy(policy, { action, resource }) === "Allow",
  };
}
