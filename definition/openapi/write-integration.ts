import type { Integration, IntegrationResponse, JsonObject } from "../types";
import { nonEmpty } from "./write-operation";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export function writeIntegration(integration: Integration): JsonObject {
  return {
    type: integration.type.toLowerCase(),
    ...(integration.httpMethod !== undefined && { httpMethod: integration.httpMethod }),
    ...(integration.uri !== undefined && { uri: integration.uri }),
    ...(integration.credentials !== undefined && { credentials: integration.credentials }),
    ...(integration.connectionType === "VPC_LINK" && { connectionType: "VPC_LINK" }),
    ...(integration.connectionId !== undefined && { connectionId: integration.connectionId }),
    ...(integration.integrationTarget !== undefined && { integrationTarget: integration.integrationTarget }),
    ...(integration.insecureSkipVerification && { tlsConfig: { insecureSkipVerification: true } }),
    ...nonEmpty("requestParameters", integration.requestParameters),
    ...nonEmpty("requestTemplates", integration.requestTemplates),
    passthroughBehavior: integration.passthroughBehavior.toLowerCase(),
    ...(integration.contentHandling !== undefined && { contentHandling: integration.contentHandling }),
    timeoutInMillis: integration.timeoutInMillis,
    ...(integration.cacheNamespace !== undefined && { cacheNamespace: integration.cacheNamespace }),
    ...nonEmpty("cacheKeyParameters", integration.cacheKeyParameters),
    ...(integration.responseTransferMode === "STREAM" && { responseTransferMode: "STREAM" }),
    ...(integration.responses.length > 0 && { responses: writeIntegrationResponses(integration.responses) }),
  };
}

/** In the definition's order; JavaScript moves patterns that are whole numbers to the front, but nothing else says "404" as narrowly. */
function writeIntegrationResponses(responses: readonly IntegrationResponse[]): JsonObject {
  return Object.fromEntries(
    responses.map((response) => [
      response.selectionPattern ?? "default",
      {
        statusCode: response.statusCode,
        ...nonEmpty("responseParameters", response.responseParameters),
        ...nonEmpty("responseTemplates", response.responseTemplates),
        ...(response.contentHandling !== undefined && { contentHandling: response.contentHandling }),
      },
    ]),
  );
}
