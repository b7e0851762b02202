/** The headers of one answer, by who asks: https://fetch.spec.whatwg.org/#http-cors-protocol */
import type { CorsArguments } from "../arguments/cors";
import { originExpression } from "./origins";

/** Names and values of headers. */
export type Headers = Readonly<Record<string, string>>;

/**
 * The headers that a proxy function's answer needs; API Gateway adds none to it.
 * @param requestHeaders Those of the event, their names in any case.
 */
export function corsHeaders(cors: CorsArguments, requestHeaders: Readonly<Record<string, string | undefined>> | null): Headers {
  if (cors.origins === "*") return answerHeaders(cors, "*");
  const origin = Object.entries(requestHeaders ?? {}).find(([name]) => name.toLowerCase() === "origin")?.[1] ?? "";
  return isAllowed(cors.origins, origin) ? { ...answerHeaders(cors, origin), ...VARY } : VARY;
}

/** The headers of an answer to a caller from an origin that is allowed. */
export function answerHeaders({ exposedHeaders = [], credentials = false }: CorsArguments, origin: string): Headers {
  return {
    "Access-Control-Allow-Origin": origin,
    ...(credentials && { "Access-Control-Allow-Credentials": "true" }),
    ...(exposedHeaders.length > 0 && { "Access-Control-Expose-Headers": exposedHeaders.join(",") }),
  };
}

/** The headers of the answer to a preflight from an origin that is allowed. */
export function preflightHeaders(
  { headers = REQUEST_HEADERS, credentials = false, maxAge }: CorsArguments,
  methods: readonly string[],
  origin: string,
): Headers {
  return {
    "Access-Control-Allow-Origin": origin,
    ...(credentials && { "Access-Control-Allow-Credentials": "true" }),
    ...(methods.length > 0 && { "Access-Control-Allow-Methods": methods.join(",") }),
    ...(headers.length > 0 && { "Access-Control-Allow-Headers": headers.join(",") }),
    ...(maxAge !== undefined && { "Access-Control-Max-Age": String(maxAge) }),
  };
}

/** For caches: an answer to one origin is none to another. */
export const VARY: Headers = { Vary: "Origin" };

// What API Gateway's console allows: developer guide, "Enable CORS on a resource using the API Gateway console".
const REQUEST_HEADERS: readonly string[] = ["Authorization", "Content-Type", "X-Amz-Date", "X-Amz-Security-Token", "X-Api-Key"];

function isAllowed(origins: readonly string[], origin: string): boolean {
  return new RegExp(`^(?:${originExpression(origins)})$`).test(origin);
}
