/** From what a document says to what the author of the same API would have written. */
import type { ApiArguments, GatewayResponseArguments, MethodResponseArguments, Named, RouteArguments } from "../../arguments";
import { mapRecord } from "../../map-record";
import type { ApiDefinition, Authorization, GatewayResponse, MethodResponse, Route } from "../../types";

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
    models: mapRecord(models, (model) => ({ ...(model.description !== undefined && { description: model.description }), ...model.schema })),
    gatewayResponses: mapRecord<string, GatewayResponse, GatewayResponseArguments>(gatewayResponses, gatewayResponse),
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
    body: requestModels,
    ...((validator !== undefined || !isOpen) && {
      validate: { parameters: validator?.validateRequestParameters ?? false, body: validator?.validateRequestBody ?? false },
    }),
    responses: mapRecord(methodResponses, methodResponse),
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
