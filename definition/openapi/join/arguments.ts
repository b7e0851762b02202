/** From what a document says to what the author of the same API would have written. */
import type { ApiArguments, GatewayResponseArguments, MethodResponseArguments, Named, RouteArguments } from "../../arguments";
import { isObject } from "../../rules/schemas";
import type { ApiDefinition, Authorization, GatewayResponse, Json, JsonObject, MethodResponse, Route } from "../../types";

/** An API but for what answers its routes, and who asks their callers. */
export type OpenArguments = Omit<ApiArguments<Named>, "routes" | "authorizers">;

/** A route but for what answers it. */
export type OpenRoute = Omit<RouteArguments<Named>, "integration">;

export function apiArguments(definition: ApiDefinition): OpenArguments {
  const { name, description, version, endpoint, apiKeySource, binaryMediaTypes, minimumCompressionSize, policy, models, gatewayResponses, extensions } =
    definition;
  return {
    apiName: name,
    ...(description !== undefined && { description }),
    version,
    endpointType: endpoint.type,
    ...(endpoint.ipAddressType !== undefined && { ipAddressType: endpoint.ipAddressType }),
    vpcEndpoints: endpoint.vpcEndpointIds,
    disableExecuteApiEndpoint: endpoint.disableExecuteApiEndpoint,
    apiKeySource,
    binaryMediaTypes,
    ...(minimumCompressionSize !== undefined && { minimumCompressionSize }),
    ...(policy !== undefined && { policy: typeof policy === "string" ? policy : JSON.stringify(policy) }),
    models: mapValues(models, (model) => withoutExamples({ ...(model.description !== undefined && { description: model.description }), ...model.schema })),
    gatewayResponses: mapValues(gatewayResponses, gatewayResponse),
    extensions,
  };
}

/** @param isOpen Whether the document leaves open what answers the route. */
export function routeArguments(route: Route, { requestValidators }: ApiDefinition, isOpen: boolean): OpenRoute {
  const { operationName, summary, description, tags, apiKeyRequired, requestModels, methodResponses, extensions } = route;
  const validator = route.requestValidator === undefined ? undefined : requestValidators[route.requestValidator];
  return {
    ...(operationName !== undefined && { operationName }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    tags,
    authorization: authorizationArguments(route.authorization),
    apiKeyRequired,
    parameters: { query: parametersIn("querystring", route), header: parametersIn("header", route) },
    body: isOpen ? withoutGap(requestModels) : requestModels,
    ...((validator !== undefined || !isOpen) && {
      validate: { parameters: validator?.validateRequestParameters ?? false, body: validator?.validateRequestBody ?? false },
    }),
    responses: Object.fromEntries(
      Object.entries(methodResponses)
        // API Gateway has no word for all other statuses, or for all of a class. Reported: "API Gateway does not support Swagger's 'default' method response".
        .filter(([status]) => !isOpen || /^\d+$/.test(status))
        .map(([status, response]) => [status, methodResponse(response)]),
    ),
    extensions,
  };
}

function authorizationArguments(authorization: Authorization): NonNullable<OpenRoute["authorization"]> {
  if (!("authorizer" in authorization)) return authorization.type;
  const { authorizer } = authorization;
  return authorization.type === "COGNITO_USER_POOLS" && authorization.scopes.length > 0 ? { authorizer, scopes: authorization.scopes } : { authorizer };
}

function parametersIn(location: string, { requestParameters }: Route): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(requestParameters).flatMap(([name, isRequired]) => (name.startsWith(`${location}.`) ? [[name.slice(location.length + 1), isRequired]] : [])),
  );
}

/** A document that says one media type alone means no other; API Gateway validates no body of a media type without a model. */
function withoutGap(models: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { "application/json": model, ...others } = models;
  return model === undefined || Object.keys(others).length > 0 ? models : { "application/json": model, $default: model };
}

function methodResponse({ description, headers, models }: MethodResponse): MethodResponseArguments {
  return { ...(description !== undefined && { description }), headers, body: models };
}

function gatewayResponse({ statusCode, responseParameters, responseTemplates }: GatewayResponse): GatewayResponseArguments {
  return {
    ...(statusCode !== undefined && { statusCode }),
    headers: Object.fromEntries(Object.entries(responseParameters).map(([target, value]) => [target.replace(/^gatewayresponse\.header\./, ""), value])),
    // Without a template API Gateway's own answer stays.
    ...(Object.keys(responseTemplates).length > 0 && { responseTemplates }),
  };
}

const BY_NAME = ["properties", "patternProperties", "definitions"];
const DATA = ["default", "enum", "required"];

/** The schema without its examples, of which draft 4 and API Gateway know nothing, and for which it refuses the model. */
function withoutExamples(schema: JsonObject): JsonObject {
  const kept = Object.entries(schema).filter(([name]) => name !== "example");
  return Object.fromEntries(
    kept.map(([name, value]) => {
      if (DATA.includes(name)) return [name, value];
      return [name, BY_NAME.includes(name) && isObject(value) ? mapValues(value, inside) : inside(value)];
    }),
  );
}

function inside(value: Json): Json {
  if (Array.isArray(value)) return value.map(inside);
  return isObject(value) ? withoutExamples(value) : value;
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
