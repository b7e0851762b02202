import { isObject, type Json, type JsonObject } from "../json/index";
import { parseReference } from "./reference";

/** Schemas that refer to each other by name. */
export type Models = Readonly<Record<string, { readonly schema: JsonObject }>>;
type Rewrite = (value: Json, rewrite: (schema: Json) => Json) => Json;

/**
 * The keywords of draft 4, and what of each is a schema in its turn; every other is ignored. `minItems` and `maxItems` are not here:
 * API Gateway does not validate them in imported models (developer guide: api-gateway-known-issues).
 */
const KEYWORDS: ReadonlyMap<string, Rewrite> = new Map<string, Rewrite>([
  ...["type", "enum", "required", "uniqueItems", "minLength", "maxLength", "pattern", "format", "minProperties", "maxProperties"].map(
    plain,
  ),
  ...["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"].map(plain),
  ["properties", schemasByName],
  ["patternProperties", schemasByName],
  ["definitions", schemasByName],
  [
    "dependencies",
    (value, rewrite) => schemasByName(value, (dependency) => (Array.isArray(dependency) ? dependency : rewrite(dependency))),
  ],
  ["items", (value, rewrite) => (Array.isArray(value) ? value.map(rewrite) : rewrite(value))],
  ["allOf", schemaList],
  ["anyOf", schemaList],
  ["oneOf", schemaList],
  ["not", (value, rewrite) => rewrite(value)],
  ["additionalItems", schemaOrBoolean],
  ["additionalProperties", schemaOrBoolean],
]);

/**
 * Rewrites a model, and every model that it refers to, as ajv shall see it: draft 4 alone, with references by `modelKey`.
 * @throws where a reference leads nowhere
 */
export function ajvSchemas(name: string, models: Models): ReadonlyMap<string, Json> {
  const schemas = new Map<string, Json>();
  const names = [name];
  for (let next = names.pop(); next !== undefined; next = names.pop()) {
    if (schemas.has(modelKey(next))) continue;
    const schema = schemaOf(next, models);
    const refer = (ref: string) => {
      const target = resolve(ref, schema, models);
      if (target.model !== undefined) names.push(target.model);
      return `${modelKey(target.model ?? next ?? "")}#${target.pointer}`;
    };
    schemas.set(modelKey(next), rewriteSchema(schema, refer));
  }
  return schemas;
}

/** The uri by which a model is referred to. */
export function modelKey(name: string): string {
  return `model:${encodeURIComponent(name)}`;
}

function schemaOf(name: string, models: Models): JsonObject {
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  if (model === undefined) throw new Error(`there is no model ${name}`);
  return model.schema;
}

/** A reference is beside no other keyword: they are ignored (draft-pbryan-zyp-json-ref-03). */
function rewriteSchema(schema: Json, refer: (ref: string) => string): Json {
  if (!isObject(schema)) throw new Error("a schema must be an object");
  if (typeof schema["$ref"] === "string") return { $ref: refer(schema["$ref"]) };
  const rewrite = (inner: Json) => rewriteSchema(inner, refer);
  const known = Object.entries(schema).flatMap(([keyword, value]) => {
    const rewriteValue = KEYWORDS.get(keyword);
    return rewriteValue ? [[keyword, rewriteValue(value, rewrite)] as const] : [];
  });
  return withoutPrototypeName(Object.fromEntries(known));
}

/** A name that the schema itself defines is its own before it is a model. */
function resolve(ref: string, local: JsonObject, models: Models): { readonly model?: string; readonly pointer: string } {
  const reference = parseReference(ref);
  const definitions = ref.startsWith("#/definitions/") && local["definitions"];
  if (reference !== undefined && !(isObject(definitions) && Object.hasOwn(definitions, reference.model)))
    return { model: schemaOf(reference.model, models) && reference.model, pointer: reference.pointer };
  if (!ref.startsWith("#")) throw new Error(`${ref} is no reference to a model`);
  return { pointer: ref.slice(1) };
}

/** ajv skips a property named `__proto__`, which to a body is a name like any other: it is written as a pattern. */
function withoutPrototypeName(schema: JsonObject): JsonObject {
  const properties = isObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  const patterns = properties.filter(([name]) => name === "__proto__").map(([name, property]) => [`^${name}$`, property] as const);
  return patterns.length === 0
    ? schema
    : { ...schema, patternProperties: { ...Object(schema["patternProperties"]), ...Object.fromEntries(patterns) } };
}

function plain(keyword: string): [string, Rewrite] {
  return [keyword, (value) => value];
}

function schemasByName(value: Json, rewrite: (schema: Json) => Json): Json {
  if (!isObject(value)) throw new Error("schemas by name must be an object");
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, rewrite(schema)]));
}

function schemaList(value: Json, rewrite: (schema: Json) => Json): Json {
  if (!Array.isArray(value)) throw new Error("schemas must be a list");
  return value.map(rewrite);
}

function schemaOrBoolean(value: Json, rewrite: (schema: Json) => Json): Json {
  return typeof value === "boolean" ? value : rewrite(value);
}
