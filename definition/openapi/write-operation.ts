import { canonical, sortedEntries } from "../canonical";
import type { Json, JsonObject, MethodResponse, Route } from "../types";
import { LOCATION_OF_IN } from "./names";
import { modelReference } from "./read-models";
import { defaultDescription } from "./read-operation";

/** What OpenAPI itself can say of a route. */
export function writeOperation(route: Route): JsonObject & { readonly responses: JsonObject } {
  const { operationName, summary, description, tags, requestParameters, requestModels, methodResponses } = route;
  return {
    ...withoutEmpty({
      operationId: operationName,
      summary,
      description,
      tags,
      parameters: canonical(sortedEntries(requestParameters).map(writeParameter)),
      requestBody: Object.keys(requestModels).length > 0 ? { required: true, content: writeContent(requestModels) } : undefined,
    }),
    responses: mapSorted(methodResponses, writeMethodResponse),
  };
}

/** The path items of these operations, each given with its path and the member that it is there. */
export function pathItems(operations: readonly (readonly [path: string, member: string, operation: JsonObject])[]): JsonObject {
  const items = new Map<string, Record<string, JsonObject>>();
  for (const [path, member, operation] of operations) items.set(path, { ...items.get(path), [member]: operation });
  return mapSorted(Object.fromEntries(items), (item) => mapSorted(item, (operation) => operation));
}

/** The object with its members sorted by name and mapped. */
export function mapSorted<From>(record: Readonly<Record<string, From>>, map: (value: From, name: string) => Json): JsonObject {
  return Object.fromEntries(sortedEntries(record).map(([name, value]) => [name, map(value, name)]));
}

/** The members without those that are undefined, an empty list or an empty object. */
export function withoutEmpty(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined || isEmpty(value) ? [] : [[name, value] as const])),
  );
}

function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function writeParameter([key, required]: readonly [string, boolean]): JsonObject {
  const dot = key.indexOf(".");
  const place = Object.entries(LOCATION_OF_IN).find(([, location]) => location === key.slice(0, dot))?.[0] ?? key.slice(0, dot);
  return { name: key.slice(dot + 1), in: place, required, schema: { type: "string" } };
}

function writeMethodResponse(response: MethodResponse, status: string): JsonObject {
  return withoutEmpty({
    description: response.description ?? defaultDescription(status),
    headers: canonical(Object.fromEntries(response.headers.map((name) => [name, { schema: { type: "string" } }]))),
    content: writeContent(response.models),
  });
}

function writeContent(models: Readonly<Record<string, string>>): JsonObject {
  return mapSorted(models, (name) => ({ schema: { $ref: modelReference(name) } }));
}
