import { compareText } from "../canonical";
import { pathVariables } from "../paths";
import type { Method } from "../tables/index";
import type { MethodResponse, Route } from "../types";
import { whole } from "../whole";
import type { Cursor } from "./cursor";
import { extension, LOCATION_OF_IN } from "./names";
import { readIntegration } from "./read-integration";
import type { ModelReader } from "./read-models";
import type { SecurityReader } from "./read-security";

/** What an operation takes from its document. */
export interface OperationContext {
  readonly isSwagger2: boolean;
  readonly root: Cursor;
  readonly models: ModelReader;
  readonly security: SecurityReader;
  readonly requestValidator: string | undefined;
}

/** Reads one operation of the path item at `item`. */
export function readOperation(method: Method, path: string, at: Cursor, item: Cursor, context: OperationContext): Route | undefined {
  const operationName = at.member("operationId").text();
  const summary = at.member("summary").text();
  const description = at.member("description").text();
  const requestValidator = at.member(extension.requestValidator).text() ?? context.requestValidator;
  const parameters = [...item.member("parameters").items(), ...at.member("parameters").items()]
    .map((parameter) => parameter.resolved())
    .filter((parameter) => parameter.present);
  const integration = at.member(extension.integration).present
    ? readIntegration(at.member(extension.integration))
    : at.member(extension.integration).refuse("No integration defined for method: it must have one, here or in integrations");
  const { authorization, apiKeyRequired } = context.security.accessOf(at);
  const requestModels = context.isSwagger2
    ? bodyParameterModels(parameters, mediaTypes("consumes", at, context), context.models)
    : contentModels(at.member("requestBody"), context.models);
  const methodResponses = Object.fromEntries(
    at
      .member("responses")
      .members()
      .filter(([status]) => !status.startsWith("x-"))
      .map(([status, response]) => [status, readMethodResponse(status, response.resolved(), at, context)]),
  );
  if (integration === undefined) return undefined;
  return whole<Route>({
    method,
    path,
    operationName,
    summary,
    description,
    tags: at.member("tags").texts(),
    authorization,
    apiKeyRequired,
    requestParameters: { ...readParameters(parameters), ...Object.fromEntries(pathVariables(path).map((name) => [`path.${name}`, true])) },
    requestModels,
    requestValidator,
    methodResponses,
    integration,
    extensions: at.extensions([extension.auth, extension.integration, extension.requestValidator]),
  });
}

/** Of a parameter, API Gateway takes name, place and whether it is required: developer guide, "Amazon API Gateway important notes". */
function readParameters(parameters: readonly Cursor[]): Record<string, boolean> {
  return Object.fromEntries(
    parameters.flatMap((at) => {
      const place = at.member("in").text();
      const name = at.member("name").needed("the parameter's name").text();
      const location = Object.entries(LOCATION_OF_IN).find(([word]) => word === place)?.[1];
      return location === undefined || name === undefined ? [] : [[`${location}.${name}`, at.member("required").flag() ?? false]];
    }),
  );
}

function bodyParameterModels(parameters: readonly Cursor[], types: readonly string[], models: ModelReader): Record<string, string> {
  const body = parameters.find((at) => at.member("in").text() === "body");
  const name = body === undefined ? undefined : models.nameOf(body.member("schema"));
  return name === undefined ? {} : Object.fromEntries(types.map((type) => [type, name]));
}

function contentModels(body: Cursor, models: ModelReader): Record<string, string> {
  return Object.fromEntries(
    body
      .resolved()
      .member("content")
      .members()
      .flatMap(([type, at]) => {
        const name = models.nameOf(at.member("schema"));
        return name === undefined ? [] : [[type, name]];
      }),
  );
}

/** Media types of a Swagger 2.0 operation. */
function mediaTypes(member: "consumes" | "produces", operation: Cursor, { root }: OperationContext): readonly string[] {
  const own = operation.member(member).present ? operation.member(member).texts() : root.member(member).texts();
  return own.length > 0 ? own : ["application/json"];
}

function readMethodResponse(status: string, at: Cursor, operation: Cursor, context: OperationContext): MethodResponse {
  const description = at.member("description").text();
  const schema = context.isSwagger2 ? context.models.nameOf(at.member("schema")) : undefined;
  return whole<MethodResponse>({
    description: description === defaultDescription(status) ? undefined : description,
    headers: at
      .member("headers")
      .members()
      .map(([name]) => name)
      .sort(compareText),
    models:
      schema === undefined ? contentModels(at, context.models) : Object.fromEntries(mediaTypes("produces", operation, context).map((type) => [type, schema])),
  });
}

/** OpenAPI wants a description of every response; this is what API Gateway's own export writes where there is none. */
export function defaultDescription(status: string): string {
  return `${status} response`;
}
