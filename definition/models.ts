/** Models of request and response bodies: JSON schemas, draft 4. */
import { isObject } from "../languages/json/index";
import type { Json, JsonObject } from "./types";

const REFERENCE = "#/components/schemas/";

/** The schema with every `$ref` to a model's bare name spelt out. */
export function schemaWithReferences(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [
      name,
      name === "$ref" && typeof value === "string" ? reference(value) : withReferences(value),
    ]),
  );
}

function withReferences(value: Json): Json {
  if (Array.isArray(value)) return value.map(withReferences);
  return isObject(value) ? schemaWithReferences(value) : value;
}

function reference(name: string): string {
  return /^[A-Za-z0-9]+$/.test(name) ? REFERENCE + name : name;
}
