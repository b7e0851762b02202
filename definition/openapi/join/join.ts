/** OpenAPI documents that leave open what answers their operations. */
import { escapeToken, unescapeToken } from "../../../languages/json/index";
import { nearest } from "../../nearest";
import type { Problem } from "../../problems";
import { argumentPlace } from "../../rules/places";
import type { DefinitionPath } from "../../rules/refusal";
import type { ApiDefinition, Authorizer, Integration } from "../../types";
import { type OpenApiSource, readSource } from "../check";
import { extension } from "../names";
import { pointerOf } from "../pointers";
import { type OpenApiSettings, readWithFindings } from "../read";
import { apiArguments, type OpenArguments, type OpenRoute, routeArguments } from "./arguments";
import { sayable } from "./sayable";
import { isMembers, type JoinedSchemes, withStandIns } from "./stand-ins";

/** What is said beside a document, by the document's names. */
export interface Joins extends JoinedSchemes {
  /** Operation ids or route keys. */
  readonly integrations: readonly string[];
}

/** An API but for what is said beside its document. */
export interface JoinedOpenApi {
  readonly args: OpenArguments;
  /** Routes by their key. */
  readonly routes: Readonly<Record<string, JoinedRoute>>;
  /** Authorizers that the document says itself. */
  readonly authorizers: Readonly<Record<string, Authorizer>>;
  /** Names of the headers that the document's security schemes read, by scheme. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where its author wrote a part of the API, in the document or beside it. */
  readonly place: (path: DefinitionPath) => string;
}

/** A route, with the name under which what answers it stands in `integrations`, or with what the document says of it. */
export type JoinedRoute = { readonly route: OpenRoute } & ({ readonly joined: string } | { readonly integration: Integration });

/** Reads a document whose operations are joined to integrations, and its security schemes to what asks callers. */
export function joinOpenApi(source: OpenApiSource, settings: OpenApiSettings, joins: Joins): JoinedOpenApi | { readonly problems: readonly Problem[] } {
  const read = readSource(source);
  if ("problems" in read) return read;
  const { definition, problems, ignored } = readWithFindings(withStandIns(read.document, joins), settings);
  const found = [...problems, ...ignored].map(({ where, message }) => ({ where: read.place(where), message }));
  if (definition === undefined) return { problems: found };
  const document = { isSwagger2: isMembers(read.document) && "swagger" in read.document, definition };
  const pointer = (path: DefinitionPath) => read.place(pointerOf(path, document));
  const isOpen = (key: string) => memberAt(read.document, `${pointerOf(["routes", key], document)}/${extension.integration}`) === undefined;
  const names = joinedNames(definition, joins.integrations);

  const schemes = document.isSwagger2 ? "/securityDefinitions" : "/components/securitySchemes";
  const all = [
    ...found,
    ...integrationProblems(definition, names, isOpen, pointer),
    ...unknownNames("integrations", "operation", joins.integrations, namesOf(definition)),
    ...ambiguousNames(joins.integrations, names),
    ...schemeProblems(
      joins,
      Object.keys(Object(memberAt(read.document, schemes))),
      (name) => memberAt(read.document, `${schemes}/${escapeToken(name)}/${extension.authorizer}`) !== undefined,
    ),
  ];
  if (all.length > 0) return { problems: all };

  const api = sayable(definition, (key) => names.get(key)?.[0] !== undefined);
  return {
    args: apiArguments(api),
    routes: Object.fromEntries(
      Object.entries(api.routes).map(([key, route]): [string, JoinedRoute] => {
        const [joined] = names.get(key) ?? [];
        const of = routeArguments(route, api, joined !== undefined);
        return [key, joined === undefined ? { route: of, integration: route.integration } : { route: of, joined }];
      }),
    ),
    authorizers: Object.fromEntries(Object.entries(definition.authorizers).filter(([name]) => !Object.hasOwn(joins.authorizers, name))),
    headers: headersOf(memberAt(read.document, schemes)),
    place: (path) => {
      const [first, key = "", part] = path;
      const [joined] = names.get(String(key)) ?? [];
      if (first === "routes" && joined !== undefined && part === "integration") return argumentPlace(["integrations", joined, ...path.slice(3)]);
      return inDocument(path, definition) ? pointer(path) : argumentPlace(path);
    },
  };
}

/** The names under which integrations are given, by the key of the route that they mean. */
function joinedNames({ routes }: ApiDefinition, given: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(routes).map(([key, { operationName }]) => [
      key,
      given.filter((name) => name === key || (name === operationName && !Object.hasOwn(routes, name))),
    ]),
  );
}

/** Operations without an integration, and those with more than one. */
function integrationProblems(
  { routes }: ApiDefinition,
  names: ReadonlyMap<string, readonly string[]>,
  isOpen: (key: string) => boolean,
  pointer: (path: DefinitionPath) => string,
): readonly Problem[] {
  return Object.entries(routes).flatMap(([key, { operationName = key }]) => {
    const [name, again] = names.get(key) ?? [];
    if (name === undefined) {
      const message = `has no integration; give ${argumentPlace(["integrations", operationName])}, or ${extension.integration} in the document.`;
      return isOpen(key) ? [{ where: pointer(["routes", key]), message }] : [];
    }
    if (again === undefined && isOpen(key)) return [];
    const other = again === undefined ? "in the document" : `as ${JSON.stringify(again)}`;
    return [{ where: argumentPlace(["integrations", name]), message: `is given ${other} too; say it once.` }];
  });
}

function ambiguousNames(given: readonly string[], names: ReadonlyMap<string, readonly string[]>): readonly Problem[] {
  return given.flatMap((name) => {
    const keys = [...names].filter(([, joined]) => joined.includes(name)).map(([key]) => key);
    return keys.length < 2 ? [] : [{ where: argumentPlace(["integrations", name]), message: `names ${keys.join(" and ")}; name each by its route key.` }];
  });
}

function namesOf({ routes }: ApiDefinition): readonly string[] {
  return Object.entries(routes).flatMap(([key, { operationName }]) => [...(operationName === undefined ? [] : [operationName]), key]);
}

function unknownNames(where: string, noun: string, given: readonly string[], names: readonly string[]): readonly Problem[] {
  return given
    .filter((name) => !names.includes(name))
    .map((name) => {
      const meant = nearest(name, names);
      const help = meant === undefined ? `It has ${names.join(", ") || `no ${noun}`}.` : `Did you mean ${meant}?`;
      return { where: argumentPlace([where, name]), message: `names no ${noun} of the document. ${help}` };
    });
}

function schemeProblems({ authorizers, securitySchemes }: Joins, schemes: readonly string[], isSaid: (name: string) => boolean): readonly Problem[] {
  const joined = [
    ...Object.keys(authorizers).map((name) => ["authorizers", name] as const),
    ...Object.keys(securitySchemes).map((name) => ["securitySchemes", name] as const),
  ];
  return [
    ...unknownNames("authorizers", "security scheme", Object.keys(authorizers), schemes),
    ...unknownNames("securitySchemes", "security scheme", Object.keys(securitySchemes), schemes),
    ...joined.filter(([, name]) => isSaid(name)).map((path) => ({ where: argumentPlace(path), message: "is given in the document too; say it once." })),
    ...Object.keys(authorizers)
      .filter((name) => Object.hasOwn(securitySchemes, name))
      .map((name) => ({ where: argumentPlace(["securitySchemes", name]), message: "is given as an authorizer too; say it once." })),
  ];
}

function headersOf(schemes: unknown): Readonly<Record<string, string>> {
  if (!isMembers(schemes)) return {};
  return Object.fromEntries(
    Object.entries(schemes).flatMap(([name, scheme]) =>
      isMembers(scheme) && scheme["in"] === "header" && typeof scheme["name"] === "string" ? [[name, scheme["name"]]] : [],
    ),
  );
}

/** Whether the document says this part, and not who joins it. */
function inDocument([first, name = ""]: DefinitionPath, { routes, models }: ApiDefinition): boolean {
  if (first === "routes") return name === "" || Object.hasOwn(routes, name);
  return first === "version" || (first === "models" && (name === "" || Object.hasOwn(models, name)));
}

function memberAt(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map(unescapeToken)
    .reduce<unknown>((at, name) => (isMembers(at) && Object.hasOwn(at, name) ? at[name] : undefined), document);
}
