import { DEFAULTS } from "../defaults";
import { noteSettings } from "../define";
import { frozenCopy } from "../frozen-copy";
import { routeKey } from "../paths";
import { documentPlace, type Path, Places } from "../places";
import { DefinitionError, type Problem } from "../problems";
import { API_KEY_SOURCES, type Method } from "../tables/index";
import type { ApiDefinition, Endpoint, GatewayResponse, RequestValidator, Route } from "../types";
import { whole } from "../whole";
import { Cursor, type Finding, type Findings } from "./cursor";
import { tellExtensions } from "./extension-places";
import { extension, METHOD_OF_MEMBER } from "./names";
import { nestingProblem } from "./nesting";
import { type ModelReader, readModels } from "./read-models";
import { type OpenRoute, type OperationContext, readOperation } from "./read-operation";
import { type JoinedSchemes, readSecurity, type SecurityReader } from "./read-security";
import { readVersion } from "./read-version";

/** What is said of an API beside its document, and wins over it. */
export type OpenApiSettings = {
  readonly [Name in "name" | "description" | "apiKeySource" | "binaryMediaTypes" | "minimumCompressionSize" | "policy"]?:
    | ApiDefinition[Name]
    | undefined;
} & {
  /** The document knows neither the endpoint's type, `EDGE` where nothing is said as in CreateRestApi, nor its address type. */
  readonly endpoint?: { readonly [Name in keyof Endpoint]?: Endpoint[Name] | undefined } | undefined;
};

/** An API of which a document may leave open what answers its routes. */
export type OpenApi = Omit<ApiDefinition, "routes"> & { readonly routes: Readonly<Record<string, OpenRoute>> };

/** What is to be known of a document besides its meaning. */
export interface ReadingOptions {
  readonly settings: OpenApiSettings;
  /** Undefined of an import, which joins nothing. */
  readonly joined: JoinedSchemes | undefined;
}

/** What a document means, where it can be read at all. */
export type Reading =
  | { readonly kind: "unreadable"; readonly found: Findings }
  | {
      readonly kind: "read";
      readonly found: Findings;
      readonly api: OpenApi;
      readonly places: Places;
      /** Names of the headers that the document's security schemes read, by scheme. */
      readonly headers: ReadonlyMap<string, string | undefined>;
    };

/** An API as API Gateway imports it, with what it warns of. */
export interface ImportedApi {
  readonly definition: ApiDefinition;
  readonly places: Places;
  readonly warnings: readonly Problem[];
}

/**
 * The definition that an OpenAPI 3.0 or Swagger 2.0 document with API Gateway's extensions means, as ImportRestApi takes it; what that does
 * nothing with is ignored.
 * @throws DefinitionError listing every problem, each with its JSON pointer.
 */
export function readOpenApi(document: unknown, settings: OpenApiSettings = {}): ApiDefinition {
  return importOpenApi(document, settings).definition;
}

/** The same, with what the import warns of. @throws DefinitionError as `readOpenApi`. */
export function importOpenApi(document: unknown, settings: OpenApiSettings = {}): ImportedApi {
  const reading = readDocument(document, { settings, joined: undefined });
  const { problems, warnings } = reading.found;
  if (reading.kind === "unreadable") throw refused(problems);
  const { api, places } = reading;
  const routes: [string, Route][] = [];
  for (const [key, { integration, ...route }] of Object.entries(api.routes))
    if (integration !== undefined) routes.push([key, { ...route, integration }]);
    // One that is there and cannot be read is told of already.
    else if (!problems.some(({ path }) => isBelow(path, [...places.of(["routes", key]).path, extension.integration])))
      problems.push({
        path: [...places.of(["routes", key]).path, extension.integration],
        message: "No integration defined for method: it must have one; nothing is given",
      });
  if (problems.length > 0) throw refused(problems);
  return {
    definition: frozenCopy({ ...api, routes: Object.fromEntries(routes) }),
    places,
    warnings: warnings.map(({ path, message }) => ({ where: documentPlace(path), message, rule: "import" })),
  };
}

function refused(problems: readonly Finding[]): DefinitionError {
  return new DefinitionError(
    problems.map(({ path, message }) => ({ where: documentPlace(path), message, rule: "openapi" })),
    "The OpenAPI document",
  );
}

/** Whether a place is the other, or in it. */
export function isBelow(path: Path, above: Path): boolean {
  return above.every((name, index) => path[index] === name);
}

/** Reads a document. */
export function readDocument(document: unknown, options: ReadingOptions): Reading {
  const found: Findings = { problems: [], ignored: [], warnings: [] };
  const nesting = nestingProblem(document);
  if (nesting !== undefined) return { kind: "unreadable", found: { ...found, problems: [nesting] } };
  const places = new Places();
  const root = Cursor.of(document, found);
  const isSwagger2 = readVersion(root);
  if (isSwagger2 === undefined) return { kind: "unreadable", found };
  const components = root.member("components");
  const schemes = isSwagger2 ? root.member("securityDefinitions") : components.member("securitySchemes");
  // An operation that asks for nothing asks for what the root does: recorded (imports with an authorizer of the whole API), although the
  // developer guide's "Amazon API Gateway important notes" call it ignored.
  const security = readSecurity(schemes, root.member("security"), options.joined, places);
  const models = readModels(isSwagger2 ? root.member("definitions") : components.member("schemas"), places);
  const routes = readRoutes(root.member("paths"), {
    isSwagger2,
    root,
    models,
    security,
    requestValidator: root.member(extension.requestValidator),
    places,
  });
  const api = readApi(root, { models, security, routes }, options.settings, places);
  tellExtensions(root, schemes);
  return { kind: "read", found, api, places, headers: security.headers };
}

interface Parts {
  readonly models: ModelReader;
  readonly security: SecurityReader;
  readonly routes: OpenApi["routes"];
}

function readApi(root: Cursor, { models, security, routes }: Parts, settings: OpenApiSettings, places: Places): OpenApi {
  const info = root.member("info");
  noteSettings(places);
  const read = <T>(name: keyof OpenApiSettings, at: Cursor, value: () => T): T => {
    if (settings[name] === undefined) places.moved([name], at.path, "document");
    return value();
  };
  places.moved(["version"], info.member("version").path, "document");
  places.moved(["models"], ["components", "schemas"], "document");
  return whole<OpenApi>({
    name: settings.name ?? read("name", info.member("title"), () => info.member("title").needed("the API's name").text() ?? ""),
    description: read("description", info.member("description"), () => settings.description ?? info.member("description").text()),
    version: info.member("version").textOrNumber() ?? DEFAULTS.version,
    endpoint: readEndpoint(root, settings.endpoint, places),
    apiKeySource:
      read(
        "apiKeySource",
        root.member(extension.apiKeySource),
        () => settings.apiKeySource ?? root.member(extension.apiKeySource).word(API_KEY_SOURCES),
      ) ?? DEFAULTS.apiKeySource,
    binaryMediaTypes: read(
      "binaryMediaTypes",
      root.member(extension.binaryMediaTypes),
      () => settings.binaryMediaTypes ?? root.member(extension.binaryMediaTypes).texts(),
    ),
    minimumCompressionSize: read(
      "minimumCompressionSize",
      root.member(extension.minimumCompressionSize),
      () => settings.minimumCompressionSize ?? root.member(extension.minimumCompressionSize).integer(),
    ),
    policy: read("policy", root.member(extension.policy), () => settings.policy ?? root.member(extension.policy).jsonObject()),
    models: Object.fromEntries(models.models),
    requestValidators: readNamed("requestValidators", root.member(extension.requestValidators), readValidator, places),
    authorizers: Object.fromEntries(security.authorizers),
    gatewayResponses: readNamed("gatewayResponses", root.member(extension.gatewayResponses), readGatewayResponse, places),
    routes,
    extensions: root.extensions(READ_AT_ROOT),
  });
}

function readNamed<T>(name: string, at: Cursor, read: (member: Cursor) => T, places: Places): Readonly<Record<string, T>> {
  places.moved([name], at.path, "document");
  return Object.fromEntries(at.members().map(([key, member]) => [key, read(member)]));
}

function readRoutes(paths: Cursor, context: OperationContext): Record<string, OpenRoute> {
  context.places.moved(["routes"], paths.path, "document");
  const keys = new Set<string>();
  const routes = paths.members().flatMap(([path, item]) => (path.startsWith("x-") ? [] : readPathItem(path, item, context, keys)));
  return Object.fromEntries(routes.map((route) => [routeKey(route.method, route.path), route]));
}

function readPathItem(written: string, item: Cursor, context: OperationContext, keys: Set<string>): OpenRoute[] {
  if (!written.startsWith("/")) item.refuse("must be under a path that starts with /");
  const path = written.replace(/(?<=.)\/$/, "");
  if (path !== written) item.warn(`is under a path that ends with a slash, and becomes the resource ${path}`);
  return item.members().flatMap(([member, at]) => {
    const method = Object.entries(METHOD_OF_MEMBER).find(([name]) => name === member)?.[1];
    if (method !== undefined) return isRepeated(method, path, at, keys) ? [] : readOperation(method, path, at, item, context);
    if (member === "$ref") at.refuse("leads elsewhere, where API Gateway does not follow; write the path's operations here");
    else if (!NO_METHODS.includes(member) && !member.startsWith("x-"))
      at.refuse(`is under ${member}, which is no method that API Gateway knows`);
    return [];
  });
}

/** Whether the document has the route already, under its path with a slash at the end or without. */
function isRepeated(method: Method, path: string, at: Cursor, keys: Set<string>): boolean {
  const key = routeKey(method, path);
  const isRepeated = keys.has(key);
  keys.add(key);
  // Reported: https://github.com/aws/serverless-application-model/pull/3844
  if (isRepeated)
    at.refuse(
      `is ${key} again: a path with a slash at its end is the same as without; leave one out. API Gateway: Duplicate method '${method}' found for resource ${path}. Only one is allowed`,
    );
  return isRepeated;
}

function readEndpoint(root: Cursor, settings: OpenApiSettings["endpoint"] = {}, places: Places): Endpoint {
  const servers = root.member("servers");
  // As published documents have it that are deployed (aws-samples/serverless-patterns, apigw-mappingtemplate-lambda/api.yaml).
  if (servers.present && !servers.isList) servers.warn("is no list, and is not read");
  const written = [...(servers.isList ? servers.items().filter((server) => server.isObject) : []), root]
    .map((at) => at.member(extension.endpointConfiguration))
    .find((at) => at.present);
  const [vpcEndpointIds, disableExecuteApiEndpoint] = [written?.member("vpcEndpointIds"), written?.member("disableExecuteApiEndpoint")];
  if (written?.isObject) written.ignoreOthers();
  for (const name of ["vpcEndpointIds", "disableExecuteApiEndpoint"] as const)
    if (settings[name] === undefined && written !== undefined) places.moved(["endpoint", name], written.member(name).path, "document");
  for (const name of ["securityPolicy", "endpointAccessMode"] as const)
    if (settings[name] === undefined) places.moved(["endpoint", name], [extension[name]], "document");
  return whole<Endpoint>({
    type: settings.type ?? "EDGE",
    ipAddressType: settings.ipAddressType,
    vpcEndpointIds: settings.vpcEndpointIds ?? vpcEndpointIds?.texts() ?? [],
    disableExecuteApiEndpoint: settings.disableExecuteApiEndpoint ?? disableExecuteApiEndpoint?.flag() ?? false,
    securityPolicy: settings.securityPolicy ?? root.member(extension.securityPolicy).text(),
    endpointAccessMode: settings.endpointAccessMode ?? root.member(extension.endpointAccessMode).text(),
  });
}

function readValidator(at: Cursor): RequestValidator {
  const validator = whole<RequestValidator>({
    validateRequestBody: at.member("validateRequestBody").flag() ?? false,
    validateRequestParameters: at.member("validateRequestParameters").flag() ?? false,
  });
  at.ignoreOthers();
  return validator;
}

function readGatewayResponse(at: Cursor): GatewayResponse {
  const response = whole<GatewayResponse>({
    statusCode: at.member("statusCode").textOrNumber(),
    responseParameters: at.member("responseParameters").expressions(),
    responseTemplates: at.member("responseTemplates").textMap(),
  });
  at.ignoreOthers();
  return response;
}

const NO_METHODS = ["parameters", "summary", "description", "servers"];

const READ_AT_ROOT: readonly string[] = [
  extension.apiKeySource,
  extension.binaryMediaTypes,
  extension.endpointAccessMode,
  extension.endpointConfiguration,
  extension.gatewayResponses,
  extension.minimumCompressionSize,
  extension.policy,
  extension.requestValidator,
  extension.requestValidators,
  extension.securityPolicy,
];
