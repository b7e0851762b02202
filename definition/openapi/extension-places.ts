import { nearest } from "../nearest";
import type { Cursor } from "./cursor";
import { METHOD_OF_MEMBER } from "./names";

/**
 * Where each extension is read, as the pages say that
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html lists, 2026-11.
 */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  "any-method": ["path item"],
  "api-key-source": ["root"],
  auth: ["operation"],
  authorizer: ["security scheme"],
  authtype: ["security scheme"],
  "binary-media-types": ["root"],
  documentation: ["root"],
  "endpoint-access-mode": ["root"],
  "endpoint-configuration": ["root", "server"],
  "gateway-responses": ["root"],
  "importexport-version": ["root"],
  integration: ["operation"],
  "minimum-compression-size": ["root"],
  policy: ["root"],
  "request-validator": ["root", "operation"],
  "request-validators": ["root"],
  "security-policy": ["root"],
};

/** Extensions that are HTTP APIs' alone, on the same pages. */
const OF_HTTP_APIS = ["cors", "integrations", "tag-value"];

const PREFIX = "x-amazon-apigateway-";

/** The prefix as it is meant: `x-amazon-api-gateway-` and `x-aws-apigw-`, too. */
const MEANT = /^x-a(?:mazon|ws)-?api-?g[a-z]*-/i;

/** Warns of API Gateway's extensions that are misspelt, or where API Gateway reads none of that name: an import ignores them without a word. */
export function tellExtensions(root: Cursor, securitySchemes: Cursor): void {
  tellIn(root, "root");
  for (const [, scheme] of securitySchemes.members()) tellIn(scheme, "security scheme");
  for (const [path, item] of root.member("paths").members()) {
    if (path.startsWith("x-")) continue;
    tellIn(item, "path item");
    for (const [member, operation] of item.members()) if (Object.hasOwn(METHOD_OF_MEMBER, member)) tellIn(operation, "operation");
  }
}

function tellIn(place: Cursor, kind: string): void {
  for (const [name, at] of place.members()) {
    const given = MEANT.exec(name);
    if (given === null) continue;
    const word = name.slice(given[0].length);
    const places = name === PREFIX + word && Object.hasOwn(PLACES, word) ? PLACES[word] : undefined;
    if (places?.includes(kind)) continue;
    if (places !== undefined) at.warn(`means nothing in a document's ${kind}: it belongs in the ${places.join(" or ")}`);
    else if (name === PREFIX + word && OF_HTTP_APIS.includes(word)) at.warn("is of HTTP APIs, and means nothing to a REST API");
    else at.warn(`is no extension that API Gateway knows, and means nothing to it. ${help(word, kind)}`);
  }
}

function help(word: string, kind: string): string {
  const here = Object.keys(PLACES).filter((name) => PLACES[name]?.includes(kind));
  const meant = nearest(word, here) ?? nearest(word, Object.keys(PLACES));
  return meant === undefined ? `It knows ${here.map((name) => PREFIX + name).join(", ")} here` : `Did you mean ${PREFIX}${meant}?`;
}
