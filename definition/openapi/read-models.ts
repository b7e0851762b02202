import { createHash } from "node:crypto";
import { escapeToken, isObject } from "../../languages/json/index";
import { modelOfReference } from "../../languages/json-schema/index";
import { canonicalJson } from "../canonical";
import { documentPlace, type Places } from "../places";
import type { Json, JsonObject, Model } from "../types";
import type { Cursor } from "./cursor";

/** The models of a document: those with a name, and those that are written where they are used. */
export interface ModelReader {
  /** Name of the model that the schema here is, or refers to. */
  nameOf(schema: Cursor): string | undefined;
  readonly models: ReadonlyMap<string, Model>;
}

const PREFIX = "#/components/schemas/";

/** Reads the named models of a document, and gives names to the others as they are met. */
export function readModels(schemas: Cursor, places: Places): ModelReader {
  const models = new Map<string, Model>();
  const add = (name: string, schema: JsonObject, at: Cursor) => {
    if (models.has(name)) return;
    models.set(name, modelOf(schema));
    places.moved(["models", name], at.path, "document");
    places.moved(["models", name, "schema"], at.path, "document");
  };
  for (const [name, at] of schemas.members()) {
    const schema = at.jsonObject();
    if (schema !== undefined) add(name, schema, at);
  }
  return {
    models,
    nameOf: (at) => {
      const schema = at.jsonObject();
      if (schema === undefined) return undefined;
      const reference = schema["$ref"];
      if (typeof reference === "string") {
        const model = modelOfReference(reference);
        if (model !== undefined && models.has(model)) return model;
        return at.warn(`refers to no model of the document, and is left out: write #${documentPlace(schemas.path)}/ and its name`);
      }
      const name = nameByContent(modelOf(schema));
      add(name, schema, at);
      return name;
    },
  };
}

/** The reference to a model of that name. */
export function modelReference(name: string): string {
  return PREFIX + escapeToken(name);
}

/** A model's description is not part of its schema. */
function modelOf(schema: JsonObject): Model {
  const { description, ...rest } = withModelReferences(schema);
  return typeof description === "string" ? { description, schema: rest } : { schema: withModelReferences(schema) };
}

function withModelReferences(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => {
      const model = name === "$ref" && typeof value === "string" ? modelOfReference(value) : undefined;
      return [name, model === undefined ? withReferencesInside(value) : modelReference(model)];
    }),
  );
}

function withReferencesInside(value: Json): Json {
  if (Array.isArray(value)) return value.map(withReferencesInside);
  return isObject(value) ? withModelReferences(value) : value;
}

/** Equal schemas get one name, whatever their route, so that a new route renames none. */
function nameByContent(model: Model): string {
  return `Inline${createHash("sha256").update(canonicalJson(model)).digest("hex").slice(0, 16)}`;
}
