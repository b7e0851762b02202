import { compareText } from "../canonical";
import { pathVariables, routeKey } from "../paths";
import type { Path, Places } from "../places";
import type { Method } from "../tables/index";
import type { Integration, MethodResponse, Route } from "../types";
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
  readonly requestValidator: Cursor;
  readonly places: Places;
}

/** A route of which a document may leave open what answers it. */
export type OpenRoute = Omit<Route, "integration"> & { readonly integration?: Integration };

/** Reads one operation of the path item at `item`. */
export function readOperation(method: Method, path: string, at: Cursor, item: Cursor, context: OperationContext): OpenRoute {
  const { places } = context;
  const part = ["routes", routeKey(method, path)];
  const note = (name: string, from: Cursor) => places.moved([...part, name], from.path, "document");
  places.moved(part, at.path, "document");
  const parameters = [...item.member("parameters").items(), ...at.member("parameters").items()]
    .map((parameter) => parameter.resolved())
    .filter((parameter) => parameter.present);
  note("requestParameters", at.member("parameters").present ? at.member("parameters") : at);
  note("authorization", at.member("security"));
  note("apiKeyRequired", at.member("security"));
  const requestValidator = [at.member(extension.requestValidator), context.requestValidator].find((validator) => validator.present);
  note("requestValidator", requestValidator ?? at);
  const written = at.member(extension.integration);
  return whole<OpenRoute>({
    method,
    path,
    operationName: at.member("operationId").text(),
    summary: at.member("summary").text(),
    description: at.member("description").text(),
    requestValidator: requestValidator?.text(),
    tags: at.member("tags").texts(),
    ...context.security.accessOf(at),
    requestParameters: {
      ...readParameters(parameters, path, part, places),
      ...Object.fromEntries(
        pathVariables(path).map((name) => {
          places.made([...part, "requestParameters", `path.${name}`], at.path, "document");
          return [`path.${name}`, true];
        }),
      ),
    },
    requestModels: context.isSwagger2
      ? bodyParameterModels(parameters, mediaTypes("consumes", at, context), [...part, "requestModels"], context)
      : contentModels(at.member("requestBody").resolved(), [...part, "requestModels"], context),
    methodResponses: Object.fromEntries(
      at
        .member("responses")
        .members()
        .filter(([status]) => !status.startsWith("x-"))
        .map(([status, response]) => [
          status,
          readMethodResponse(status, response.resolved(), at, [...part, "methodResponses", status], context),
        ]),
    ),
    integration: written.present ? readIntegration(written, [...part, "integration"], places) : undefined,
    extensions: at.extensions([extension.auth, extension.integration, extension.requestValidator]),
  });
}

/** Of a parameter, API Gateway takes name, place and whether it is required: developer guide, "Amazon API Gateway important notes". */
function readParameters(parameters: readonly Cursor[], path: string, part: Path, places: Places): Record<string, boolean> {
  return Object.fromEntries(
    parameters.flatMap((at) => {
      const place = at.member("in").text();
      const name = at.member("name").needed("the parameter's name").text();
      const location = Object.entries(LOCATION_OF_IN).find(([word]) => word === place)?.[1];
      if (location === undefined && !ELSEWHERE.includes(String(place)))
        at.member("in").ignore(`is no place of a parameter; it knows ${Object.keys(LOCATION_OF_IN).join(", ")}`);
      if (location === undefined || name === undefined) return [];
      // https://spec.openapis.org/oas/v3.0.3#parameter-object, name
      if (location === "path" && !path.includes(`{${name}}`) && !path.includes(`{${name}+}`))
        at.member("name").warn(`is no variable of the path, which is ${path}`);
      places.made([...part, "requestParameters", `${location}.${name}`], at.path, "document");
      return [[`${location}.${name}`, at.member("required").flag() ?? false]];
    }),
  );
}

/** What OpenAPI knows besides, and is no parameter to API Gateway. */
const ELSEWHERE = ["body", "cookie", "formData"];

function bodyParameterModels(
  parameters: readonly Cursor[],
  types: readonly string[],
  part: Path,
  { models, places }: OperationContext,
): Record<string, string> {
  const body = parameters.find((at) => at.member("in").text() === "body");
  const name = body === undefined ? undefined : models.nameOf(body.member("schema"));
  if (body !== undefined) places.made(part, body.member("schema").path, "document");
  return name === undefined ? {} : Object.fromEntries(types.map((type) => [type, name]));
}

function contentModels(body: Cursor, part: Path, { models, places }: OperationContext): Record<string, string> {
  places.moved(part, body.member("content").path, "document");
  return Object.fromEntries(
    body
      .member("content")
      .members()
      .flatMap(([type, at]) => {
        const name = models.nameOf(at.member("schema"));
        if (name === undefined) return [];
        places.made([...part, type], at.member("schema").path, "document");
        return [[type, name]];
      }),
  );
}

/** Media types of a Swagger 2.0 operation. */
function mediaTypes(member: "consumes" | "produces", operation: Cursor, { root }: OperationContext): readonly string[] {
  const own = operation.member(member).present ? operation.member(member).texts() : root.member(member).texts();
  return own.length > 0 ? own : ["application/json"];
}

function readMethodResponse(status: string, at: Cursor, operation: Cursor, part: Path, context: OperationContext): MethodResponse {
  const { isSwagger2, models, places } = context;
  places.moved(part, at.path, "document");
  const description = at.member("description").text();
  const schema = isSwagger2 ? models.nameOf(at.member("schema")) : undefined;
  if (isSwagger2) places.made([...part, "models"], at.member("schema").path, "document");
  return whole<MethodResponse>({
    description: description === defaultDescription(status) ? undefined : description,
    headers: at
      .member("headers")
      .members()
      .map(([name]) => name)
      .sort(compareText),
    models:
      schema === undefined
        ? isSwagger2
          ? {}
          : contentModels(at, [...part, "models"], context)
        : Object.fromEntries(mediaTypes("produces", operation, context).map((type) => [type, schema])),
  });
}

/** OpenAPI wants a description of every response; this is what API Gateway's own export writes where there is none. */
export function defaultDescription(status: string): string {
  return `${status} response`;
}
