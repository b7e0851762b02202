import { isObject } from "../../languages/json/index";
import { isLateValue } from "../late-values";
import type { ApiDefinition, Json } from "../types";
import { conditionProblems } from "./policy-conditions";
import type { Refusal } from "./refusal";

// Reported: https://github.com/aws/chalice/issues/2065.
const INVALID_POLICY = "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";

/** What is wrong with the form of the resource policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function* checkResourcePolicy({ policy }: Pick<ApiDefinition, "policy">): Iterable<Refusal> {
  if (policy === undefined || (typeof policy === "string" && isLateValue(policy))) return;
  if (typeof policy === "string") {
    yield {
      path: ["policy"],
      message: "is no JSON object. Give a policy document, or say who may call by allow and deny.",
      aws: INVALID_POLICY,
    };
    return;
  }
  const version = policy["Version"];
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17")
    yield { path: ["policy", "Version"], message: `is ${JSON.stringify(version)}. Write "2012-10-17".`, aws: INVALID_POLICY };
  const statements = Array.isArray(policy["Statement"]) ? policy["Statement"] : [policy["Statement"] ?? null];
  for (const [index, statement] of statements.entries()) {
    const path = Array.isArray(policy["Statement"]) ? ["policy", "Statement", index] : ["policy", "Statement"];
    for (const message of statementProblems(statement)) yield { path, message, aws: INVALID_POLICY };
  }
}

function* statementProblems(statement: Json): Iterable<string> {
  if (!isObject(statement)) {
    yield "is no statement. Write an object with Effect, Principal, Action and Resource.";
    return;
  }
  if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny")
    yield `has the Effect ${JSON.stringify(statement["Effect"] ?? null)}. Write "Allow" or "Deny".`;
  for (const element of ["Principal", "Action", "Resource"])
    if (Object.hasOwn(statement, element) === Object.hasOwn(statement, `Not${element}`)) yield `needs either ${element} or Not${element}.`;
  for (const element of ["Action", "NotAction", "Resource", "NotResource"])
    if (Object.hasOwn(statement, element) && !isTexts(statement[element] ?? null))
      yield `has the ${element} ${JSON.stringify(statement[element])}. Write a text, or a list of texts.`;
  // Only `*` may stand for a principal without its kind: IAM user guide, "AWS JSON policy elements: Principal".
  for (const element of ["Principal", "NotPrincipal"])
    if (Object.hasOwn(statement, element) && !isPrincipal(statement[element] ?? null))
      yield `has the ${element} ${JSON.stringify(statement[element])}. Write "*", or an object such as {"AWS": "<ARN>"}.`;
  if (statement["Condition"] !== undefined) yield* conditionProblems(statement["Condition"]);
}

function isPrincipal(value: Json): boolean {
  if (typeof value === "string") return value === "*" || isLateValue(value);
  return isObject(value) && Object.values(value).every(isTexts);
}

function isTexts(value: Json): boolean {
  return typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string"));
}
