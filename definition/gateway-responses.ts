/** The gateway responses that an API has without being asked for. */
import type { ApiArguments, GatewayResponseArguments, Named } from "./arguments";
import type { RequestValidator, Route } from "./types";

type GatewayResponses = NonNullable<ApiArguments<Named>["gatewayResponses"]>;

/** What API Gateway itself answers, and what is wrong with the body; docs/decisions tells why this is JSON for every body. */
const EXPLAINED: Readonly<Record<string, string>> = {
  "application/json": '{"message": $context.error.messageString, "detail": "$context.error.validationErrorString"}',
};

/** The API's own gateway responses and, where bodies are validated, one that says what is wrong with them, unless the API says itself what such a 400 has. */
export function withValidationErrors(
  given: GatewayResponses,
  routes: readonly Route[],
  validators: Readonly<Record<string, RequestValidator>>,
): GatewayResponses {
  const { BAD_REQUEST_BODY: own, DEFAULT_4XX: others } = given;
  const validates = routes.some(
    ({ requestValidator = "", requestModels }) => validators[requestValidator]?.validateRequestBody === true && Object.keys(requestModels).length > 0,
  );
  if (!validates || own !== undefined || others?.responseTemplates !== undefined) return given;
  // A type that is set itself takes nothing from the one that stands for all others.
  const explained: GatewayResponseArguments = { ...others, responseTemplates: EXPLAINED };
  return { ...given, BAD_REQUEST_BODY: explained };
}
