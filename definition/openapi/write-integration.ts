import { canonical } from "../canonical";
import type { Integration, IntegrationResponse, JsonObject } from "../types";
import { withoutEmpty } from "./write-operation";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export function writeIntegration(integration: Integration): JsonObject {
  const { httpMethod, uri, credentials, connectionType, connectionId, integrationTarget, insecureSkipVerification } = integration;
  const { contentHandling, timeoutInMillis, cacheNamespace, responseTransferMode } = integration;
  return withoutEmpty({
    type: integration.type.toLowerCase(),
    httpMethod,
    uri,
    credentials,
    connectionType: connectionType === "INTERNET" ? undefined : connectionType,
    connectionId,
    integrationTarget,
    tlsConfig: insecureSkipVerification ? { insecureSkipVerification } : undefined,
    requestParameters: canonical(integration.requestParameters),
    requestTemplates: canonical(integration.requestTemplates),
    passthroughBehavior: integration.passthroughBehavior.toLowerCase(),
    contentHandling,
    timeoutInMillis,
    cacheNamespace,
    cacheKeyParameters: integration.cacheKeyParameters,
    responseTransferMode: responseTransferMode === "BUFFERED" ? undefined : responseTransferMode,
    responses: writeIntegrationResponses(integration.responses),
  });
}

/** In the definition's order; JavaScript moves patterns that are whole numbers to the front, but nothing else says "404" as narrowly. */
function writeIntegrationResponses(responses: readonly IntegrationResponse[]): JsonObject {
  return Object.fromEntries(
    responses.map(({ selectionPattern = "default", statusCode, responseParameters, responseTemplates, contentHandling }) => [
      selectionPattern,
      withoutEmpty({
        statusCode,
        responseParameters: canonical(responseParameters),
        responseTemplates: canonical(responseTemplates),
        contentHandling,
      }),
    ]),
  );
}
