import type { CorsArguments } from "../arguments";
import { canonicalJson } from "../canonical";
import { type ApiCors, type SharedRoute, setsOrigin, sharedRoutes } from "../cors/index";
import { fixedOrigin, isOriginPattern } from "../cors/origins";
import type { ApiDefinition } from "../types";
import type { DefinitionPath, Refusal } from "./refusal";

/** What is wrong with what an API and its routes say of pages of other origins; `definition` is the API without what that adds. */
export function* checkCors(cors: ApiCors, definition: ApiDefinition): Iterable<Refusal> {
  if (cors.all !== undefined) yield* checkArguments(["cors"], cors.all);
  for (const [key, own] of Object.entries(cors.routes)) if (own) yield* checkArguments(["routes", key, "cors"], own);
  const shared = sharedRoutes(definition, cors);
  for (const route of shared) {
    yield* checkPreflight(route, shared);
    yield* checkBinary(route, definition.binaryMediaTypes);
  }
}

function* checkArguments(
  path: DefinitionPath,
  { origins, headers = [], exposedHeaders = [], credentials = false, maxAge }: CorsArguments,
): Iterable<Refusal> {
  if (origins === "*") {
    // https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
    if (credentials)
      yield { path: [...path, "origins"], message: 'are "*", and browsers send credentials to no such API. Name the origins.' };
  } else {
    if (origins.length === 0)
      yield { path: [...path, "origins"], message: 'are none. Name them, write "*" for everybody, or leave cors out.' };
    for (const [index, origin] of origins.entries())
      if (!isOriginPattern(origin))
        yield {
          path: [...path, "origins", index],
          message: `is ${JSON.stringify(origin)}. Write a scheme and a host in lower case, and a port if it has one, without a slash after it: "https://app.example.com", "https://*.example.com" or "http://localhost:*".`,
        };
  }
  for (const [name, names] of Object.entries({ headers, exposedHeaders }))
    for (const [index, header] of names.entries()) {
      if (!HEADER.test(header))
        yield { path: [...path, name, index], message: `is ${JSON.stringify(header)}, which is no name of a header.` };
      if (header === "*" && credentials)
        yield { path: [...path, name, index], message: 'is "*", which is no wildcard where there are credentials. Name the headers.' };
    }
  if (maxAge !== undefined && !(Number.isInteger(maxAge) && maxAge >= 0))
    yield { path: [...path, "maxAge"], message: `is ${maxAge}. Give whole seconds, from 0.` };
}

// RFC 9110, "Tokens", without the quote that would end a constant of API Gateway.
const HEADER = /^[\w!#$%&*+.^`|~-]+$/;

/** One preflight answers for all methods of a path. */
function* checkPreflight({ key, route, cors, at }: SharedRoute, shared: readonly SharedRoute[]): Iterable<Refusal> {
  const first = shared.find((other) => other.route.path === route.path);
  if (first !== undefined && canonicalJson(first.cors) !== canonicalJson(cors))
    yield {
      path: at.length > 1 ? at : first.at,
      message: `is not the same for ${JSON.stringify(first.key)} and ${JSON.stringify(key)}, and one preflight answers for both. Say the same of them, or false of one.`,
    };
}

/** Where several origins are allowed a template chooses the header, and no template can be applied to bytes. */
function* checkBinary({ key, route: { integration }, cors, at }: SharedRoute, binaryMediaTypes: readonly string[]): Iterable<Refusal> {
  if (integration.type === "MOCK" || integration.type.endsWith("_PROXY") || cors.origins === "*" || fixedOrigin(cors.origins) !== undefined)
    return;
  for (const response of integration.responses) {
    const isBinary =
      response.contentHandling === "CONVERT_TO_BINARY" || (binaryMediaTypes.length > 0 && response.contentHandling === undefined);
    if (isBinary && Object.keys(response.responseTemplates).length === 0 && !setsOrigin(response))
      yield {
        path: [...at, "origins"],
        message: `are several, and the response ${response.statusCode} of ${JSON.stringify(key)} may be bytes, to which no header for one of them can be added. Give it a body or contentHandling "CONVERT_TO_TEXT", allow one origin or "*", or let a proxy integration answer.`,
      };
  }
}
