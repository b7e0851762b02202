import type { IntegrationResponseArguments, Named, RouteArguments } from "../arguments";
import type { CorsArguments } from "../arguments/cors";
import { preflightHeaders, VARY } from "./headers";
import { constants } from "./responses";
import { CALLER_ORIGIN, headersForOrigins } from "./template";

/**
 * The route that answers the preflights of a path: without authorization and key, which browsers send none of, and without a back end.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export function preflightRoute(cors: CorsArguments, methods: readonly string[]): RouteArguments<Named> {
  return {
    integration: {
      type: "MOCK",
      requestTemplates: { "application/json": '{"statusCode": 204}' },
      // With the binary media type */* the request would be binary, and no template could be applied to it.
      contentHandling: "CONVERT_TO_TEXT",
      responses: [cors.origins === "*" ? forEverybody(cors, methods) : forOrigins(cors, cors.origins, methods)],
    },
    responses: { 204: { description: "Preflight", headers: Object.keys(preflightHeaders(cors, methods, "")) } },
    authorization: "NONE",
    summary: "Answers preflights of web pages",
  };
}

function forEverybody(cors: CorsArguments, methods: readonly string[]): IntegrationResponseArguments {
  return { statusCode: 204, responseParameters: constants(preflightHeaders(cors, methods, "*")) };
}

/** A caller of another origin gets no header, by which its browser refuses. */
function forOrigins(cors: CorsArguments, origins: readonly string[], methods: readonly string[]): IntegrationResponseArguments {
  const template = headersForOrigins(origins, preflightHeaders(cors, methods, CALLER_ORIGIN));
  return { statusCode: 204, responseParameters: constants(VARY), responseTemplates: { "application/json": template } };
}
