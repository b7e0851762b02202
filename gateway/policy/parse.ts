import { isObject } from "../../languages/json/index";
import { type Condition, parseConditions } from "./conditions";
import { type PrincipalTest, parsePrincipal } from "./principals";
import { stringList } from "./string-list";

/** One statement, compiled. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Absent where the policy is attached to its principal. */
  readonly principal?: PrincipalTest;
  readonly action: Selection;
  /** Absent in a role's trust policy, which is about the role itself. */
  readonly resource?: Selection;
  readonly conditions: readonly Condition[];
}

/** What the patterns name, or with `not`, everything else. */
export interface Selection {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

/** A compiled policy; several policies together are their statements together. */
export type Policy = readonly Statement[];

/**
 * Compiles a policy document; undefined where it is malformed, which in an authorizer's output is an error of configuration.
 * @param executionArn ARN of the API that `execute-api:/<stage>/<METHOD>/<path>` is short for (developer guide:
 * apigateway-resource-policies-create-attach)
 */
export function parsePolicy(document: unknown, executionArn?: string): Policy | undefined {
  const policy = parseStatements(document, (resource) =>
    executionArn === undefined ? resource : resource.replace(/^execute-api:\/?/, `${executionArn}/`),
  );
  return policy?.every((statement) => statement.resource !== undefined) ? policy : undefined;
}

/** Compiles a role's trust policy; undefined where it is malformed. */
export function parseTrustPolicy(document: unknown): Policy | undefined {
  const policy = parseStatements(document, (resource) => resource);
  return policy?.every((statement) => statement.principal !== undefined && statement.resource === undefined) ? policy : undefined;
}

function parseStatements(document: unknown, expand: (resource: string) => string): Policy | undefined {
  if (!isObject(document)) return undefined;
  const list = Array.isArray(document["Statement"]) ? document["Statement"] : [document["Statement"]];
  const statements = list.map((statement) => parseStatement(statement, expand));
  return statements.every((statement) => statement !== undefined) ? statements : undefined;
}

function parseStatement(statement: unknown, expand: (resource: string) => string): Statement | undefined {
  if (!isObject(statement)) return undefined;
  const effect = statement["Effect"];
  const principal = parsePrincipal(statement["Principal"], statement["NotPrincipal"]);
  const action = parseSelection(statement["Action"], statement["NotAction"]);
  const resource = parseSelection(statement["Resource"], statement["NotResource"]);
  const conditions = parseConditions(statement["Condition"]);
  if ((effect !== "Allow" && effect !== "Deny") || principal === "malformed" || resource === "malformed" || conditions === undefined)
    return undefined;
  if (action === "malformed" || action === undefined) return undefined;
  return {
    effect,
    action,
    conditions,
    ...(principal && { principal }),
    ...(resource && { resource: { ...resource, patterns: resource.patterns.map(expand) } }),
  };
}

function parseSelection(named: unknown, notNamed: unknown): Selection | undefined | "malformed" {
  if (named === undefined && notNamed === undefined) return undefined;
  const patterns = stringList(named ?? notNamed);
  return patterns === undefined || (named !== undefined && notNamed !== undefined) ? "malformed" : { not: named === undefined, patterns };
}
