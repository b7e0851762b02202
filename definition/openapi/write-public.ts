import { isObject } from "../../languages/json/index";
import { compileModel } from "../../languages/json-schema/index";
import { canonical } from "../canonical";
import { pathVariables, routeKey } from "../paths";
import type { Method } from "../tables/index";
import { METHODS } from "../tables/index";
import type { ApiDefinition, Authorizer, Json, JsonObject, Model, RequestValidator, Route } from "../types";
import { publicErrors } from "./public-errors";
import { publicSchema } from "./public-schema";
import { usedComponents } from "./used-components";
import { writeInfo, writeModel } from "./write";
import { mapSorted, pathItems, withoutEmpty, writeOperation } from "./write-operation";
import { requirementsOf, type SchemeNames, schemeNames, writeSecuritySchemes } from "./write-security";

/**
 * The API as its callers see it, for documentation and client generators: plain OpenAPI 3.0 that says nothing of what is behind the API.
 */
export function writePublicOpenApi(definition: ApiDefinition, servers: readonly string[] = []): JsonObject {
  const names = schemeNames(definition);
  const errors = publicErrors(definition);
  const ids = new Set<string>();
  const operations = Object.values(definition.routes).flatMap((route) =>
    methodsOf(route, definition).map(
      (method) =>
        [
          route.path.replaceAll("+}", "}"),
          method.toLowerCase(),
          { ...operationId(route, method, ids), ...writeMethod(route, names, errors.of(route), definition) },
        ] as const,
    ),
  );
  const paths = pathItems(operations);
  const securitySchemes = Object.entries(writeSecuritySchemes(definition, names, writeCredential)).map(
    ([name, scheme]) => [componentName(name), withoutExtensions(scheme)] as const,
  );
  const components = usedComponents(paths, {
    schemas: mapSorted(definition.models, (model) => publicSchema(writeModel(model), definition.models)),
    responses: errors.responses,
    securitySchemes: Object.fromEntries(securitySchemes),
  });
  return {
    openapi: "3.0.1",
    ...writeInfo(definition),
    ...withoutEmpty({ servers: servers.map((url) => ({ url })) }),
    paths,
    ...withoutEmpty({ components: canonical(withoutEmpty(components)) }),
    ...withoutExtensions(definition.extensions),
  };
}

/** The methods that a route answers: with ANY, those that have no route of their own. */
function methodsOf({ method, path }: Route, { routes }: ApiDefinition): readonly Method[] {
  return method === "ANY" ? METHODS.filter((other) => other !== "ANY" && !Object.hasOwn(routes, routeKey(other, path))) : [method];
}

/** An id may be used once. */
function operationId({ operationName, method: own }: Route, method: Method, taken: Set<string>): JsonObject {
  if (operationName === undefined) return {};
  let id = method === own ? operationName : `${operationName}_${method.toLowerCase()}`;
  while (taken.has(id)) id += "_";
  taken.add(id);
  return { operationId: id };
}

function writeMethod(route: Route, names: SchemeNames, errors: JsonObject, definition: ApiDefinition): JsonObject {
  const { models, routes } = definition;
  const {
    operationId: _,
    parameters = [],
    requestBody,
    responses: declared,
    ...operation
  } = writeOperation({
    ...route,
    requestParameters: publicParameters(route),
    requestModels: publicContent(route.requestModels, models),
    methodResponses: Object.fromEntries(
      Object.entries(route.methodResponses).map(([status, response]) => [
        status,
        { ...response, models: publicContent(response.models, models) },
      ]),
    ),
  });
  const schemes = requirementsOf(route, names).map(([name, scopes]) => [componentName(name), scopes] as const);
  const isAnswered = Object.keys(route.methodResponses).some((status) => status === "default" || /^[123]/.test(status));
  return {
    ...withoutExtensions(route.extensions),
    ...operation,
    ...withoutEmpty({
      parameters: Array.isArray(parameters) ? parameters.map((one: Json) => publicParameter(one, route, definition)) : [],
      requestBody: isObject(requestBody) ? { ...requestBody, required: needsBody(route, definition) } : undefined,
    }),
    responses: mapSorted({ ...(!isAnswered && ANY_ANSWER), ...errors, ...declared }, (response) => response),
    // Scopes are OAuth's, and none of these schemes is said to be.
    ...(schemes.length > 0 && { security: [mapSorted(Object.fromEntries(schemes), () => [])] }),
    // That an operation is open is said where others are not.
    ...(schemes.length === 0 && Object.values(routes).some((other) => requirementsOf(other, names).length > 0) && { security: [] }),
  };
}

/** A required parameter may not be blank where API Gateway looks at it, and one of the path never is. */
function publicParameter(parameter: Json, route: Route, definition: ApiDefinition): Json {
  if (!isObject(parameter) || parameter["required"] !== true) return parameter;
  const isFilled = parameter["in"] === "path" || validatorOf(route, definition)?.validateRequestParameters === true;
  return isFilled ? { ...parameter, schema: { type: "string", minLength: 1 } } : parameter;
}

/** Whether a request without a body, which API Gateway takes for an empty object, is refused whatever its media type. */
function needsBody(route: Route, definition: ApiDefinition): boolean {
  if (validatorOf(route, definition)?.validateRequestBody !== true) return false;
  return Object.values(route.requestModels).every((model) => compileModel(model, definition.models)({}).length > 0);
}

function validatorOf({ requestValidator = "" }: Route, { requestValidators }: ApiDefinition): RequestValidator | undefined {
  return Object.hasOwn(requestValidators, requestValidator) ? requestValidators[requestValidator] : undefined;
}

const ANY_ANSWER: JsonObject = { default: { description: "What the back end answers" } };

/** Of the path's variables all, and only they. */
function publicParameters({ path, requestParameters }: Route): Route["requestParameters"] {
  const others = Object.entries(requestParameters).filter(([name]) => !name.startsWith("path."));
  return Object.fromEntries([...others, ...pathVariables(path).map((variable) => [`path.${variable}`, true] as const)]);
}

/**
 * Models that API Gateway has in every API, such as Empty, are not described; `$default` is its word for all media types that have no model
 * of their own.
 */
function publicContent(
  content: Readonly<Record<string, string>>,
  models: Readonly<Record<string, Model>>,
): Readonly<Record<string, string>> {
  const { $default, ...named } = Object.fromEntries(Object.entries(content).filter(([, model]) => Object.hasOwn(models, model)));
  return Object.keys(named).length > 0 || $default === undefined ? named : { "*/*": $default };
}

/** https://spec.openapis.org/oas/v3.0.3#components-object: names of components are made of these characters. */
function componentName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, "_");
}

function writeCredential({ type, identitySource }: Authorizer): JsonObject {
  if (type === "JWT" && identitySource[0]?.toLowerCase() === "method.request.header.authorization")
    return { type: "http", scheme: "bearer", bearerFormat: "JWT" };
  const [, place = "header", name = "Authorization"] =
    identitySource.map((source) => SOURCE.exec(source)).find((match) => match !== null) ?? [];
  return { type: "apiKey", name, in: place === "header" ? "header" : "query" };
}

const SOURCE = /^method\.request\.(header|querystring)\.(.+)$/;

function withoutExtensions(object: Json | undefined): JsonObject {
  return Object.fromEntries(Object.entries(object ?? {}).filter(([name]) => !name.startsWith("x-amazon-apigateway-")));
}
