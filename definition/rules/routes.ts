import { pathVariables } from "../paths";
import { type AuthorizerType, METHODS } from "../tables/index";
import type { ApiDefinition, Route } from "../types";
import { isDeclarable, NOT_DECLARABLE, noExpression } from "./expressions";
import { checkMediaTypes } from "./media-types";
import { INVALID_METHOD } from "./paths";
import { type DefinitionPath, isOneOf, known, named, type Refusal } from "./refusal";

const LOCATIONS = ["path", "querystring", "header"];
const AUTHORIZATION_TYPES = ["NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS", "JWT"];

/** What is wrong with a method: its name, its caller's authorization, its parameters, models and validator. */
export function* checkRoutes(definition: ApiDefinition): Iterable<Refusal> {
  for (const [key, route] of Object.entries(definition.routes)) {
    const path = ["routes", key];
    if (!isOneOf(METHODS, route.method))
      yield { path, message: `has the method ${route.method}. Give one of ${METHODS.join(", ")}.`, aws: INVALID_METHOD };
    yield* checkAuthorization([...path, "authorization"], route, definition);
    yield* named("request-parameter", checkParameters([...path, "requestParameters"], route));
    yield* named("request-model", checkModelNames([...path, "requestModels"], route.requestModels, definition));
    yield* named("request-validator", checkRequestValidator([...path, "requestValidator"], route, definition));
  }
}

/** Models by media type, as a method's request or response has them. */
export function* checkModelNames(
  path: DefinitionPath,
  models: Readonly<Record<string, string>>,
  definition: ApiDefinition,
): Iterable<Refusal> {
  yield* checkMediaTypes(path, models);
  for (const model of new Set(Object.values(models)))
    if (!Object.hasOwn(definition.models, model))
      // Recorded: PutMethod.
      yield {
        path,
        message: `names the model ${JSON.stringify(model)}. ${known("model", definition.models)}`,
        aws: `Invalid model identifier specified: ${model}`,
      };
}

function* checkAuthorization(path: DefinitionPath, { authorization }: Route, { authorizers }: ApiDefinition): Iterable<Refusal> {
  if (!isOneOf(AUTHORIZATION_TYPES, authorization.type))
    yield { path, message: `has the type ${JSON.stringify(authorization.type)}. Give one of ${AUTHORIZATION_TYPES.join(", ")}.` };
  if (!("authorizer" in authorization)) return;
  // Recorded: PutMethod.
  const aws =
    "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.";
  const authorizer = Object.hasOwn(authorizers, authorization.authorizer) ? authorizers[authorization.authorizer] : undefined;
  if (authorizer === undefined)
    yield { path, message: `names the authorizer ${JSON.stringify(authorization.authorizer)}. ${known("authorizer", authorizers)}`, aws };
  else if (!isScoped(authorizer.type) && "scopes" in authorization && authorization.scopes.length > 0)
    yield {
      path,
      message: `asks for the scopes ${authorization.scopes.join(", ")}, but the authorizer ${JSON.stringify(authorization.authorizer)} is ${authorizer.type}.`,
      // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-method-authorization-scopes-cognito.
      aws: "Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type",
    };
  else if ((isScoped(authorizer.type) ? authorizer.type : "CUSTOM") !== authorization.type)
    yield {
      path,
      message: `is ${authorization.type}, but the authorizer ${JSON.stringify(authorization.authorizer)} is ${authorizer.type}.`,
      aws,
    };
}

/** Whether the authorizer is one that looks at tokens itself, and so at their scopes. */
function isScoped(type: AuthorizerType): boolean {
  return type === "COGNITO_USER_POOLS" || type === "JWT";
}

function* checkParameters(path: DefinitionPath, { path: resource, requestParameters }: Route): Iterable<Refusal> {
  const names: string[] = [];
  // What is wrong with a variable is wrong with the path: the rules of paths.
  const variables = pathVariables(resource).map((variable) => `path.${variable}`);
  for (const key of Object.keys(requestParameters)) {
    const dot = key.indexOf(".");
    const name = key.slice(dot + 1);
    const isPlaced = LOCATIONS.includes(key.slice(0, dot));
    if (variables.includes(key) || (isPlaced && isDeclarable(name))) names.push(name);
    else
      yield {
        path: [...path, key],
        message: `is no request parameter: ${JSON.stringify(key)}. Write ${LOCATIONS.join(", ")}, a dot and a name of a-zA-Z0-9:._$-.`,
        // Recorded: PutMethod with the key "true".
        aws: isPlaced && name !== "" ? NOT_DECLARABLE : noExpression(dot < 0 ? key : `method.request.${key}`),
      };
  }
  for (const name of new Set(names))
    if (names.filter((other) => other === name).length > 1)
      yield {
        path,
        message: `have ${JSON.stringify(name)} in two places; give one of them another name.`,
        // Recorded: PutMethod with one name as query string parameter and as header.
        aws: "Parameter names must be unique across querystring, header and path",
      };
}

function* checkRequestValidator(
  path: DefinitionPath,
  { requestValidator }: Route,
  { requestValidators }: ApiDefinition,
): Iterable<Refusal> {
  if (requestValidator === undefined || Object.hasOwn(requestValidators, requestValidator)) return;
  yield {
    path,
    message: `names the request validator ${JSON.stringify(requestValidator)}. ${known("request validator", requestValidators)}`,
    // Recorded: PutMethod.
    aws: "Invalid Request Validator identifier specified",
  };
}
