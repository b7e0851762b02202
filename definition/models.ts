/** Models of request and response bodies: JSON schemas, draft 4. */
import { isObject } from "../languages/json/index";
import type { Json, JsonObject, Route } from "./types";

/** Every API is made with these: https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html */
export const DEFAULT_MODELS: Readonly<Record<string, JsonObject>> = {
  Empty: { $schema: "http://json-schema.org/draft-04/schema#", title: "Empty Schema", type: "object" },
  Error: {
    $schema: "http://json-schema.org/draft-04/schema#",
    title: "Error Schema",
    type: "object",
    properties: { message: { type: "string" } },
  },
};

/** Those of them that the routes name: a document that replaces the whole API has to bring them along. */
export function defaultModels(routes: Readonly<Record<string, Route>>): Readonly<Record<string, JsonObject>> {
  const named = Object.values(routes).flatMap(({ requestModels, methodResponses }) => [
    ...Object.values(requestModels),
    ...Object.values(methodResponses).flatMap(({ models }) => Object.values(models)),
  ]);
  return Object.fromEntries(Object.entries(DEFAULT_MODELS).filter(([name]) => named.includes(name)));
}

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
