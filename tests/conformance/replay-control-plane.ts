/** One refusal of the control plane: the same is said as a definition, which has to be refused with AWS's own message. */
import { check, checkResourceTags, type Problem } from "../../definition/index";
import { checkOpenApi } from "../definition/openapi/checked";
import { readAs } from "../definition/rules/refusals";
import type { Candidate } from "./control-plane-candidate";
import { fixture, listOf, mapOf, type Subject } from "./control-plane-fixture";
import { candidateOf } from "./control-plane-operations";
import { ofSize, permissionProblems } from "./control-plane-quotas";
import type { JsonMap, RefusalCase } from "./files";
import type { StepResult } from "./replay-api";

/** What became of a case. */
export interface RefusalResult extends StepResult {
  /** Why no definition can say what was refused; the case then neither passes nor fails. */
  readonly outOfReach?: string;
}

const ACCOUNT_ID = "123456789012";
const VALUES: ReadonlyMap<string, string> = new Map([
  ["{{region}}", "us-east-1"],
  ["{{account}}", ACCOUNT_ID],
  ["{{role}}", `arn:aws:iam::${ACCOUNT_ID}:role/gateway`],
]);

export function replayRefusal({ name, operation, input: given, error: expected }: RefusalCase): RefusalResult {
  const input = mapOf(fill(given));
  const error = { code: expected.code, message: String(fill(expected.message)) };
  const subject = fixture(mapOf(input["existing"]));
  if (operation === "AddPermission") return { name, differences: compare(permissionProblems(Number(input["finalPolicyBytes"])), error) };
  if (typeof input["subject"] === "string") return replayQuota(name, input["subject"], input, error, subject);
  const candidate = candidateOf(operation, input, subject);
  const differences = compare(problemsOf(candidate), error);
  return differences.length > 0 && candidate.outOfReach !== undefined
    ? { name, differences: [], outOfReach: candidate.outOfReach }
    : { name, differences };
}

/** Every refused size is refused, and every accepted one is not. */
function replayQuota(name: string, counted: string, input: JsonMap, error: Answer, subject: Subject): RefusalResult {
  const sizes = (key: string) =>
    (Array.isArray(input[key]) ? listOf(input[key]) : input[key] === undefined ? [] : [input[key]]).map(Number);
  const differences: string[] = [];
  for (const size of [...sizes("refused"), ...sizes("accepted")]) {
    const candidate = ofSize(counted, size, subject);
    if (candidate === undefined) return { name, differences: [`${counted} is nothing that is known here`] };
    if (candidate.outOfReach !== undefined) return { name, differences: [], outOfReach: candidate.outOfReach };
    const problems = problemsOf(candidate);
    if (sizes("refused").includes(size)) differences.push(...compare(problems, error));
    else differences.push(...problems.map(({ where, message }) => `${size} is accepted by AWS, and refused: ${where}: ${message}`));
  }
  return { name, differences };
}

function problemsOf({ subject, document, text }: Candidate): readonly Problem[] {
  if (text !== undefined) return checkOpenApi({ text, file: "openapi.yaml" }).problems;
  if (document !== undefined) return checkOpenApi({ document }).problems;
  if (subject === undefined) return [];
  return [...check(readAs(subject.definition), subject.stages, { accountId: ACCOUNT_ID }), ...checkResourceTags(subject.tags)];
}

interface Answer {
  readonly code: string;
  readonly message: string;
}

/** Nothing, if the problems say what AWS answered. Of a case that a page documents, it is asked only that it is refused. */
function compare(problems: readonly Problem[], { code, message }: Answer): string[] {
  if (problems.length === 0) return ["nothing is refused"];
  if (code === "<any>" || message === "<any>") return [];
  const said = (part: string) => problems.some((problem) => includes(problem.message, part));
  return said(message) || parts(message).every(said)
    ? []
    : [`expected ${JSON.stringify(message)}`, ...problems.map((problem) => `got ${problem.where}: ${problem.message}`)];
}

function includes(text: string, expected: string): boolean {
  const pattern = /^<re:\^?(.*?)\$?>$/s.exec(expected)?.[1];
  return pattern === undefined ? text.includes(expected) : new RegExp(pattern, "s").test(text);
}

/** What AWS says at once of several things, and the heading of an import's list of them. */
function parts(message: string): string[] {
  const [, list] = /^\d+ validation errors detected: (.*)$/s.exec(message) ?? [];
  if (list !== undefined) return list.split("; ").map((part) => `1 validation error detected: ${part}`);
  return message.replace(/^Errors found during import:\s*/, "").split("\n\t");
}

/** The value with its placeholders filled in, and repeated texts written out. */
function fill(value: unknown): unknown {
  if (typeof value === "string")
    return value
      .replace(
        /\{\{fn:(\w+)\}\}/g,
        `arn:aws:apigateway:{{region}}:lambda:path/2015-03-31/functions/arn:aws:lambda:{{region}}:{{account}}:function:$1/invocations`,
      )
      .replace(/\{\{\w+\}\}/g, (placeholder) => VALUES.get(placeholder) ?? placeholder);
  if (Array.isArray(value)) return value.map(fill);
  if (typeof value !== "object" || value === null) return value;
  const map = mapOf(value);
  if (typeof map["repeat"] === "string" && typeof map["count"] === "number") return map["repeat"].repeat(map["count"]);
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, fill(item)]));
}
