import { canonical } from "../canonical";
import type { Method } from "../tables/index";
import type { ApiDefinition, Endpoint, GatewayResponse, JsonObject, Model, Route } from "../types";
import { extension, METHOD_OF_MEMBER } from "./names";
import { writeIntegration } from "./write-integration";
import { mapSorted, pathItems, withoutEmpty, writeOperation } from "./write-operation";
import { requirementsOf, type SchemeNames, schemeNames, writeAuthorizer, writeSecuritySchemes } from "./write-security";

/**
 * The OpenAPI 3.0 document with API Gateway's extensions that PutRestApi takes, the same however the definition's members are ordered.
 * It cannot say the endpoint's type and its address type.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function writeOpenApi(definition: ApiDefinition): JsonObject {
  const names = schemeNames(definition);
  const { apiKeySource, binaryMediaTypes, endpoint, minimumCompressionSize, policy, requestValidators, gatewayResponses } = definition;
  return {
    openapi: "3.0.1",
    ...writeInfo(definition),
    ...writeServers(endpoint),
    paths: pathItems(Object.values(definition.routes).map((route) => [route.path, memberOf(route.method), writeMethod(route, names)])),
    ...withoutEmpty({
      components: canonical(
        withoutEmpty({
          schemas: mapSorted(definition.models, writeModel),
          securitySchemes: writeSecuritySchemes(definition, names, writeAuthorizer),
        }),
      ),
      [extension.apiKeySource]: apiKeySource === "HEADER" ? undefined : apiKeySource,
      [extension.binaryMediaTypes]: binaryMediaTypes,
      [extension.gatewayResponses]: canonical(mapSorted(gatewayResponses, writeGatewayResponse)),
      [extension.minimumCompressionSize]: minimumCompressionSize,
      [extension.securityPolicy]: endpoint.securityPolicy,
      [extension.endpointAccessMode]: endpoint.endpointAccessMode,
    }),
    ...(policy !== undefined && { [extension.policy]: canonical(policy) }),
    ...withoutEmpty({ [extension.requestValidators]: mapSorted(requestValidators, (validator) => canonical({ ...validator })) }),
    ...mapSorted(definition.extensions, canonical),
  };
}

/** The `info` of a document. */
export function writeInfo({ name, description, version }: ApiDefinition): JsonObject {
  return { info: withoutEmpty({ title: name, description, version }) };
}

/** A model as OpenAPI has it, its description inside its schema. */
export function writeModel({ description, schema }: Model): JsonObject {
  return { ...withoutEmpty({ description }), ...mapSorted(schema, canonical) };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html */
function writeServers({ vpcEndpointIds, disableExecuteApiEndpoint }: Endpoint): JsonObject {
  const configuration = withoutEmpty({ disableExecuteApiEndpoint: disableExecuteApiEndpoint || undefined, vpcEndpointIds });
  return Object.keys(configuration).length === 0 ? {} : { servers: [{ url: "/", [extension.endpointConfiguration]: configuration }] };
}

function memberOf(method: Method): string {
  return Object.entries(METHOD_OF_MEMBER).find(([, known]) => known === method)?.[0] ?? method.toLowerCase();
}

function writeMethod(route: Route, names: SchemeNames): JsonObject {
  return {
    ...mapSorted(route.extensions, canonical),
    ...writeOperation(route),
    ...withoutEmpty({
      // API Gateway takes separate requirements as all needed, and writes them so in its own exports.
      security: requirementsOf(route, names).map(([scheme, scopes]) => ({ [scheme]: scopes })),
      [extension.requestValidator]: route.requestValidator,
    }),
    [extension.integration]: writeIntegration(route.integration),
  };
}

function writeGatewayResponse({ statusCode, responseParameters, responseTemplates }: GatewayResponse): JsonObject {
  return withoutEmpty({
    statusCode,
    responseParameters,
    responseTemplates,
  });
}
