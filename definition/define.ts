/** From what a user writes to the API's definition: every default of an API is filled in here, and nowhere else. */
import type {
  ApiArguments,
  GatewayResponseArguments,
  IntegrationArguments,
  IntegrationResponseArguments,
  MethodResponseArguments,
  Named,
  RouteArguments,
} from "./arguments";
import { defineAuthorization, defineAuthorizer } from "./authorizers";
import { withCors } from "./cors/index";
import { frozenCopy } from "./frozen-copy";
import { withValidationErrors } from "./gateway-responses";
import { INTEGRATION_TIMEOUT } from "./limits";
import { mapRecord } from "./map-record";
import { mappedVariables } from "./mapped-variables";
import { renderMapping } from "./mapping/index";
import { schemaWithReferences } from "./models";
import { parseRouteKey, pathVariables } from "./paths";
import { definePolicy } from "./resource-policy";
import type { Method } from "./tables/index";
import type { ApiDefinition, Endpoint, GatewayResponse, Integration, IntegrationResponse, MethodResponse, Model, RequestValidator, Route } from "./types";
import { whole } from "./whole";

/** The validators by what they check; an API has those that its routes use. */
const VALIDATORS: Readonly<Record<string, RequestValidator>> = {
  all: { validateRequestBody: true, validateRequestParameters: true },
  body: { validateRequestBody: true, validateRequestParameters: false },
  parameters: { validateRequestBody: false, validateRequestParameters: true },
};

/** The definition that these arguments mean; `name` is the API's where they give none. Keys of routes that are none are left out: the rules say so. */
export function defineApi(name: string, given: ApiArguments<Named>): ApiDefinition {
  const args = withCors(given);
  const routes = Object.fromEntries(
    Object.entries(args.routes).flatMap(([key, route]) => {
      const parsed = parseRouteKey(key);
      return parsed === undefined ? [] : [[key, defineRoute(parsed.method, parsed.path, route, args.authorizers)]];
    }),
  );
  const policy = definePolicy(args);
  const used = new Set(Object.values(routes).map(({ requestValidator }) => requestValidator));
  const definition = whole<ApiDefinition>({
    name: args.apiName ?? name,
    description: args.description,
    version: args.version ?? "1.0",
    endpoint: whole<Endpoint>({
      type: args.endpointType ?? "REGIONAL",
      ipAddressType: args.ipAddressType,
      vpcEndpointIds: args.vpcEndpoints ?? [],
      disableExecuteApiEndpoint: args.disableExecuteApiEndpoint ?? false,
    }),
    apiKeySource: args.apiKeySource ?? "HEADER",
    binaryMediaTypes: args.binaryMediaTypes ?? [],
    minimumCompressionSize: args.minimumCompressionSize,
    policy,
    models: mapRecord(args.models ?? {}, (schema) => whole<Model>({ description: undefined, schema: schemaWithReferences(schema) })),
    requestValidators: Object.fromEntries(Object.entries(VALIDATORS).filter(([validator]) => used.has(validator))),
    authorizers: mapRecord(args.authorizers ?? {}, defineAuthorizer),
    gatewayResponses: mapRecord<string, GatewayResponseArguments | undefined, GatewayResponse>(
      args.validationErrors === false ? (args.gatewayResponses ?? {}) : withValidationErrors(args.gatewayResponses ?? {}, Object.values(routes), VALIDATORS),
      defineGatewayResponse,
    ),
    routes,
    extensions: args.extensions ?? {},
  });
  return frozenCopy(definition);
}

function defineRoute(method: Method, path: string, args: RouteArguments<Named>, authorizers: ApiArguments<Named>["authorizers"]): Route {
  const parameters = {
    ...Object.fromEntries(pathVariables(path).map((variable) => [`path.${variable}`, true])),
    ...prefixed("querystring", args.parameters?.query ?? {}),
    ...prefixed("header", args.parameters?.header ?? {}),
  };
  const requestModels = byMediaType(args.body, ["application/json", "$default"]);
  const validatesParameters = args.validate?.parameters ?? Object.values({ ...args.parameters?.query, ...args.parameters?.header }).includes(true);
  const validatesBody = args.validate?.body ?? Object.keys(requestModels).length > 0;
  const validator = Object.keys(VALIDATORS).find(
    (name) => VALIDATORS[name]?.validateRequestBody === validatesBody && VALIDATORS[name]?.validateRequestParameters === validatesParameters,
  );
  const integration = defineIntegration(args.integration, path);
  return whole<Route>({
    method,
    path,
    operationName: args.operationName,
    summary: args.summary,
    description: args.description,
    tags: args.tags ?? [],
    authorization: defineAuthorization(args.authorization, authorizers),
    apiKeyRequired: args.apiKeyRequired ?? false,
    requestParameters: parameters,
    requestModels,
    requestValidator: validator,
    methodResponses: defineMethodResponses(args.responses ?? {}, integration),
    integration,
    extensions: args.extensions ?? {},
  });
}

function defineIntegration(args: IntegrationArguments<Named, string>, path: string): Integration {
  const requestTemplates = args.requestTemplates ?? (args.request === undefined ? {} : { "application/json": renderMapping(args.request) });
  const isProxy = args.type === "AWS_PROXY" || args.type === "HTTP_PROXY";
  return whole<Integration>({
    type: args.type,
    httpMethod: args.httpMethod,
    uri: args.uri ?? args.function,
    credentials: args.credentials,
    requestParameters: { ...mappedVariables(args, path), ...args.requestParameters },
    requestTemplates,
    passthroughBehavior: args.passthroughBehavior ?? (isProxy ? "WHEN_NO_MATCH" : "WHEN_NO_TEMPLATES"),
    contentHandling: args.contentHandling,
    timeoutInMillis: args.timeoutInMillis ?? INTEGRATION_TIMEOUT,
    connectionType: args.connectionId === undefined ? "INTERNET" : "VPC_LINK",
    connectionId: args.connectionId,
    integrationTarget: args.integrationTarget,
    insecureSkipVerification: args.insecureSkipVerification ?? false,
    cacheNamespace: args.cacheNamespace,
    cacheKeyParameters: args.cacheKeyParameters ?? [],
    responseTransferMode: args.responseTransferMode ?? "BUFFERED",
    responses: isProxy ? [] : (args.responses ?? [{}]).map(defineIntegrationResponse),
  });
}

function defineIntegrationResponse(args: IntegrationResponseArguments): IntegrationResponse {
  return whole<IntegrationResponse>({
    selectionPattern: args.selectionPattern,
    statusCode: String(args.statusCode ?? 200),
    responseParameters: args.responseParameters ?? {},
    responseTemplates: args.responseTemplates ?? (args.body === undefined ? {} : { "application/json": renderMapping(args.body) }),
    contentHandling: args.contentHandling,
  });
}

function defineMethodResponses(args: Readonly<Record<string, MethodResponseArguments>>, integration: Integration): Record<string, MethodResponse> {
  const statuses = new Set([...Object.keys(args), ...integration.responses.map(({ statusCode }) => statusCode)]);
  return Object.fromEntries(
    [...statuses].map((status): [string, MethodResponse] => {
      const { description, headers = [], body } = args[status] ?? {};
      const mapped = integration.responses
        .filter(({ statusCode }) => statusCode === status)
        .flatMap(({ responseParameters }) => Object.keys(responseParameters))
        .flatMap((target) => /^method\.response\.header\.(.+)$/.exec(target)?.[1] ?? []);
      return [
        status,
        whole<MethodResponse>({
          description,
          headers: [...new Set([...headers, ...mapped])].sort(),
          models: byMediaType(body, ["application/json"]),
        }),
      ];
    }),
  );
}

function defineGatewayResponse(args: GatewayResponseArguments | undefined): GatewayResponse {
  return whole<GatewayResponse>({
    statusCode: args?.statusCode === undefined ? undefined : String(args.statusCode),
    responseParameters: Object.fromEntries(Object.entries(args?.headers ?? {}).map(([name, value]) => [`gatewayresponse.header.${name}`, value])),
    responseTemplates: args?.responseTemplates ?? {},
  });
}

// Developer guide, "Request validation for REST APIs": a media type without a model is not validated, so `$default` closes that gap.
function byMediaType(model: string | Readonly<Record<string, string>> | undefined, mediaTypes: readonly string[]): Readonly<Record<string, string>> {
  return typeof model === "string" ? Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, model])) : (model ?? {});
}

function prefixed(location: string, parameters: Readonly<Record<string, boolean>>): Record<string, boolean> {
  return Object.fromEntries(Object.entries(parameters).map(([name, isRequired]) => [`${location}.${name}`, isRequired]));
}
