import { isMapping, type Mapping } from "./yaml";

type Document = { Version: string; Id?: string; Statement: Mapping[] };

/** Renders `aws.iam.getPolicyDocument`: https://www.pulumi.com/registry/packages/aws/api-docs/iam/getpolicydocument/ */
export function policyDocument(inputs: Mapping): Mapping {
  const own = list(inputs["statements"]).filter(isMapping).map(statement);
  const sources = list(inputs["sourcePolicyDocuments"]).flatMap(statementsOf);
  const overrides = list(inputs["overridePolicyDocuments"]).flatMap(statementsOf);
  const document: Document = {
    Version: typeof inputs["version"] === "string" ? inputs["version"] : "2012-10-17",
    ...(typeof inputs["policyId"] === "string" ? { Id: inputs["policyId"] } : {}),
    Statement: overridden([...sources, ...own], overrides),
  };
  const json = JSON.stringify(document, null, 2);
  return { ...inputs, id: "policy-document", json, minifiedJson: JSON.stringify(document) };
}

function statement(given: Mapping): Mapping {
  const rows: readonly (readonly [string, unknown])[] = [
    ["Sid", given["sid"] === "" ? undefined : given["sid"]],
    ["Effect", given["effect"] ?? "Allow"],
    ["Action", oneOrMany(given["actions"])],
    ["NotAction", oneOrMany(given["notActions"])],
    ["Resource", oneOrMany(given["resources"])],
    ["NotResource", oneOrMany(given["notResources"])],
    ["Principal", principals(given["principals"])],
    ["NotPrincipal", principals(given["notPrincipals"])],
    ["Condition", conditions(given["conditions"])],
  ];
  return Object.fromEntries(rows.filter(([, value]) => value !== undefined));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function oneOrMany(value: unknown): unknown {
  const items = list(value);
  return items.length > 1 ? items : items[0];
}

function principals(value: unknown): unknown {
  const given = list(value).filter(isMapping);
  if (given.length === 0) return undefined;
  if (given.some(({ type }) => type === "*")) return "*";
  const byType = new Map<string, unknown[]>();
  for (const { type, identifiers } of given) byType.set(String(type), [...(byType.get(String(type)) ?? []), ...list(identifiers)]);
  return Object.fromEntries([...byType].map(([type, identifiers]) => [type, oneOrMany(identifiers)]));
}

function conditions(value: unknown): unknown {
  const given = list(value).filter(isMapping);
  if (given.length === 0) return undefined;
  const byTest = new Map<string, Map<string, unknown>>();
  for (const { test, variable, values } of given) {
    const variables = byTest.get(String(test)) ?? new Map<string, unknown>();
    byTest.set(String(test), variables.set(String(variable), oneOrMany(values)));
  }
  return Object.fromEntries([...byTest].map(([test, variables]) => [test, Object.fromEntries(variables)]));
}

function statementsOf(document: unknown): readonly Mapping[] {
  const parsed: unknown = typeof document === "string" ? JSON.parse(document) : undefined;
  const statements = isMapping(parsed) ? parsed["Statement"] : undefined;
  return (Array.isArray(statements) ? statements : [statements]).filter(isMapping);
}

/** A statement with the same Sid takes the earlier one's place. */
function overridden(statements: readonly Mapping[], overrides: readonly Mapping[]): Mapping[] {
  const kept = statements.filter(({ Sid }) => Sid === undefined || !overrides.some((other) => other["Sid"] === Sid));
  return [...kept, ...overrides];
}
