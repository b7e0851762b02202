/** OpenAPI documents that an author brings along, and what is said beside them. */
import { nearest } from "../nearest";
import { type Finding, isSame } from "../openapi/cursor";
import { extension } from "../openapi/names";
import { isBelow, type OpenApi, type OpenApiSettings, readDocument } from "../openapi/read";
import type { JoinedSchemes } from "../openapi/read-security";
import { type OpenApiSource, readSource } from "../openapi/source";
import { argumentPlace, type Places } from "../places";
import type { Problem } from "../problems";
import type { PlaceText } from "../rules/index";

/** What is said beside a document, by the document's names. */
export interface Joins extends JoinedSchemes {
  /** Operation ids or route keys. */
  readonly integrations: readonly string[];
  /** Types of gateway responses. */
  readonly gatewayResponses: readonly string[];
  readonly policy: boolean;
}

/** A document, read: what it says, and what of it is wrong. */
export type OpenApiDocument =
  | { readonly kind: "unreadable"; readonly problems: readonly Problem[] }
  | {
      readonly kind: "read";
      readonly api: OpenApi;
      readonly places: Places;
      readonly text: PlaceText;
      /** The names under which integrations are given, by the key of the route that they mean. */
      readonly integrations: ReadonlyMap<string, string>;
      /** Names of the headers that the document's security schemes read, by scheme. */
      readonly headers: ReadonlyMap<string, string | undefined>;
      readonly problems: readonly Problem[];
      /** What an import warns of, and goes on with. */
      readonly warnings: readonly Problem[];
    };

/** Reads a document whose operations are joined to integrations, and its security schemes to what asks callers; `settings` win over it. */
export function readOpenApiDocument(source: OpenApiSource, settings: OpenApiSettings, joins: Joins): OpenApiDocument {
  const read = readSource(source);
  if (read.kind === "unreadable") return read;
  const reading = readDocument(read.document, { settings, joined: joins });
  const inSource = (findings: readonly Finding[], rule: string) =>
    findings.map(({ path, message }) => ({ where: read.text(path), message, rule }));
  // Who writes a thing here means it, so that it is no comfort that API Gateway would take the document without it.
  const { problems, ignored } = reading.found;
  const found = inSource([...problems, ...ignored.filter((one) => !problems.some((other) => isSame(one, other)))], "openapi");
  if (reading.kind === "unreadable") return { kind: "unreadable", problems: found };
  const { api, places, headers } = reading;
  const text: PlaceText = ({ path, writing }) => (writing === "document" ? read.text(path) : argumentPlace(path));
  const names = joinedNames(api, joins.integrations);
  return {
    kind: "read",
    api,
    places,
    text,
    integrations: new Map([...names].flatMap(([key, [name]]) => (name === undefined ? [] : [[key, name]]))),
    headers,
    problems: [
      ...found,
      ...integrationProblems(api, names, (key) => {
        const place = places.of(["routes", key]);
        // One that is there and cannot be read is told of already.
        return reading.found.problems.some(({ path }) => isBelow(path, [...place.path, extension.integration])) ? undefined : text(place);
      }),
      ...unknownNames("integrations", "operation", joins.integrations, namesOf(api)),
      ...ambiguousNames(joins.integrations, names),
      ...schemeProblems(joins, [...headers.keys()], api),
      ...givenTwice(joins, api),
    ],
    warnings: inSource(reading.found.warnings, "import"),
  };
}

/** The names under which integrations are given, by the key of the route that they mean. */
function joinedNames({ routes }: OpenApi, given: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(routes).map(([key, { operationName }]) => [
      key,
      given.filter((name) => name === key || (name === operationName && !Object.hasOwn(routes, name))),
    ]),
  );
}

const JOIN = "openapi-join";

/** Operations without an integration, and those with more than one. */
function integrationProblems(
  { routes }: OpenApi,
  names: ReadonlyMap<string, readonly string[]>,
  place: (key: string) => string | undefined,
): readonly Problem[] {
  return Object.entries(routes).flatMap(([key, { operationName = key, integration }]) => {
    const [name, again] = names.get(key) ?? [];
    if (name === undefined) {
      const message = `has no integration; give ${argumentPlace(["integrations", operationName])}, or ${extension.integration} in the document. API Gateway: No integration defined for method`;
      const where = integration === undefined ? place(key) : undefined;
      return where === undefined ? [] : [{ where, message, rule: JOIN }];
    }
    if (again === undefined && integration === undefined) return [];
    const other = again === undefined ? "in the document" : `as ${JSON.stringify(again)}`;
    return [{ where: argumentPlace(["integrations", name]), message: `is given ${other} too; say it once.`, rule: JOIN }];
  });
}

function ambiguousNames(given: readonly string[], names: ReadonlyMap<string, readonly string[]>): readonly Problem[] {
  return given.flatMap((name) => {
    const keys = [...names].filter(([, joined]) => joined.includes(name)).map(([key]) => key);
    return keys.length < 2
      ? []
      : [{ where: argumentPlace(["integrations", name]), message: `names ${keys.join(" and ")}; name each by its route key.`, rule: JOIN }];
  });
}

function namesOf({ routes }: OpenApi): readonly string[] {
  return Object.entries(routes).flatMap(([key, { operationName }]) => [...(operationName === undefined ? [] : [operationName]), key]);
}

function unknownNames(where: string, noun: string, given: readonly string[], names: readonly string[]): readonly Problem[] {
  return given
    .filter((name) => !names.includes(name))
    .map((name) => {
      const meant = nearest(name, names);
      const help = meant === undefined ? `It has ${names.join(", ") || `no ${noun}`}.` : `Did you mean ${meant}?`;
      return { where: argumentPlace([where, name]), message: `names no ${noun} of the document. ${help}`, rule: JOIN };
    });
}

function schemeProblems({ authorizers, securitySchemes }: Joins, schemes: readonly string[], api: OpenApi): readonly Problem[] {
  const joined = [
    ...Object.keys(authorizers).map((name) => ["authorizers", name] as const),
    ...Object.keys(securitySchemes).map((name) => ["securitySchemes", name] as const),
  ];
  return [
    ...unknownNames("authorizers", "security scheme", Object.keys(authorizers), schemes),
    ...unknownNames("securitySchemes", "security scheme", Object.keys(securitySchemes), schemes),
    ...joined
      .filter(([, name]) => Object.hasOwn(api.authorizers, name))
      .map((path) => ({ where: argumentPlace(path), message: SAID_TWICE, rule: JOIN })),
    ...Object.keys(authorizers)
      .filter((name) => Object.hasOwn(securitySchemes, name))
      .map((name) => ({
        where: argumentPlace(["securitySchemes", name]),
        message: "is given as an authorizer too; say it once.",
        rule: JOIN,
      })),
  ];
}

const SAID_TWICE = "is given in the document too; say it once.";

function givenTwice({ gatewayResponses, policy }: Joins, api: OpenApi): readonly Problem[] {
  const twice = [
    ...gatewayResponses.filter((type) => Object.hasOwn(api.gatewayResponses, type)).map((type) => ["gatewayResponses", type]),
    ...(policy && api.policy !== undefined ? [["policy"]] : []),
  ];
  return twice.map((path) => ({ where: argumentPlace(path), message: SAID_TWICE, rule: JOIN }));
}
