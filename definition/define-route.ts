/** From what a user writes of a route to its definition: every default of a route is filled in here. */
import type {
  ApiArguments,
  IntegrationArguments,
  IntegrationResponseArguments,
  MethodResponseArguments,
  Named,
  RouteArguments,
} from "./arguments";
import { defineAuthorization } from "./authorizers";
import { DEFAULTS } from "./defaults";
import { mapRecord } from "./map-record";
import { mappedVariables } from "./mapped-variables";
import { renderMapping } from "./mapping/index";
import { pathVariables, routeKey } from "./paths";
import type { Path, Places } from "./places";
import { validatorOf } from "./request-validators";
import type { Method } from "./tables/index";
import type { Integration, IntegrationResponse, MethodResponse, Route } from "./types";
import { whole } from "./whole";

/** The route that these arguments mean, of an API with these authorizers. */
export function defineRoute(
  { method, path }: { readonly method: Method; readonly path: string },
  args: RouteArguments<Named>,
  authorizers: ApiArguments<Named>["authorizers"],
  places: Places,
): Route {
  const at = ["routes", routeKey(method, path)];
  const integration = defineIntegration(args.integration, path);
  noteIntegration(args.integration, path, [...at, "integration"], [...at, "integration"], places);
  noteRoute(args, path, at, places);
  const requestParameters = {
    ...Object.fromEntries(pathVariables(path).map((variable) => [`path.${variable}`, true])),
    ...prefixed("querystring", args.parameters?.query ?? {}),
    ...prefixed("header", args.parameters?.header ?? {}),
  };
  const requestModels = byMediaType(args.body, BODY_MEDIA_TYPES);
  return whole<Route>({
    method,
    path,
    operationName: args.operationName,
    summary: args.summary,
    description: args.description,
    tags: args.tags ?? [],
    authorization: defineAuthorization(args.authorization, authorizers),
    apiKeyRequired: args.apiKeyRequired ?? DEFAULTS.apiKeyRequired,
    requestParameters,
    requestModels,
    requestValidator: validatorOf(
      args.validate?.parameters ?? hasRequired({ ...args.parameters?.query, ...args.parameters?.header }),
      args.validate?.body ?? Object.keys(requestModels).length > 0,
    ),
    methodResponses: withStatusesOf(integration, defineMethodResponses(args.responses ?? {})),
    integration,
    extensions: args.extensions ?? {},
  });
}

/** The integration that these arguments mean, of a resource of this path. */
export function defineIntegration(args: IntegrationArguments<Named, string>, path: string): Integration {
  const isProxy = args.type === "AWS_PROXY" || args.type === "HTTP_PROXY";
  return whole<Integration>({
    type: args.type,
    httpMethod: args.httpMethod,
    uri: args.uri ?? args.function,
    credentials: args.credentials,
    requestParameters: { ...mappedVariables(args, path), ...args.requestParameters },
    requestTemplates: args.requestTemplates ?? (args.request === undefined ? {} : { "application/json": renderMapping(args.request) }),
    passthroughBehavior: args.passthroughBehavior ?? (isProxy ? DEFAULTS.proxyPassthroughBehavior : DEFAULTS.passthroughBehavior),
    contentHandling: args.contentHandling,
    timeoutInMillis: args.timeoutInMillis ?? DEFAULTS.timeoutInMillis,
    connectionType: args.connectionId === undefined ? DEFAULTS.connectionType : "VPC_LINK",
    connectionId: args.connectionId,
    integrationTarget: args.integrationTarget,
    insecureSkipVerification: args.insecureSkipVerification ?? DEFAULTS.insecureSkipVerification,
    cacheNamespace: args.cacheNamespace,
    cacheKeyParameters: args.cacheKeyParameters ?? [],
    responseTransferMode: args.responseTransferMode ?? DEFAULTS.responseTransferMode,
    responses: isProxy ? [] : (args.responses ?? [{}]).map(defineIntegrationResponse),
  });
}

/** Notes where the parts of an integration are written, given at `from`. */
export function noteIntegration(args: IntegrationArguments<Named, string>, path: string, part: Path, from: Path, places: Places): void {
  places.moved(part, from);
  if (args.uri === undefined) places.made([...part, "uri"], [...from, args.function === undefined ? "uri" : "function"]);
  if (args.requestTemplates === undefined && args.request !== undefined) places.made([...part, "requestTemplates"], [...from, "request"]);
  places.made([...part, "connectionType"], [...from, "connectionId"]);
  for (const target of Object.keys(mappedVariables(args, path)))
    if (!Object.hasOwn(args.requestParameters ?? {}, target)) places.made([...part, "requestParameters", target], [...from, "uri"]);
  if (args.responses === undefined) places.made([...part, "responses"], from);
  for (const [index, { body, responseTemplates }] of (args.responses ?? []).entries())
    if (responseTemplates === undefined && body !== undefined)
      places.made([...part, "responses", index, "responseTemplates"], [...from, "responses", index, "body"]);
}

/** The responses with those whose statuses the integration gives, and with the headers that it sets. */
export function withStatusesOf(
  { responses }: Integration,
  declared: Readonly<Record<string, MethodResponse>>,
): Readonly<Record<string, MethodResponse>> {
  const statuses = [...new Set([...Object.keys(declared), ...responses.map(({ statusCode }) => statusCode)])];
  return Object.fromEntries(
    statuses.map((status) => {
      const { headers, models, description } = (Object.hasOwn(declared, status) ? declared[status] : undefined) ?? {
        headers: [],
        models: {},
      };
      const set = responses.filter(({ statusCode }) => statusCode === status).flatMap(setHeaders);
      return [status, whole<MethodResponse>({ description, headers: [...new Set([...headers, ...set])].sort(), models })];
    }),
  );
}

// Developer guide, "Request validation for REST APIs": a media type without a model is not validated, so `$default` closes that gap.
const BODY_MEDIA_TYPES = ["application/json", "$default"];

/** Whether a parameter is required. */
export function hasRequired(parameters: Readonly<Record<string, boolean>>): boolean {
  return Object.values(parameters).includes(true);
}

function noteRoute(args: RouteArguments<Named>, path: string, at: Path, places: Places): void {
  places.moved([...at, "requestParameters"], [...at, "parameters"]);
  for (const variable of pathVariables(path)) places.made([...at, "requestParameters", `path.${variable}`], at);
  for (const [member, location] of PARAMETERS)
    for (const name of Object.keys(args.parameters?.[member] ?? {}))
      places.made([...at, "requestParameters", `${location}.${name}`], [...at, "parameters", member, name]);
  noteModels(args.body, [...at, "requestModels"], [...at, "body"], places);
  places.made([...at, "requestValidator"], [...at, "validate"]);
  noteMethodResponses(args, at, places);
}

const PARAMETERS = [
  ["query", "querystring"],
  ["header", "header"],
] as const;

function noteMethodResponses({ responses: declared = {}, integration }: RouteArguments<Named>, at: Path, places: Places): void {
  const part = [...at, "methodResponses"];
  noteStatuses(
    integration,
    mapRecord(declared, ({ headers = [] }) => headers),
    part,
    [...at, "integration"],
    places,
  );
  places.moved(part, [...at, "responses"]);
  for (const [status, { headers = [], body }] of Object.entries(declared)) {
    noteModels(body, [...part, status, "models"], [...at, "responses", status, "body"], places);
    for (const [index, name] of headers.entries())
      places.made([...part, status, "headers", name], [...at, "responses", status, "headers", index]);
  }
}

/**
 * Notes where the method responses are written that an integration given at `from` brings along; `declared` has the headers of the others.
 */
export function noteStatuses(
  { responses = [] }: IntegrationArguments<Named, string>,
  declared: Readonly<Record<string, readonly string[]>>,
  part: Path,
  from: Path,
  places: Places,
): void {
  for (const [index, { statusCode = DEFAULTS.statusCode, responseParameters = {} }] of responses.entries()) {
    const status = String(statusCode);
    const headers = Object.hasOwn(declared, status) ? declared[status] : undefined;
    if (headers === undefined) places.made([...part, status], [...from, "responses", index, "statusCode"]);
    for (const target of Object.keys(responseParameters)) {
      const [header] = setHeaders({ responseParameters: { [target]: "" } });
      if (header !== undefined && !headers?.includes(header))
        places.made([...part, status, "headers", header], [...from, "responses", index, "responseParameters", target]);
    }
  }
}

function noteModels(model: string | Readonly<Record<string, string>> | undefined, part: Path, from: Path, places: Places): void {
  if (typeof model === "string") places.made(part, from);
  else places.moved(part, from);
}

function defineIntegrationResponse(args: IntegrationResponseArguments): IntegrationResponse {
  return whole<IntegrationResponse>({
    selectionPattern: args.selectionPattern === "" ? undefined : args.selectionPattern,
    statusCode: String(args.statusCode ?? DEFAULTS.statusCode),
    responseParameters: args.responseParameters ?? {},
    responseTemplates: args.responseTemplates ?? (args.body === undefined ? {} : { "application/json": renderMapping(args.body) }),
    contentHandling: args.contentHandling,
  });
}

function defineMethodResponses(args: Readonly<Record<string, MethodResponseArguments>>): Readonly<Record<string, MethodResponse>> {
  return Object.fromEntries(
    Object.entries(args).map(([status, { description, headers = [], body }]) => [
      status,
      whole<MethodResponse>({ description, headers, models: byMediaType(body, ["application/json"]) }),
    ]),
  );
}

/** Names of the headers that an integration response sets. */
function setHeaders({ responseParameters }: Pick<IntegrationResponse, "responseParameters">): readonly string[] {
  return Object.keys(responseParameters).flatMap((target) => /^method\.response\.header\.(.+)$/.exec(target)?.[1] ?? []);
}

function byMediaType(
  model: string | Readonly<Record<string, string>> | undefined,
  mediaTypes: readonly string[],
): Readonly<Record<string, string>> {
  return typeof model === "string" ? Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, model])) : (model ?? {});
}

function prefixed(location: string, parameters: Readonly<Record<string, boolean>>): Record<string, boolean> {
  return Object.fromEntries(Object.entries(parameters).map(([name, isRequired]) => [`${location}.${name}`, isRequired]));
}
