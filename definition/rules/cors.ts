import type { ApiArguments, CorsArguments, Named } from "../arguments";
import { canonicalJson } from "../canonical";
import { type SharedRoute, setsOrigin, sharedRoutes } from "../cors/index";
import { fixedOrigin, isOriginPattern } from "../cors/origins";
import type { DefinitionPath, Refusal } from "./refusal";

/** What is wrong with what an API and its routes say of pages of other origins. */
export function* checkCors(args: ApiArguments<Named>): Iterable<Refusal> {
  if (args.cors !== undefined) yield* checkArguments(["cors"], args.cors);
  for (const [key, { cors }] of Object.entries(args.routes)) if (cors) yield* checkArguments(["routes", key, "cors"], cors);
  const shared = sharedRoutes(args);
  for (const route of shared) {
    yield* checkPreflight(route, shared);
    yield* checkBinary(route, args.binaryMediaTypes ?? []);
  }
}

function* checkArguments(path: DefinitionPath, { origins, headers = [], exposedHeaders = [], credentials = false, maxAge }: CorsArguments): Iterable<Refusal> {
  if (origins === "*") {
    // https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
    if (credentials) yield { path: [...path, "origins"], message: 'are "*", and browsers send credentials to no such API. Name the origins.' };
  } else {
    if (origins.length === 0) yield { path: [...path, "origins"], message: 'are none. Name them, write "*" for everybody, or leave cors out.' };
    for (const [index, origin] of origins.entries())
      if (!isOriginPattern(origin))
        yield {
          path: [...path, "origins", index],
          message: `is ${JSON.stringify(origin)}. Write a scheme and a host in lower case, and a port if it has one, without a slash after it: "https://app.example.com", "https://*.example.com" or "http://localhost:*".`,
        };
  }
  for (const [name, names] of Object.entries({ headers, exposedHeaders }))
    for (const [index, header] of names.entries()) {
      if (!HEADER.test(header)) yield { path: [...path, name, index], message: `is ${JSON.stringify(header)}, which is no name of a header.` };
      if (header === "*" && credentials)
        yield { path: [...path, name, index], message: 'is "*", which is no wildcard where there are credentials. Name the headers.' };
    }
  if (maxAge !== undefined && !(Number.isInteger(maxAge) && maxAge >= 0))
    yield { path: [...path, "maxAge"], message: `is ${maxAge}. Give whole seconds, from 0.` };
}

// RFC 9110, "Tokens", without the quote that would end a constant of API Gateway.
const HEADER = /^[\w!#$%&*+.^`|~-]+$/;

/** One preflight answers for all methods of a path. */
function* checkPreflight({ key, path, cors }: SharedRoute, shared: readonly SharedRoute[]): Iterable<Refusal> {
  const first = shared.find((route) => route.path === path);
  if (first !== undefined && canonicalJson(first.cors) !== canonicalJson(cors))
    yield {
      path: ["routes", key, "cors"],
      message: `is not what ${JSON.stringify(first.key)} has, and one preflight answers for both. Say the same of them, or false of one.`,
    };
}

/** Where several origins are allowed a template chooses the header, and no template can be applied to bytes. */
function* checkBinary({ key, route: { integration }, cors }: SharedRoute, binaryMediaTypes: readonly string[]): Iterable<Refusal> {
  if (integration.type === "MOCK" || integration.type.endsWith("_PROXY") || cors.origins === "*" || fixedOrigin(cors.origins) !== undefined) return;
  for (const [index, response] of (integration.responses ?? [{}]).entries()) {
    const isBinary = response.contentHandling === "CONVERT_TO_BINARY" || (binaryMediaTypes.length > 0 && response.contentHandling === undefined);
    if (isBinary && response.body === undefined && response.responseTemplates === undefined && !setsOrigin(response))
      yield {
        path: ["routes", key, "integration", "responses", index],
        message:
          'may be bytes, to which no header for several origins can be added. Give it a body or contentHandling "CONVERT_TO_TEXT", allow one origin or "*", or let a proxy integration answer.',
      };
  }
}
