/** What of somebody's document API Gateway has a word for. */

import { isObject } from "../../languages/json/index";
import type { OpenApi } from "../openapi/read";
import { modelsOf } from "../rules/models";
import type { ApiDefinition, Json, JsonObject, Model } from "../types";

/**
 * The definition without the models that only what is left out uses, and without the schemas' examples; `api` is all that the document
 * says.
 */
export function importable(definition: ApiDefinition, api: OpenApi): ApiDefinition {
  const before = reached(api.routes, api.models);
  const after = reached(definition.routes, definition.models);
  const models = Object.entries(definition.models).filter(([name]) => after.has(name) || !before.has(name));
  return {
    ...definition,
    models: Object.fromEntries(models.map(([name, model]) => [name, { ...model, schema: withoutExamples(model.schema) }])),
  };
}

/** Names of the models that routes use, and that these refer to. */
function reached(routes: OpenApi["routes"], models: Readonly<Record<string, Model>>): ReadonlySet<string> {
  const names = new Set<string>();
  const follow = (name: string): void => {
    const model = Object.hasOwn(models, name) ? models[name] : undefined;
    if (model === undefined || names.has(name)) return;
    names.add(name);
    modelsOf(model).forEach(follow);
  };
  for (const { requestModels, methodResponses } of Object.values(routes))
    for (const used of [requestModels, ...Object.values(methodResponses).map((response) => response.models)])
      Object.values(used).forEach(follow);
  return names;
}

const BY_NAME = ["properties", "patternProperties", "definitions"];
const DATA = ["default", "enum", "required"];

/** The schema without its examples, of which draft 4 and API Gateway know nothing, and for which it refuses the model. */
function withoutExamples(schema: JsonObject): JsonObject {
  const kept = Object.entries(schema).filter(([name]) => name !== "example");
  return Object.fromEntries(
    kept.map(([name, value]) => {
      if (DATA.includes(name)) return [name, value];
      return [name, BY_NAME.includes(name) && isObject(value) ? membersWithoutExamples(value) : inside(value)];
    }),
  );
}

function membersWithoutExamples(schemas: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, inside(schema)]));
}

function inside(value: Json): Json {
  if (Array.isArray(value)) return value.map(inside);
  return isObject(value) ? withoutExamples(value) : value;
}
