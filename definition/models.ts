/** Models of request and response bodies: JSON schemas, draft 4. */
import { unescapeToken } from "../languages/json/index";
import type { Json, JsonObject } from "./types";

const REFERENCE = "#/components/schemas/";

// A model's own URL is how API Gateway itself writes a reference: developer guide, "Data models for REST APIs".
const MODEL_REFERENCE =
  /^(?:#\/components\/schemas\/|#\/definitions\/|https:\/\/apigateway(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?\/restapis\/[^/]+\/models\/)([^/]+)$/;

/** Name of the model that a `$ref` names, in any of the ways in which models are named; undefined if it names none. */
export function modelOfReference(reference: string): string | undefined {
  const token = MODEL_REFERENCE.exec(reference)?.[1];
  return token === undefined ? undefined : unescapeToken(token);
}

/** The schema with every `$ref` to a model's bare name spelt out. */
export function schemaWithReferences(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, name === "$ref" && typeof value === "string" ? reference(value) : withReferences(value)]),
  );
}

function withReferences(value: Json): Json {
  if (Array.isArray(value)) return value.map(withReferences);
  return isObject(value) ? schemaWithReferences(value) : value;
}

function reference(name: string): string {
  return /^[A-Za-z0-9]+$/.test(name) ? REFERENCE + name : name;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
