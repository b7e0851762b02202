/** What of somebody's document API Gateway has a word for. */

import { isObject } from "../../../languages/json/index";
import { modelsOf } from "../../rules/models";
import type { ApiDefinition, Json, JsonObject, Model, Route } from "../../types";

/** The definition without what API Gateway has no word for. @param isOpen Whether the document leaves open what answers a route. */
export function sayable(definition: ApiDefinition, isOpen: (key: string) => boolean): ApiDefinition {
  const routes = Object.fromEntries(Object.entries(definition.routes).map(([key, route]) => [key, isOpen(key) ? sayableRoute(route) : route]));
  const before = reached(definition.routes, definition.models);
  const after = reached(routes, definition.models);
  const models = Object.entries(definition.models).filter(([name]) => after.has(name) || !before.has(name));
  return { ...definition, routes, models: Object.fromEntries(models.map(([name, model]) => [name, { ...model, schema: withoutExamples(model.schema) }])) };
}

function sayableRoute(route: Route): Route {
  // It has none for all other statuses, or for all of a class. Reported: "API Gateway does not support Swagger's 'default' method response".
  const methodResponses = Object.fromEntries(Object.entries(route.methodResponses).filter(([status]) => /^\d+$/.test(status)));
  return { ...route, requestModels: jsonModels(route.requestModels), methodResponses };
}

/**
 * API Gateway holds a body against a model as JSON, so that it would refuse every form, file and XML that has one.
 * A document that says one media type alone means no other; API Gateway validates no body of a media type without a model.
 */
function jsonModels(models: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { "application/json": model, ...others } = models;
  if (model !== undefined && Object.keys(others).length === 0) return { "application/json": model, $default: model };
  return Object.fromEntries(Object.entries(models).filter(([mediaType]) => JSON_TYPE.test(mediaType)));
}

// `application/json`, `application/merge-patch+json`; API Gateway's `$default`, and ranges that mean JSON too.
const JSON_TYPE = /[/+]json\b|[$*]/i;

/** Names of the models that routes use, and that these refer to. */
function reached(routes: Readonly<Record<string, Route>>, models: Readonly<Record<string, Model>>): ReadonlySet<string> {
  const names = new Set<string>();
  const follow = (name: string): void => {
    const model = Object.hasOwn(models, name) ? models[name] : undefined;
    if (model === undefined || names.has(name)) return;
    names.add(name);
    modelsOf(model).forEach(follow);
  };
  for (const { requestModels, methodResponses } of Object.values(routes))
    for (const used of [requestModels, ...Object.values(methodResponses).map((response) => response.models)]) Object.values(used).forEach(follow);
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
