/** Walks JSON schemas of draft 4: what in one is a schema in its turn, and what is data. */
import { isObject, type Json } from "../json/index";

/** Names of members, and indexes of items, on the way to a place in a schema. */
export type SchemaPath = readonly (string | number)[];

/** One keyword of a schema, at its place. */
export interface Keyword {
  readonly path: SchemaPath;
  readonly name: string;
  readonly value: Json;
}

const SCHEMA_OR_LIST = ["items", "additionalItems", "additionalProperties", "not", "allOf", "anyOf", "oneOf"];
const SCHEMAS_BY_NAME = ["properties", "patternProperties", "definitions", "dependencies"];

/** Every keyword of a schema and of the schemas in it. */
export function* keywords(schema: Json, path: SchemaPath): Iterable<Keyword> {
  if (Array.isArray(schema)) {
    for (const [index, item] of schema.entries()) yield* keywords(item, [...path, index]);
    return;
  }
  if (!isObject(schema)) return;
  for (const [name, value] of Object.entries(schema)) {
    yield { path: [...path, name], name, value };
    if (SCHEMA_OR_LIST.includes(name)) yield* keywords(value, [...path, name]);
    if (SCHEMAS_BY_NAME.includes(name) && isObject(value))
      for (const [property, inner] of Object.entries(value)) if (isObject(inner)) yield* keywords(inner, [...path, name, property]);
  }
}
