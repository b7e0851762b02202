import { frozenCopy } from "../frozen-copy";
import { routeKey } from "../paths";
import { DefinitionError } from "../problems";
import { API_KEY_SOURCES, GATEWAY_RESPONSE_TYPES, type GatewayResponseType } from "../tables/index";
import type { ApiDefinition, Endpoint, GatewayResponse, RequestValidator, Route } from "../types";
import { whole } from "../whole";
import { Cursor, type Findings } from "./cursor";
import { extension, METHOD_OF_MEMBER } from "./names";
import { readModels } from "./read-models";
import { type OperationContext, readOperation } from "./read-operation";
import { readSecurity } from "./read-security";

/** What is said of an API beside its document, and wins over it. */
export type OpenApiSettings = {
  readonly [Name in "name" | "description" | "apiKeySource" | "binaryMediaTypes" | "minimumCompressionSize" | "policy"]?: ApiDefinition[Name] | undefined;
} & {
  /** The document knows neither the endpoint's type, `EDGE` where nothing is said as in CreateRestApi, nor its address type. */
  readonly endpoint?: { readonly [Name in keyof Endpoint]?: Endpoint[Name] | undefined } | undefined;
};

/**
 * The definition that an OpenAPI 3.0 or Swagger 2.0 document with API Gateway's extensions means, as ImportRestApi takes it; what that does nothing with is ignored.
 * @throws DefinitionError listing every problem, each with its JSON pointer.
 */
export function readOpenApi(document: unknown, settings: OpenApiSettings = {}): ApiDefinition {
  const { definition, problems } = readWithFindings(document, settings);
  if (definition === undefined || problems.length > 0) throw new DefinitionError(problems, "The OpenAPI document");
  return definition;
}

/** The definition that a document means, and what there is to say of the document. */
export function readWithFindings(document: unknown, settings: OpenApiSettings): Findings & { readonly definition: ApiDefinition | undefined } {
  const found: Findings = { problems: [], ignored: [] };
  const definition = readDocument(Cursor.of(document, found), settings);
  return { ...found, definition: definition && frozenCopy(definition) };
}

function readDocument(root: Cursor, settings: OpenApiSettings): ApiDefinition | undefined {
  const isSwagger2 = root.member("swagger").textOrNumber()?.startsWith("2") ?? false;
  if (!isSwagger2 && !root.member("openapi").textOrNumber()?.startsWith("3.0")) {
    const version = root.member("openapi").present ? root.member("openapi") : root.member("swagger");
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
    if (version.present) return version.refuse("Invalid OpenAPI input. API Gateway imports OpenAPI 3.0 and Swagger 2.0; write the document in one of them");
    return root.refuse('Invalid OpenAPI input. It must be an object with openapi: "3.0.x" or swagger: "2.0"');
  }
  const components = root.member("components");
  const models = readModels(isSwagger2 ? root.member("definitions") : components.member("schemas"));
  const security = readSecurity(isSwagger2 ? root.member("securityDefinitions") : components.member("securitySchemes"), root.member("security"));
  const requestValidator = root.member(extension.requestValidator).text();
  const routes = readRoutes(root.member("paths"), { isSwagger2, root, models, security, requestValidator });
  const info = root.member("info");
  const description = settings.description ?? info.member("description").text();
  const minimumCompressionSize = settings.minimumCompressionSize ?? root.member(extension.minimumCompressionSize).integer();
  const policy = settings.policy ?? root.member(extension.policy).jsonObject();
  return whole<ApiDefinition>({
    name: settings.name ?? info.member("title").needed("the API's name").text() ?? "",
    description,
    version: info.member("version").textOrNumber() ?? "1.0",
    endpoint: readEndpoint(root, settings.endpoint),
    apiKeySource: settings.apiKeySource ?? root.member(extension.apiKeySource).choice(API_KEY_SOURCES) ?? "HEADER",
    binaryMediaTypes: settings.binaryMediaTypes ?? root.member(extension.binaryMediaTypes).texts(),
    minimumCompressionSize,
    policy,
    models: Object.fromEntries(models.models),
    requestValidators: Object.fromEntries(
      root
        .member(extension.requestValidators)
        .members()
        .map(([name, at]) => [name, readValidator(at)]),
    ),
    authorizers: Object.fromEntries(security.authorizers),
    gatewayResponses: readGatewayResponses(root.member(extension.gatewayResponses)),
    routes,
    extensions: root.extensions(READ_AT_ROOT),
  });
}

function readRoutes(paths: Cursor, context: OperationContext): Record<string, Route> {
  const routes = paths.members().flatMap(([path, item]) => (path.startsWith("x-") ? [] : readPathItem(path, item, context)));
  return Object.fromEntries(routes.map((route) => [routeKey(route.method, route.path), route]));
}

function readPathItem(path: string, item: Cursor, context: OperationContext): Route[] {
  if (!path.startsWith("/")) item.refuse("must be under a path that starts with /");
  return item.members().flatMap(([member, at]) => {
    const method = Object.entries(METHOD_OF_MEMBER).find(([name]) => name === member)?.[1];
    if (method !== undefined) return readOperation(method, path, at, item, context) ?? [];
    if (member === "$ref") at.refuse("leads elsewhere, where API Gateway does not follow; write the path's operations here");
    else if (!NO_METHODS.includes(member) && !member.startsWith("x-")) at.refuse(`is under ${member}, which is no method that API Gateway knows`);
    return [];
  });
}

function readEndpoint(root: Cursor, settings: OpenApiSettings["endpoint"] = {}): Endpoint {
  const servers = root.member("servers").present ? root.member("servers").items() : [];
  const written = [...servers, root].map((at) => at.member(extension.endpointConfiguration)).find((at) => at.present);
  return whole<Endpoint>({
    type: settings.type ?? "EDGE",
    ipAddressType: settings.ipAddressType,
    vpcEndpointIds: settings.vpcEndpointIds ?? written?.member("vpcEndpointIds").texts() ?? [],
    disableExecuteApiEndpoint: settings.disableExecuteApiEndpoint ?? written?.member("disableExecuteApiEndpoint").flag() ?? false,
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

function readGatewayResponses(responses: Cursor): Partial<Record<GatewayResponseType, GatewayResponse>> {
  return Object.fromEntries(
    responses.members().flatMap(([name, at]) => {
      const type = GATEWAY_RESPONSE_TYPES.find((known) => known === name);
      if (type === undefined) {
        at.refuse(`is of no type that API Gateway knows; it knows ${GATEWAY_RESPONSE_TYPES.join(", ")}`);
        return [];
      }
      const response = whole<GatewayResponse>({
        statusCode: at.member("statusCode").textOrNumber(),
        responseParameters: at.member("responseParameters").textMap(),
        responseTemplates: at.member("responseTemplates").textMap(),
      });
      at.ignoreOthers();
      return [[type, response]];
    }),
  );
}

const NO_METHODS = ["parameters", "summary", "description", "servers"];

const READ_AT_ROOT: readonly string[] = [
  extension.apiKeySource,
  extension.binaryMediaTypes,
  extension.endpointConfiguration,
  extension.gatewayResponses,
  extension.minimumCompressionSize,
  extension.policy,
  extension.requestValidator,
  extension.requestValidators,
];
