/** What works, but hardly as it is meant; each rule can be suppressed by its name. */

import { isObject } from "../../languages/json/index";
import { namesByStageVariable, parseInvocationUri } from "../lambda-uri";
import { DEFAULT_MODELS } from "../models";
import { pathVariables } from "../paths";
import type { Problem } from "../problems";
import type { ApiDefinition, IntegrationResponse, Json, Route } from "../types";
import { modelsOf } from "./models";
import type { Refusal } from "./refusal";
import { isConstant, neverJson, neverJsonAnswer } from "./templates";
import { unknownValue } from "./unknown-values";
import { unsupportedKeyword } from "./unsupported-keywords";
import { isProxy } from "./unworkable";
import { type ApiUse, noUsagePlan, sharedName, unsignedCallers } from "./usage-warnings";

type Check = (definition: ApiDefinition, use: ApiUse) => Iterable<Refusal>;

const CHECKS = [
  ["ignored-by-proxy", forEachRoute(ignoredByProxy)],
  ["no-default-response", forEachRoute(noDefaultResponse)],
  ["no-usage-plan", noUsagePlan],
  ["reserved-path", forEachRoute(reservedPath)],
  ["shadowed-response", forEachRoute(shadowedResponse)],
  ["shared-name", sharedName],
  ["template-not-json", forEachRoute(templateNotJson)],
  ["unencoded-variable", forEachRoute(unencodedVariable)],
  ["unallowed-function", unallowedFunction],
  ["unfilled-path-variable", forEachRoute(unfilledPathVariable)],
  ["unknown-value", unknownValue],
  ["unsigned-callers", unsignedCallers],
  ["unsupported-keyword", unsupportedKeyword],
  ["unused-authorizer", unusedAuthorizer],
  ["unused-model", unusedModel],
] as const satisfies readonly (readonly [string, Check])[];

/**
 * Name of a warning, by which it is suppressed; `import` is what API Gateway itself warns of when it imports a document.
 * @useDeclaredType
 */
export type WarningRule = (typeof CHECKS)[number][0] | "import" | "open-routes";

/** One thing that works, but hardly as it is meant. */
export interface Warning extends Problem {
  readonly rule: WarningRule;
}

/** Everything that works and is hardly meant, but for the rules that are suppressed. */
export function* checkWarnings(
  definition: ApiDefinition,
  use: ApiUse,
  suppressed: readonly WarningRule[],
): Iterable<Omit<Refusal, "rule"> & { readonly rule: WarningRule }> {
  for (const [rule, check] of CHECKS)
    if (!suppressed.includes(rule)) for (const refusal of check(definition, use)) yield { ...refusal, rule };
}

function forEachRoute(check: (path: readonly string[], route: Route) => Iterable<Refusal>): Check {
  return function* ({ routes }) {
    for (const [key, route] of Object.entries(routes)) yield* check(["routes", key], route);
  };
}

function* ignoredByProxy(path: readonly string[], { integration }: Route): Iterable<Refusal> {
  if (!isProxy(integration)) return;
  if (Object.keys(integration.requestTemplates).length > 0)
    yield {
      path: [...path, "integration", "requestTemplates"],
      message: `do nothing: an integration of type ${integration.type} passes requests as they are. Leave them out, or take a custom integration.`,
    };
  for (const [index, { responseTemplates, responseParameters }] of integration.responses.entries())
    if (Object.keys(responseTemplates).length + Object.keys(responseParameters).length > 0)
      yield {
        path: [...path, "integration", "responses", index],
        message: `does nothing: an integration of type ${integration.type} passes answers as they are. Leave it out, or take a custom integration.`,
      };
}

function* noDefaultResponse(path: readonly string[], { integration }: Route): Iterable<Refusal> {
  const { responses } = integration;
  if (isProxy(integration) || responses.length === 0 || responses.some(({ selectionPattern }) => selectionPattern === undefined)) return;
  yield {
    path: [...path, "integration", "responses"],
    message: "have none without a selection pattern: an answer that no pattern selects becomes a 500.",
  };
}

// Developer guide, "Amazon API Gateway important notes": kept for health checks; with a custom domain they do not reach the API.
function* reservedPath(path: readonly string[], route: Route): Iterable<Refusal> {
  if (route.path === "/ping" || route.path === "/sping")
    yield {
      path,
      message:
        "has a path that API Gateway keeps for health checks: a custom domain does not pass it on. Give the route another path if it is called by one.",
    };
}

function* shadowedResponse(path: readonly string[], { integration }: Route): Iterable<Refusal> {
  const first = integration.responses.findIndex(takesAll);
  if (first < 0 || isProxy(integration)) return;
  for (const [index, { selectionPattern }] of integration.responses.entries())
    if (index > first && selectionPattern !== undefined)
      yield {
        path: [...path, "integration", "responses", index],
        message: `comes after the pattern ${JSON.stringify(integration.responses[first]?.selectionPattern)}, which selects every error; put it before.`,
      };
}

function takesAll({ selectionPattern = "" }: IntegrationResponse): boolean {
  return /^\^?(?:\(?\.[*+]\)?|\[\\s\\S\][*+]|\(\.\|\\n\)[*+])\$?$/.test(selectionPattern);
}

function* templateNotJson(path: readonly string[], { integration }: Route): Iterable<Refusal> {
  if (isProxy(integration)) return;
  const message =
    "prints no JSON for any of the requests that were tried. Correct it; if the back end takes other text, suppress this warning.";
  for (const [mediaType, template] of Object.entries(integration.requestTemplates))
    if (typeof template === "string" && !(integration.type === "AWS" && isConstant(template)) && neverJson(template, integration))
      yield { path: [...path, "integration", "requestTemplates", mediaType], message };
  for (const [index, { responseTemplates }] of integration.responses.entries())
    for (const [mediaType, template] of Object.entries(responseTemplates))
      if (typeof template === "string" && neverJsonAnswer(template, mediaType))
        yield { path: [...path, "integration", "responses", index, "responseTemplates", mediaType], message };
}

/**
 * API Gateway puts a value into the uri as it is (recorded: parameters of the path, which stay as the client encoded them): one that is
 * decoded, or that stands in a query, can end its place. A variable of the path that stands in the path cannot, but for a greedy one, which
 * is meant to have slashes.
 */
function* unencodedVariable(path: readonly string[], { integration }: Route): Iterable<Refusal> {
  const { uri = "", requestParameters } = integration;
  const [head = "", query = ""] = uri.split(/\?(.*)/s);
  const reported = new Set<string>();
  for (const [part, isQuery] of [
    [head, false],
    [query, true],
  ] as const)
    for (const [, variable = ""] of part.matchAll(/(?<!\$)\{([^{}]+)\}/g)) {
      const source = requestParameters[`integration.request.path.${variable}`] ?? "";
      const isDecoded = /^method\.request\.(?!path\.)/.test(source);
      if (reported.has(variable) || !(isDecoded || (isQuery && source.startsWith("method.request.path.")))) continue;
      reported.add(variable);
      const instead = isQuery ? "map integration.request.querystring, which is encoded" : "take it from the path, where it stays encoded";
      yield {
        path: [...path, "integration", "uri"],
        message: `has {${variable}}, filled by ${source} as it is: what the caller sends can add to the ${isQuery ? "query" : "path"} there; ${instead}.`,
      };
    }
}

// Developer guide, "Using Amazon API Gateway stage variables": a function that a stage variable names has to be allowed by hand.
function* unallowedFunction({ routes, authorizers }: ApiDefinition): Iterable<Refusal> {
  const uris = [
    ...Object.entries(routes).map(([key, { integration }]) => ({
      path: ["routes", key, "integration", "uri"],
      uri: integration.uri,
      credentials: integration.credentials,
    })),
    ...Object.entries(authorizers).map(([name, { authorizerUri, authorizerCredentials }]) => ({
      path: ["authorizers", name, "authorizerUri"],
      uri: authorizerUri,
      credentials: authorizerCredentials,
    })),
  ];
  for (const { path, uri = "", credentials } of uris)
    if (credentials === undefined && parseInvocationUri(uri) !== undefined && namesByStageVariable(uri))
      yield {
        path,
        message:
          "names the function by a stage variable, so that it gets no permission here: until its policy lets API Gateway invoke it, every request is answered with 500. Give byStageVariable and the functions, which are then allowed.",
      };
}

// Recorded: a variable of the uri is filled from integration.request.path alone.
function* unfilledPathVariable(path: readonly string[], { integration }: Route): Iterable<Refusal> {
  if (!integration.type.startsWith("HTTP")) return;
  for (const variable of new Set(pathVariables((integration.uri ?? "").replace(/^https?:\/\/[^/?]*/, "").replace(/[?#].*$/, ""))))
    if (!Object.hasOwn(integration.requestParameters, `integration.request.path.${variable}`))
      yield {
        path: [...path, "integration", "uri"],
        message: `has {${variable}}, which is sent as it stands; map integration.request.path.${variable}.`,
      };
}

function* unusedAuthorizer({ authorizers, routes }: ApiDefinition): Iterable<Refusal> {
  const used = Object.values(routes).map(({ authorization }) => ("authorizer" in authorization ? authorization.authorizer : undefined));
  for (const name of Object.keys(authorizers))
    if (!used.includes(name)) yield { path: ["authorizers", name], message: "is used by no route. Name it in a route, or remove it." };
}

function* unusedModel({ models, routes, extensions }: ApiDefinition): Iterable<Refusal> {
  const named = Object.values(routes).flatMap(({ requestModels, methodResponses }) => [
    ...Object.values(requestModels),
    ...Object.values(methodResponses).flatMap((response) => Object.values(response.models)),
  ]);
  const used = new Set<string>();
  const follow = (name: string): void => {
    const model = Object.hasOwn(models, name) ? models[name] : undefined;
    if (model === undefined || used.has(name)) return;
    used.add(name);
    modelsOf(model).forEach(follow);
  };
  [...named, ...Object.keys(DEFAULT_MODELS), ...documentedModels(extensions["x-amazon-apigateway-documentation"])].forEach(follow);
  for (const name of Object.keys(models))
    if (!used.has(name))
      yield {
        path: ["models", name],
        message: "is used by no route, and by no model that a route uses. Name it in a route, or remove it.",
      };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html */
function documentedModels(documentation: Json | undefined): string[] {
  const parts = isObject(documentation) && Array.isArray(documentation["documentationParts"]) ? documentation["documentationParts"] : [];
  return parts.flatMap((part: Json) => {
    const location = isObject(part) ? part["location"] : undefined;
    return isObject(location) && location["type"] === "MODEL" && typeof location["name"] === "string" ? [location["name"]] : [];
  });
}
