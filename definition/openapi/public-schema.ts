import { isObject } from "../../languages/json/index";
import { modelOfReference } from "../../languages/json-schema/index";
import type { Json, JsonObject, Model } from "../types";
import { modelReference } from "./read-models";

/**
 * A JSON schema of draft 4 as a schema of OpenAPI 3.0, which is a dialect of its own: https://spec.openapis.org/oas/v3.0.3#schema-object
 * What OpenAPI has no word for is left out, as are minItems and maxItems, which API Gateway does not validate (developer guide, important
 * notes); a reference to what is no model of the API is any value.
 */
export function publicSchema(schema: Json, models: Readonly<Record<string, Model>>): JsonObject {
  if (!isObject(schema)) return {};
  const { $ref, type } = schema;
  if (typeof $ref === "string") {
    const model = modelOfReference($ref);
    return model !== undefined && Object.hasOwn(models, model) ? { $ref: modelReference(model) } : {};
  }
  const keywords = Object.entries(schema).flatMap(([name, value]) => {
    const written = name.startsWith("x-") ? value : Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name]?.(value, models) : undefined;
    return written === undefined ? [] : [[name, written] as const];
  });
  return withType(Object.fromEntries(keywords), type);
}

type Write = (value: Json, models: Readonly<Record<string, Model>>) => Json | undefined;

const as =
  (type: "boolean" | "number" | "string"): Write =>
  (value) =>
    typeof value === type ? value : undefined;
const any: Write = (value) => value;
const object: Write = (value) => (isObject(value) ? value : undefined);
const filled: Write = (value) => (isList(value) && value.length > 0 ? value : undefined);
const schema: Write = (value, models) => (isObject(value) ? publicSchema(value, models) : undefined);
const schemas: Write = (value, models) => (isList(value) ? value.map((item) => publicSchema(item, models)) : undefined);
const byName: Write = (value, models) =>
  isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, publicSchema(item, models)])) : undefined;

const KEYWORDS: Readonly<Record<string, Write>> = {
  ...Object.fromEntries(["title", "description", "format"].map((name) => [name, as("string")])),
  ...Object.fromEntries(
    ["multipleOf", "maximum", "minimum", "maxLength", "minLength", "maxProperties", "minProperties"].map((name) => [name, as("number")]),
  ),
  ...Object.fromEntries(
    ["exclusiveMaximum", "exclusiveMinimum", "uniqueItems", "nullable", "readOnly", "writeOnly", "deprecated"].map((name) => [
      name,
      as("boolean"),
    ]),
  ),
  ...Object.fromEntries(["allOf", "anyOf", "oneOf"].map((name) => [name, schemas])),
  // In Swagger 2.0 a discriminator is a name.
  ...Object.fromEntries(["discriminator", "externalDocs", "xml"].map((name) => [name, object])),
  additionalProperties: (value, models) => (typeof value === "boolean" ? value : schema(value, models)),
  default: any,
  enum: filled,
  example: any,
  // Items that differ by their position are any items.
  items: (value, models) => (isList(value) ? {} : schema(value, models)),
  not: schema,
  // API Gateway's patterns are Java's.
  pattern: (value) => (typeof value === "string" && isPattern(value) ? value : undefined),
  properties: byName,
  required: filled,
};

function withType(schema: JsonObject, type: Json | undefined): JsonObject {
  const all = isList(type) ? type : type === undefined ? [] : [type];
  const [first, ...more] = all.filter((one) => one !== "null");
  const nullable = all.includes("null") && { nullable: true };
  if (first === undefined) return nullable ? { enum: [null], ...schema, ...nullable } : schema;
  if (more.length === 0)
    return { ...schema, type: first, ...nullable, ...(first === "array" && schema["items"] === undefined && { items: {} }) };
  const types = [first, ...more].map((one) => ({ type: one, ...(one === "array" && { items: {} }), ...nullable }));
  return { ...schema, allOf: [...(isList(schema["allOf"]) ? schema["allOf"] : []), { anyOf: types }] };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
