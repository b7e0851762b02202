import {
  type Authorizer,
  type GatewayResponse,
  type Integration,
  type IntegrationResponse,
  METHODS,
  type MethodResponse,
  type Model,
  type RequestValidator,
  type Route,
  type Unread,
} from "../../definition/index";
import type { Resource } from "../program/index";
import { flag, list, number, type Properties, parsed, properties, text, textMap, texts } from "./properties";
import { named, type Registry } from "./registry";

/**
 * Reads what the program says of an API in resources of their own, each part whole, member by member of its definition, and spelt as a
 * document has it:
 * what is wrong with a member is then for the document's reader to say.
 */

/** Adds to an API's document what the program says of it in resources of their own: Resource, Method, Integration and so on. */
export function withResources(document: Properties, api: Resource, registry: Registry): Properties {
  const part = (type: string) => registry.of(`apigateway/${type}`, api.id);
  const models = part("model:Model").map((model) => [nameOf(model), schemaOf(model)]);
  const validators = part("requestValidator:RequestValidator").map((validator) => [nameOf(validator), validatorOf(validator)]);
  const schemes = [
    ...part("authorizer:Authorizer").map((authorizer) => [nameOf(authorizer), schemeOf(authorizer)]),
    ["api_key", API_KEY],
    ["sigv4", SIGV4],
  ];
  const responses = part("response:Response").map(({ inputs }) => [text(inputs["responseType"]), responseOf(inputs)]);
  const methods = part("method:Method");
  if ([models, validators, responses, methods].every((found) => found.length === 0)) return document;
  const components = properties(document["components"]);
  return {
    ...document,
    paths: withMethods(properties(document["paths"]), methods, api, registry),
    components: {
      ...components,
      schemas: { ...properties(components["schemas"]), ...Object.fromEntries(models) },
      securitySchemes: { ...properties(components["securitySchemes"]), ...Object.fromEntries(schemes) },
    },
    "x-amazon-apigateway-request-validators": {
      ...properties(document["x-amazon-apigateway-request-validators"]),
      ...Object.fromEntries(validators),
    },
    "x-amazon-apigateway-gateway-responses": {
      ...properties(document["x-amazon-apigateway-gateway-responses"]),
      ...Object.fromEntries(responses),
    },
  };
}

const API_KEY = { type: "apiKey", name: "x-api-key", in: "header" };
const SIGV4 = { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" };

function nameOf({ outputs, name }: Resource): string {
  return text(outputs["name"]) ?? name;
}

function schemaOf(model: Resource): unknown {
  const { inputs } = model;
  const { description, schema }: Unread<Model> = {
    description: text(inputs["description"]),
    schema: parsed(text(inputs["schema"]) ?? "{}", `the schema of ${named(model)}`),
  };
  return description === undefined ? schema : { description, ...properties(schema) };
}

function validatorOf({ inputs }: Resource): Unread<RequestValidator> {
  return {
    validateRequestBody: flag(inputs["validateRequestBody"]) ?? false,
    validateRequestParameters: flag(inputs["validateRequestParameters"]) ?? false,
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function schemeOf({ inputs }: Resource): unknown {
  const type = text(inputs["type"]) ?? "TOKEN";
  const identitySource = text(inputs["identitySource"]) ?? "method.request.header.Authorization";
  const authorizer: Unread<Authorizer> = {
    type: type.toLowerCase(),
    authorizerUri: text(inputs["authorizerUri"]),
    authorizerCredentials: text(inputs["authorizerCredentials"]),
    identitySource: type === "REQUEST" || type === "JWT" ? identitySource : undefined,
    identityValidationExpression: text(inputs["identityValidationExpression"]),
    authorizerResultTtlInSeconds: number(inputs["authorizerResultTtlInSeconds"]),
    providerArns: texts(inputs["providerArns"]),
    jwtConfiguration: inputs["jwtConfiguration"],
  };
  const { providerArns: providerARNs, ...same } = authorizer;
  return {
    type: "apiKey",
    name: type === "REQUEST" ? "Unused" : identitySource.replace(/^method\.request\.header\./, ""),
    in: "header",
    "x-amazon-apigateway-authtype": type === "TOKEN" || type === "REQUEST" ? "custom" : type.toLowerCase(),
    "x-amazon-apigateway-authorizer": { ...same, providerARNs },
  };
}

function responseOf(inputs: Properties): Unread<GatewayResponse> {
  return {
    statusCode: text(inputs["statusCode"]),
    responseParameters: textMap(inputs["responseParameters"]),
    responseTemplates: textMap(inputs["responseTemplates"]),
  };
}

function withMethods(paths: Properties, methods: readonly Resource[], api: Resource, registry: Registry): Properties {
  const merged = new Map(Object.entries(paths).map(([path, item]) => [path, properties(item)]));
  for (const method of methods) {
    const route = routeOf(method, api, registry);
    const member = route.method.toLowerCase();
    merged.set(route.path, {
      ...merged.get(route.path),
      [member === "any" ? "x-amazon-apigateway-any-method" : member]: operationOf(route),
    });
  }
  return Object.fromEntries(merged);
}

function pathOf({ inputs }: Resource, api: Resource, registry: Registry): string {
  const id = inputs["resourceId"];
  return id === api.outputs["rootResourceId"] ? "/" : (text(registry.byId("apigateway/resource:Resource", id)?.outputs["path"]) ?? "/");
}

/** A method as a document has it, but that what it asks of its caller is written as its requirements are. */
type UnreadRoute = Unread<Route> & Pick<Route, "method" | "path">;

function operationOf({ method: _, path: __, authorization, apiKeyRequired, ...route }: UnreadRoute): unknown {
  return {
    operationId: route.operationName,
    summary: route.summary,
    description: route.description,
    tags: route.tags,
    parameters: Object.entries(properties(route.requestParameters)).map(([place, required]) => parameterOf(place, flag(required) ?? false)),
    requestBody: { content: contentOf(route.requestModels) },
    responses: route.methodResponses,
    security: [...list(authorization), ...(apiKeyRequired === true ? [{ api_key: [] }] : [])],
    "x-amazon-apigateway-request-validator": route.requestValidator,
    "x-amazon-apigateway-integration": route.integration,
    ...properties(route.extensions),
  };
}

function routeOf(method: Resource, api: Resource, registry: Registry): UnreadRoute {
  const { inputs } = method;
  const ofMethod = (type: string) =>
    registry
      .of(`apigateway/${type}`, api.id)
      .filter((part) => part.inputs["resourceId"] === inputs["resourceId"] && part.inputs["httpMethod"] === inputs["httpMethod"]);
  const [integration] = ofMethod("integration:Integration");
  const validator = registry.byId("apigateway/requestValidator:RequestValidator", inputs["requestValidatorId"]);
  return {
    method: METHODS.find((known) => known === text(inputs["httpMethod"])?.toUpperCase()) ?? "ANY",
    path: pathOf(method, api, registry),
    operationName: text(inputs["operationName"]),
    summary: undefined,
    description: undefined,
    tags: undefined,
    authorization: requirementOf(inputs, registry),
    apiKeyRequired: flag(inputs["apiKeyRequired"]),
    requestParameters: inputs["requestParameters"],
    requestModels: inputs["requestModels"],
    requestValidator: validator && nameOf(validator),
    methodResponses: Object.fromEntries(
      ofMethod("methodResponse:MethodResponse").map((response) => [text(response.inputs["statusCode"]), methodResponseOf(response)]),
    ),
    integration: integration && integrationOf(integration, ofMethod("integrationResponse:IntegrationResponse")),
    extensions: undefined,
  };
}

const IN: ReadonlyMap<string, string> = new Map([
  ["path", "path"],
  ["querystring", "query"],
  ["header", "header"],
]);

/** `method.request.querystring.a` */
function parameterOf(place: string, required: boolean): unknown {
  const [, , location = "", ...name] = place.split(".");
  return { in: IN.get(location) ?? location, name: name.join("."), required, schema: { type: "string" } };
}

function contentOf(models: unknown): unknown {
  return Object.fromEntries(
    Object.entries(textMap(models)).map(([mediaType, model]) => [mediaType, { schema: { $ref: `#/components/schemas/${model}` } }]),
  );
}

function methodResponseOf({ inputs }: Resource): unknown {
  const names = Object.keys(properties(inputs["responseParameters"])).map((place) => place.replace(/^method\.response\.header\./, ""));
  const { description, headers, models }: Unread<MethodResponse> = {
    description: `${text(inputs["statusCode"])} response`,
    headers: Object.fromEntries(names.map((name) => [name, { schema: { type: "string" } }])),
    models: inputs["responseModels"],
  };
  return { description, headers, content: contentOf(models) };
}

function requirementOf(inputs: Properties, registry: Registry): unknown {
  const authorization = text(inputs["authorization"]) ?? "NONE";
  const authorizer = registry.byId("apigateway/authorizer:Authorizer", inputs["authorizerId"]);
  return [
    ...(authorization === "AWS_IAM" ? [{ sigv4: [] }] : []),
    ...(authorizer && authorization !== "NONE" ? [{ [nameOf(authorizer)]: texts(inputs["authorizationScopes"]) }] : []),
  ];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
function integrationOf({ inputs }: Resource, responses: readonly Resource[]): unknown {
  const { insecureSkipVerification, ...same }: Unread<Integration> = {
    type: (text(inputs["type"]) ?? "").toLowerCase(),
    httpMethod: text(inputs["integrationHttpMethod"]),
    uri: text(inputs["uri"]),
    credentials: text(inputs["credentials"]),
    requestParameters: textMap(inputs["requestParameters"]),
    requestTemplates: textMap(inputs["requestTemplates"]),
    passthroughBehavior: text(inputs["passthroughBehavior"])?.toLowerCase(),
    contentHandling: text(inputs["contentHandling"]),
    timeoutInMillis: number(inputs["timeoutMilliseconds"]),
    connectionType: text(inputs["connectionType"]),
    connectionId: text(inputs["connectionId"]),
    integrationTarget: text(inputs["integrationTarget"]),
    insecureSkipVerification: flag(properties(inputs["tlsConfig"])["insecureSkipVerification"]),
    cacheNamespace: text(inputs["cacheNamespace"]),
    cacheKeyParameters: list(inputs["cacheKeyParameters"]),
    responseTransferMode: text(inputs["responseTransferMode"]),
    responses: Object.fromEntries(
      responses.map((response) => [text(response.inputs["selectionPattern"]) || "default", integrationResponseOf(response)]),
    ),
  };
  return { ...same, tlsConfig: { insecureSkipVerification } };
}

function integrationResponseOf({ inputs }: Resource): Omit<Unread<IntegrationResponse>, "selectionPattern"> {
  return {
    statusCode: text(inputs["statusCode"]),
    responseParameters: textMap(inputs["responseParameters"]),
    responseTemplates: textMap(inputs["responseTemplates"]),
    contentHandling: text(inputs["contentHandling"]),
  };
}
