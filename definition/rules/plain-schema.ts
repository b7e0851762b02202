import { isObject, type Json } from "../../languages/json/index";

/**
 * Whether something is a schema of draft 4 beyond doubt, as nearly all models are; of the others the schema of schemas tells, which takes
 * longer to be compiled than all rules take together. http://json-schema.org/draft-04/schema
 */
export function isPlainSchema(schema: Json): boolean {
  return isObject(schema) && Object.entries(schema).every(([name, value]) => (PLAIN.get(name) ?? isUnknown(name))(value));
}

const TYPES: readonly Json[] = ["array", "boolean", "integer", "null", "number", "object", "string"];
const isText = (value: Json) => typeof value === "string";
const isNumber = (value: Json) => typeof value === "number";
const isCount = (value: Json) => Number.isInteger(value) && Number(value) >= 0;
const isListOf = (value: Json, isMember: (member: Json) => boolean) => Array.isArray(value) && value.length > 0 && value.every(isMember);
const isSet = (value: Json) => isListOf(value, isText) && Array.isArray(value) && new Set(value).size === value.length;
const areSchemas = (value: Json) => isListOf(value, isPlainSchema);
const isAnything = () => true;

const PLAIN: ReadonlyMap<string, (value: Json) => boolean> = new Map([
  ...["$ref", "default"].map((name) => [name, isAnything] as const),
  ...["$schema", "description", "format", "id", "pattern", "title"].map((name) => [name, isText] as const),
  ...["maximum", "minimum"].map((name) => [name, isNumber] as const),
  ...["maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties"].map((name) => [name, isCount] as const),
  ...["allOf", "anyOf", "oneOf"].map((name) => [name, areSchemas] as const),
  ...["items", "not"].map((name) => [name, isPlainSchema] as const),
  ["additionalProperties", (value) => typeof value === "boolean" || isPlainSchema(value)],
  ["enum", isSet],
  ["multipleOf", (value) => isNumber(value) && Number(value) > 0],
  ["properties", (value) => isObject(value) && Object.values(value).every(isPlainSchema)],
  ["required", isSet],
  ["type", (value) => TYPES.includes(value)],
  ["uniqueItems", (value) => typeof value === "boolean"],
]);

/** What the schema of schemas has more to say of. */
const OTHERS = ["additionalItems", "definitions", "dependencies", "exclusiveMaximum", "exclusiveMinimum", "patternProperties"];

function isUnknown(name: string): () => boolean {
  return () => !OTHERS.includes(name);
}
