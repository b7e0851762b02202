import type { Path } from "../places";
import type { ApiDefinition } from "../types";
import type { Account } from "./account";
import type { RuleName } from "./names";

/** A place in the plain data that an API and its stages are, for example `["routes", "GET /pets", "integration", "uri"]`. */
export type DefinitionPath = Path;

/** One thing that is wrong, at its place. */
export interface Refusal {
  readonly path: DefinitionPath;
  /** What was given, what is allowed, and what to do. */
  readonly message: string;
  /** What API Gateway answers, where its answer is known. */
  readonly aws?: string;
  readonly rule?: RuleName;
}

/** A refusal with the name of its rule. */
export type NamedRefusal = Refusal & { readonly rule: RuleName };

/** The refusals under the name of their rule, but for those that have one. */
export function* named(rule: RuleName, refusals: Iterable<Refusal>): Iterable<NamedRefusal> {
  for (const refusal of refusals) yield { rule, ...refusal };
}

/** Everything that is wrong with an API in one respect. */
export type Rule = (definition: ApiDefinition, account: Account) => Iterable<Refusal>;

/** How API Gateway refuses a value that its own API's model does not allow. */
export function constraintError(value: unknown, at: string, constraint: string): string {
  return `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: ${constraint}`;
}

/** The same for one of an enumeration's values, in the order in which API Gateway names them. */
export function enumerationError(value: unknown, at: string, values: readonly string[]): string {
  return constraintError(value, at, `Member must satisfy enum value set: [${values.join(", ")}]`);
}

/**
 * How API Gateway refuses a value that is to be a text. Recorded: PutIntegrationResponse of a number, PutIntegration of a boolean;
 * reported of an object: an import.
 */
export function conversionError(value: unknown): string {
  if (typeof value === "object") return "Start of structure or map found where not expected.";
  const type = typeof value === "boolean" ? "java.lang.Boolean" : "com.amazon.coral.value.json.numbers.TruncatingBigNumber";
  return `class ${type} can not be converted to an String`;
}

/** Whether the value, which a program in JavaScript or a document may have given, is one of these. */
export function isOneOf(values: readonly string[], value: string | undefined): boolean {
  return value !== undefined && values.includes(value);
}

/**
 * What AWS was seen to refuse though it has the form of what it takes: recorded of PutIntegration, UpdateGatewayResponse and CreateRestApi,
 * 2026-11; of a Lambda function's type: https://github.com/aws/aws-sdk-ruby/issues/1036
 */
const SEEN_REFUSED: readonly unknown[] = ["HTTPS_PROXY", "LAMBDA", "FAKE_RESPONSE_TYPE", "wrong"];

/** Whether a value is none of these and has their form, so that AWS may have added it: refused is only what AWS's own grammar excludes. */
export function mayBeNew(values: readonly string[], value: unknown): boolean {
  if (typeof value !== "string" || values.includes(value) || SEEN_REFUSED.includes(value)) return false;
  return FORMS.some((form) => form.test(value) && values.every((known) => form.test(known)));
}

/** Names in capitals, in small letters, and numbers of gigabytes. */
const FORMS = [/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/, /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, /^\d+(?:\.\d+)?$/];

/** Whether a value can only be refused. */
export function isExcluded(values: readonly string[], value: string | undefined): boolean {
  return !isOneOf(values, value) && !mayBeNew(values, value);
}

/** Tells what there is to choose from. */
export function known(noun: string, record: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(record);
  return names.length === 0 ? `The API has no ${noun}s; add it.` : `The API's ${noun}s are ${names.join(", ")}.`;
}
