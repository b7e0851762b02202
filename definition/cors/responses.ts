import type { CorsArguments } from "../arguments/cors";
import { withStatusesOf } from "../define-route";
import type { IntegrationResponse, MethodResponse, Route } from "../types";
import { answerHeaders, type Headers, VARY } from "./headers";
import { fixedOrigin } from "./origins";
import { CALLER_ORIGIN, headersForOrigins } from "./template";

/** The route with the headers on all its answers; those of a proxy are its back end's own. */
export function withResponseHeaders(cors: CorsArguments, route: Route): Route {
  const { integration } = route;
  if (integration.type.endsWith("_PROXY")) return route;
  const responses = integration.responses.map((response) => (setsOrigin(response) ? response : withHeaders(cors, response)));
  const shared = { ...integration, responses };
  return {
    ...route,
    integration: shared,
    methodResponses: withStatusesOf(shared, declared(route.methodResponses, responses, answerHeaders(cors, ""))),
  };
}

/** Whether a response says itself who may read it. */
export function setsOrigin(response: IntegrationResponse): boolean {
  return JSON.stringify(response).toLowerCase().includes("access-control-allow-origin");
}

/** Mappings that set these headers. */
export function constants(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, `'${value}'`]));
}

function withHeaders(cors: CorsArguments, response: IntegrationResponse): IntegrationResponse {
  const { responseTemplates, responseParameters } = response;
  const fixed = fixedOrigin(cors.origins);
  if (fixed !== undefined || cors.origins === "*")
    return { ...response, responseParameters: { ...constants(answerHeaders(cors, fixed ?? "*")), ...responseParameters } };
  const prefix = headersForOrigins(cors.origins, answerHeaders(cors, CALLER_ORIGIN));
  const templates = Object.keys(responseTemplates).length > 0 ? responseTemplates : { "application/json": AS_IT_IS };
  return {
    ...response,
    responseTemplates: Object.fromEntries(Object.entries(templates).map(([mediaType, template]) => [mediaType, prefix + template])),
    responseParameters: { ...constants(VARY), ...responseParameters },
  };
}

const AS_IT_IS = "$input.body";

/** The method's responses with the headers that the integration's responses may set by template. */
function declared(
  given: Readonly<Record<string, MethodResponse>>,
  responses: readonly IntegrationResponse[],
  headers: Headers,
): Readonly<Record<string, MethodResponse>> {
  const added = [...new Set(responses.map(({ statusCode }) => statusCode))].map((status) => {
    const own = given[status] ?? { headers: [], models: {} };
    return [status, { ...own, headers: [...own.headers, ...Object.keys(headers)] }];
  });
  return { ...given, ...Object.fromEntries(added) };
}
