import { METHODS, routeKey } from "../paths";
import type { ApiDefinition, Authorizer, Json, JsonObject, Method, Route } from "../types";
import { writeInfo, writeModel } from "./write";
import { mapSorted, nonEmpty, pathItems, writeOperation } from "./write-operation";
import { requirementsOf, type SchemeNames, schemeNames, writeSecuritySchemes } from "./write-security";

/** The API as its callers see it, for documentation and client generators: plain OpenAPI 3.0 that says nothing of what is behind the API. */
export function writePublicOpenApi(definition: ApiDefinition, servers: readonly string[] = []): JsonObject {
  const names = schemeNames(definition);
  return {
    openapi: "3.0.1",
    ...writeInfo(definition),
    ...nonEmpty(
      "servers",
      servers.map((url) => ({ url })),
    ),
    paths: pathItems(Object.values(definition.routes).flatMap((route) => methodsOf(route, definition).map((method) => writeMethod(route, method, names)))),
    ...nonEmpty("components", {
      ...nonEmpty("schemas", mapSorted(definition.models, writeModel)),
      ...nonEmpty("securitySchemes", mapSorted(writeSecuritySchemes(definition, names, writeCredential), withoutExtensions)),
    }),
    ...withoutExtensions(definition.extensions),
  };
}

/** The methods that a route answers: with ANY, those that have no route of their own. */
function methodsOf({ method, path }: Route, { routes }: ApiDefinition): readonly Method[] {
  return method === "ANY" ? METHODS.filter((other) => other !== "ANY" && !Object.hasOwn(routes, routeKey(other, path))) : [method];
}

function writeMethod(route: Route, method: Method, names: SchemeNames): readonly [string, string, JsonObject] {
  const { operationId, ...operation } = writeOperation(route);
  return [
    route.path.replaceAll("+}", "}"),
    method.toLowerCase(),
    {
      ...withoutExtensions(route.extensions),
      // One operation id may be used once.
      ...(operationId !== undefined && { operationId: method === route.method ? operationId : `${operationId}_${method.toLowerCase()}` }),
      ...operation,
      ...nonEmpty(
        "security",
        [Object.fromEntries(requirementsOf(route, names))].filter((all) => Object.keys(all).length > 0),
      ),
    },
  ];
}

function writeCredential({ identitySource }: Authorizer): JsonObject {
  const [, place = "header", name = "Authorization"] = identitySource.map((source) => SOURCE.exec(source)).find((match) => match !== null) ?? [];
  return { type: "apiKey", name, in: place === "header" ? "header" : "query" };
}

const SOURCE = /^method\.request\.(header|querystring)\.(.+)$/;

function withoutExtensions(object: Json): JsonObject {
  return Object.fromEntries(Object.entries(object ?? {}).filter(([name]) => !name.startsWith("x-amazon-apigateway-")));
}
