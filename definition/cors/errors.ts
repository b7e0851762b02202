import type { ApiArguments, GatewayResponseArguments, Named } from "../arguments";
import type { CorsArguments } from "../arguments/cors";
import { answerHeaders, type Headers, VARY } from "./headers";
import { fixedOrigin } from "./origins";

type GatewayResponses = NonNullable<ApiArguments<Named>["gatewayResponses"]>;

/**
 * The gateway responses with the headers by which a page can read API Gateway's own errors.
 * Their headers are constants or copies of the request's. Where several origins are allowed the caller's own is copied, whichever it is,
 * so that every page can read the errors of requests without credentials, and none those of requests with them.
 */
export function withErrorHeaders(given: GatewayResponses, cors: readonly CorsArguments[]): GatewayResponses {
  const headers = errorHeaders(cors);
  // A type that is set itself takes nothing from the two that stand for all others.
  const responses: Readonly<Record<string, GatewayResponseArguments | undefined>> = { DEFAULT_4XX: {}, DEFAULT_5XX: {}, ...given };
  return Object.fromEntries(Object.entries(responses).map(([type, response]) => [type, { ...response, headers: withOwn(headers, response?.headers ?? {}) }]));
}

/** What the response says itself wins, however it writes a header's name. */
function withOwn(headers: Headers, own: Headers): Headers {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  return { ...Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase()))), ...own };
}

function errorHeaders(cors: readonly CorsArguments[]): Headers {
  const exposedHeaders = [...new Set(cors.flatMap((one) => one.exposedHeaders ?? []))];
  if (cors.some(({ origins }) => origins === "*")) return quoted(answerHeaders({ origins: "*", exposedHeaders }, "*"));
  const origin = fixedOrigin([...new Set(cors.flatMap(({ origins }) => origins))]);
  const credentials = cors.every((one) => one.credentials === true);
  if (origin !== undefined) return quoted(answerHeaders({ origins: [origin], exposedHeaders, credentials }, origin));
  const { "Access-Control-Allow-Origin": _, ...rest } = answerHeaders({ origins: [], exposedHeaders }, "");
  // Names of request headers are case-sensitive here: HTTP/1.1 clients write Origin, those of HTTP/2 origin. One is there at most, and the other sets nothing.
  return {
    "Access-Control-Allow-Origin": "method.request.header.origin",
    "access-control-allow-origin": "method.request.header.Origin",
    ...quoted({ ...rest, ...VARY }),
  };
}

function quoted(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
}
