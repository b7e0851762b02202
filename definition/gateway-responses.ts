/** The gateway response that an API has without being asked for. */
import type { Places } from "./places";
import type { ApiDefinition } from "./types";

/** What API Gateway itself answers, and what is wrong with the body; docs/decisions tells why this is JSON for every body. */
const EXPLAINED: Readonly<Record<string, string>> = {
  "application/json": '{"message": $context.error.messageString, "detail": "$context.error.validationErrorString"}',
};

/** The API with a 400 that says what is wrong with a body, where bodies are validated, unless the API says itself what such a 400 has. */
export function withValidationErrors(definition: ApiDefinition, places: Places): ApiDefinition {
  const { gatewayResponses, requestValidators, routes } = definition;
  const { BAD_REQUEST_BODY: own, DEFAULT_4XX: others } = gatewayResponses;
  const validates = Object.values(routes).some(
    ({ requestValidator = "", requestModels }) =>
      requestValidators[requestValidator]?.validateRequestBody === true && Object.keys(requestModels).length > 0,
  );
  if (!validates || own !== undefined || Object.keys(others?.responseTemplates ?? {}).length > 0) return definition;
  places.made(["gatewayResponses", "BAD_REQUEST_BODY"], others === undefined ? ["validationErrors"] : ["gatewayResponses", "DEFAULT_4XX"]);
  // A type that is set itself takes nothing from the one that stands for all others.
  return {
    ...definition,
    gatewayResponses: { ...gatewayResponses, BAD_REQUEST_BODY: { responseParameters: {}, ...others, responseTemplates: EXPLAINED } },
  };
}
