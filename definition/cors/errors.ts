import type { CorsArguments } from "../arguments/cors";
import type { Path, Places } from "../places";
import type { ApiDefinition, GatewayResponse } from "../types";
import { answerHeaders, type Headers, VARY } from "./headers";
import { fixedOrigin } from "./origins";

const TARGET = "gatewayresponse.header.";

/**
 * The gateway responses with the headers by which a page can read API Gateway's own errors; `at` is where origins are spoken of first.
 * Their headers are constants or copies of the request's. Where several origins are allowed the caller's own is copied, whichever it is,
 * so that every page can read the errors of requests without credentials, and none those of requests with them.
 */
export function withErrorHeaders(
  given: ApiDefinition["gatewayResponses"],
  cors: readonly CorsArguments[],
  at: Path,
  places: Places,
): ApiDefinition["gatewayResponses"] {
  const headers = errorHeaders(cors);
  // A type that is set itself takes nothing from the two that stand for all others.
  const responses: Readonly<Record<string, GatewayResponse>> = { DEFAULT_4XX: NONE, DEFAULT_5XX: NONE, ...given };
  return Object.fromEntries(
    Object.entries(responses).map(([type, response]) => {
      if (!Object.hasOwn(given, type)) places.made(["gatewayResponses", type], at);
      return [type, { ...response, responseParameters: withOwn(headers, response.responseParameters) }];
    }),
  );
}

const NONE: GatewayResponse = { responseParameters: {}, responseTemplates: {} };

/** What the response says itself wins, however it writes a header's name. */
function withOwn(headers: Headers, own: GatewayResponse["responseParameters"]): GatewayResponse["responseParameters"] {
  const names = new Set(Object.keys(own).map((target) => target.slice(TARGET.length).toLowerCase()));
  const added = Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase()));
  return { ...Object.fromEntries(added.map(([name, value]) => [TARGET + name, value])), ...own };
}

function errorHeaders(cors: readonly CorsArguments[]): Headers {
  const exposedHeaders = [...new Set(cors.flatMap((one) => one.exposedHeaders ?? []))];
  if (cors.some(({ origins }) => origins === "*")) return quoted(answerHeaders({ origins: "*", exposedHeaders }, "*"));
  const origin = fixedOrigin([...new Set(cors.flatMap(({ origins }) => origins))]);
  const credentials = cors.every((one) => one.credentials === true);
  if (origin !== undefined) return quoted(answerHeaders({ origins: [origin], exposedHeaders, credentials }, origin));
  const { "Access-Control-Allow-Origin": _, ...rest } = answerHeaders({ origins: [], exposedHeaders }, "");
  // Names of request headers are case-sensitive here: HTTP/1.1 clients write Origin, those of HTTP/2 origin. One is there at most, and the
  // other sets nothing.
  return {
    "Access-Control-Allow-Origin": "method.request.header.origin",
    "access-control-allow-origin": "method.request.header.Origin",
    ...quoted({ ...rest, ...VARY }),
  };
}

function quoted(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
}
