import type { IntegrationResponseArguments, MethodResponseArguments, Named, RouteArguments } from "../arguments";
import type { CorsArguments } from "../arguments/cors";
import { renderMapping } from "../mapping/index";
import { answerHeaders, type Headers, VARY } from "./headers";
import { fixedOrigin } from "./origins";
import { CALLER_ORIGIN, headersForOrigins } from "./template";

/** The route with the headers on all its answers; those of a proxy are its back end's own. */
export function withResponseHeaders(cors: CorsArguments, route: RouteArguments<Named>): RouteArguments<Named> {
  const { integration } = route;
  if (integration.type.endsWith("_PROXY")) return route;
  const responses = (integration.responses ?? [{}]).map((response) => (setsOrigin(response) ? response : withHeaders(cors, response)));
  return { ...route, integration: { ...integration, responses }, responses: declared(route.responses ?? {}, responses, Object.keys(answerHeaders(cors, ""))) };
}

/** Whether a response says itself who may read it. */
export function setsOrigin(response: IntegrationResponseArguments): boolean {
  return JSON.stringify(response).toLowerCase().includes("access-control-allow-origin");
}

/** Mappings that set these headers. */
export function constants(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, `'${value}'`]));
}

function withHeaders(cors: CorsArguments, response: IntegrationResponseArguments): IntegrationResponseArguments {
  const { body, responseTemplates, responseParameters, ...rest } = response;
  const fixed = fixedOrigin(cors.origins);
  if (fixed !== undefined || cors.origins === "*")
    return { ...response, responseParameters: { ...constants(answerHeaders(cors, fixed ?? "*")), ...responseParameters } };
  const prefix = headersForOrigins(cors.origins, answerHeaders(cors, CALLER_ORIGIN));
  const templates = responseTemplates ?? { "application/json": body === undefined ? AS_IT_IS : renderMapping(body) };
  return {
    ...rest,
    responseTemplates: Object.fromEntries(Object.entries(templates).map(([mediaType, template]) => [mediaType, prefix + template])),
    responseParameters: { ...constants(VARY), ...responseParameters },
  };
}

const AS_IT_IS = "$input.body";

/** The method's responses with the headers that the integration's responses may set by template. */
function declared(
  given: Readonly<Record<string, MethodResponseArguments>>,
  responses: readonly IntegrationResponseArguments[],
  names: readonly string[],
): Readonly<Record<string, MethodResponseArguments>> {
  const statuses = new Set(responses.map(({ statusCode = 200 }) => String(statusCode)));
  const added = [...statuses].map((status) => [status, { ...given[status], headers: [...new Set([...(given[status]?.headers ?? []), ...names])] }]);
  return { ...given, ...Object.fromEntries(added) };
}
