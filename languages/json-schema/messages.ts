import type { ErrorObject } from "ajv";
import { FORMATS } from "./formats";

type Fact = Readonly<Record<string, unknown>>;

/**
 * The words of Java's json-schema-validator, in which API Gateway gives `$context.error.validationErrorString`, by keyword.
 * Source: github.com/java-json-tools/json-schema-validator, validation.properties; those of type, enum, minimum, oneOf, pattern and
 * required seen in API Gateway's answers.
 */
const MESSAGES: Readonly<Record<string, (error: ErrorObject) => string>> = {
  type: ({ data, schema }) =>
    `instance type (${typeName(data)}) does not match any allowed primitive type (allowed: ${json(allowedTypes(schema))})`,
  enum: ({ data, schema }) => `instance value (${json(data)}) not found in enum (possible values: ${json(schema)})`,
  required: ({ data, schema }) => `object has missing required properties (${json(missing(data, schema))})`,
  additionalProperties: ({ data, parentSchema }) =>
    `object instance has properties which are not allowed by the schema: ${json(additional(fact(data), fact(parentSchema)))}`,
  minProperties: ({ data, schema }) => `object has too few properties (found ${size(data)} but schema requires at least ${schema})`,
  maxProperties: ({ data, schema }) => `object has too many properties (found ${size(data)} but schema requires at most ${schema})`,
  dependencies: ({ data, schema, params }) => {
    const required = fact(schema)[params["property"]];
    return `property "${params["property"]}" of object has missing property dependencies (schema requires ${json(sorted(required))}; missing: ${json(missing(data, required))})`;
  },
  additionalItems: ({ data, params }) =>
    `schema only allows ${params["limit"]} elements in array but instance has ${list(data).length} elements`,
  uniqueItems: () => "array must not contain duplicate elements",
  minLength: ({ data, schema }) => `string "${data}" is too short (length: ${length(data)}, required minimum: ${schema})`,
  maxLength: ({ data, schema }) => `string "${data}" is too long (length: ${length(data)}, maximum allowed: ${schema})`,
  pattern: ({ data, schema }) => `ECMA 262 regex "${schema}" does not match input string "${data}"`,
  format: ({ data, schema }) => FORMATS[String(schema)]?.message(String(data)) ?? "",
  minimum: ({ data, schema }) =>
    data === schema
      ? `numeric instance is not strictly greater than the required minimum ${schema}`
      : `numeric instance is lower than the required minimum (minimum: ${schema}, found: ${data})`,
  maximum: ({ data, schema }) =>
    data === schema
      ? `numeric instance is not strictly lower than the required maximum ${schema}`
      : `numeric instance is greater than the required maximum (maximum: ${schema}, found: ${data})`,
  multipleOf: ({ data, schema }) => `remainder of division is not zero (${data} / ${schema})`,
  allOf: ({ params }) => `instance failed to match all required schemas (matched only ${params["matched"]} out of ${params["total"]})`,
  anyOf: ({ params }) => `instance failed to match at least one required schema among ${params["total"]}`,
  oneOf: ({ params }) => `instance failed to match exactly one schema (matched ${params["matched"]} out of ${params["total"]})`,
  not: () => "instance matched a schema which it should not have",
};

/** Words one of ajv's errors, which must be verbose. */
export function message(error: ErrorObject): string {
  return MESSAGES[error.keyword]?.(error) ?? error.keyword;
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** To Java's validator an integer is no number, so it is allowed wherever numbers are. */
function allowedTypes(types: unknown): readonly unknown[] {
  const named = Array.isArray(types) ? types : [types];
  return [...new Set(named.includes("number") ? [...named, "integer"] : named)].sort();
}

function missing(data: unknown, required: unknown): readonly unknown[] {
  return sorted(required).filter((name) => !Object.hasOwn(fact(data), String(name)));
}

function additional(data: Fact, schema: Fact): readonly string[] {
  const patterns = Object.keys(fact(schema["patternProperties"])).map((pattern) => new RegExp(pattern));
  return Object.keys(data)
    .filter((name) => !Object.hasOwn(fact(schema["properties"]), name) && !patterns.some((pattern) => pattern.test(name)))
    .sort();
}

function fact(value: unknown): Fact {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function sorted(value: unknown): readonly unknown[] {
  return [...list(value)].sort();
}

function size(data: unknown): number {
  return Object.keys(fact(data)).length;
}

/** Code points, as Java's validator counts them. */
function length(data: unknown): number {
  return Array.from(String(data)).length;
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? "";
}
