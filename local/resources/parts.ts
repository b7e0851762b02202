import type { Resource } from "../program/index";
import { flag, given, list, number, type Properties, properties, text, textMap, texts } from "./properties";
import type { Registry } from "./registry";

/** Adds to an API's document what the program says of it in resources of their own: Resource, Method, Integration and so on. */
export function withParts(document: Properties, api: Resource, registry: Registry): Properties {
  const part = (type: string) => registry.of(`apigateway/${type}`, api.id);
  const models = part("model:Model").map((model) => [nameOf(model), schemaOf(model)]);
  const validators = part("requestValidator:RequestValidator").map((validator) => [nameOf(validator), validatorOf(validator)]);
  const schemes = [...part("authorizer:Authorizer").map((authorizer) => [nameOf(authorizer), schemeOf(authorizer)]), ["api_key", API_KEY], ["sigv4", SIGV4]];
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
    "x-amazon-apigateway-request-validators": { ...properties(document["x-amazon-apigateway-request-validators"]), ...Object.fromEntries(validators) },
    "x-amazon-apigateway-gateway-responses": { ...properties(document["x-amazon-apigateway-gateway-responses"]), ...Object.fromEntries(responses) },
  };
}

const API_KEY = { type: "apiKey", name: "x-api-key", in: "header" };
const SIGV4 = { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" };

function nameOf({ outputs, name }: Resource): string {
  return text(outputs["name"]) ?? name;
}

function schemaOf({ inputs }: Resource): unknown {
  const schema: unknown = JSON.parse(text(inputs["schema"]) ?? "{}");
  const description = text(inputs["description"]);
  return description === undefined ? schema : { description, ...properties(schema) };
}

function validatorOf({ inputs }: Resource): unknown {
  return {
    validateRequestBody: flag(inputs["validateRequestBody"]) ?? false,
    validateRequestParameters: flag(inputs["validateRequestParameters"]) ?? false,
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
function schemeOf({ inputs }: Resource): unknown {
  const type = text(inputs["type"]) ?? "TOKEN";
  const identitySource = text(inputs["identitySource"]) ?? "method.request.header.Authorization";
  return {
    type: "apiKey",
    name: type === "REQUEST" ? "Unused" : identitySource.replace(/^method\.request\.header\./, ""),
    in: "header",
    "x-amazon-apigateway-authtype": type === "COGNITO_USER_POOLS" ? "cognito_user_pools" : "custom",
    "x-amazon-apigateway-authorizer": {
      type: type.toLowerCase(),
      ...given("authorizerUri", text(inputs["authorizerUri"])),
      ...given("authorizerCredentials", text(inputs["authorizerCredentials"])),
      ...given("identitySource", type === "REQUEST" ? identitySource : undefined),
      ...given("identityValidationExpression", text(inputs["identityValidationExpression"])),
      ...given("authorizerResultTtlInSeconds", number(inputs["authorizerResultTtlInSeconds"])),
      providerARNs: texts(inputs["providerArns"]),
    },
  };
}

function responseOf(inputs: Properties): unknown {
  return {
    ...given("statusCode", text(inputs["statusCode"])),
    responseParameters: textMap(inputs["responseParameters"]),
    responseTemplates: textMap(inputs["responseTemplates"]),
  };
}

function withMethods(paths: Properties, methods: readonly Resource[], api: Resource, registry: Registry): Properties {
  const merged = new Map(Object.entries(paths).map(([path, item]) => [path, properties(item)]));
  for (const method of methods) {
    const path = pathOf(method, api, registry);
    const member = text(method.inputs["httpMethod"])?.toLowerCase() ?? "any";
    const operation = operationOf(method, api, registry);
    merged.set(path, { ...merged.get(path), [member === "any" ? "x-amazon-apigateway-any-method" : member]: operation });
  }
  return Object.fromEntries(merged);
}

function pathOf({ inputs }: Resource, api: Resource, registry: Registry): string {
  const id = inputs["resourceId"];
  return id === api.outputs["rootResourceId"] ? "/" : (text(registry.byId("apigateway/resource:Resource", id)?.outputs["path"]) ?? "/");
}

function operationOf(method: Resource, api: Resource, registry: Registry): unknown {
  const { inputs } = method;
  const ofMethod = (type: string) =>
    registry
      .of(`apigateway/${type}`, api.id)
      .filter((part) => part.inputs["resourceId"] === inputs["resourceId"] && part.inputs["httpMethod"] === inputs["httpMethod"]);
  const [integration] = ofMethod("integration:Integration");
  const validator = registry.byId("apigateway/requestValidator:RequestValidator", inputs["requestValidatorId"]);
  return {
    ...given("operationId", text(inputs["operationName"])),
    parameters: Object.entries(properties(inputs["requestParameters"])).map(([place, required]) => parameterOf(place, flag(required) ?? false)),
    requestBody: { content: contentOf(inputs["requestModels"]) },
    responses: Object.fromEntries(
      ofMethod("methodResponse:MethodResponse").map((response) => [text(response.inputs["statusCode"]), methodResponseOf(response)]),
    ),
    security: securityOf(inputs, registry),
    ...given("x-amazon-apigateway-request-validator", validator && nameOf(validator)),
    ...given("x-amazon-apigateway-integration", integration && integrationOf(integration, ofMethod("integrationResponse:IntegrationResponse"))),
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
  return Object.fromEntries(Object.entries(textMap(models)).map(([mediaType, model]) => [mediaType, { schema: { $ref: `#/components/schemas/${model}` } }]));
}

function methodResponseOf({ inputs }: Resource): unknown {
  const headers = Object.keys(properties(inputs["responseParameters"])).map((place) => place.replace(/^method\.response\.header\./, ""));
  return {
    description: `${text(inputs["statusCode"])} response`,
    headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: "string" } }])),
    content: contentOf(inputs["responseModels"]),
  };
}

function securityOf(inputs: Properties, registry: Registry): unknown {
  const authorization = text(inputs["authorization"]) ?? "NONE";
  const authorizer = registry.byId("apigateway/authorizer:Authorizer", inputs["authorizerId"]);
  return [
    ...(authorization === "AWS_IAM" ? [{ sigv4: [] }] : []),
    ...(authorizer && authorization !== "NONE" ? [{ [nameOf(authorizer)]: texts(inputs["authorizationScopes"]) }] : []),
    ...(flag(inputs["apiKeyRequired"]) ? [{ api_key: [] }] : []),
  ];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
function integrationOf({ inputs }: Resource, responses: readonly Resource[]): unknown {
  const insecure = flag(properties(inputs["tlsConfig"])["insecureSkipVerification"]);
  return {
    type: (text(inputs["type"]) ?? "").toLowerCase(),
    ...given("httpMethod", text(inputs["integrationHttpMethod"])),
    ...given("uri", text(inputs["uri"])),
    ...given("credentials", text(inputs["credentials"])),
    requestParameters: textMap(inputs["requestParameters"]),
    requestTemplates: textMap(inputs["requestTemplates"]),
    ...given("passthroughBehavior", text(inputs["passthroughBehavior"])?.toLowerCase()),
    ...given("contentHandling", text(inputs["contentHandling"])),
    ...given("timeoutInMillis", number(inputs["timeoutMilliseconds"])),
    ...given("connectionType", text(inputs["connectionType"])),
    ...given("connectionId", text(inputs["connectionId"])),
    ...given("integrationTarget", text(inputs["integrationTarget"])),
    ...given("tlsConfig", insecure === undefined ? undefined : { insecureSkipVerification: insecure }),
    ...given("cacheNamespace", text(inputs["cacheNamespace"])),
    cacheKeyParameters: list(inputs["cacheKeyParameters"]),
    ...given("responseTransferMode", text(inputs["responseTransferMode"])),
    responses: Object.fromEntries(responses.map((response) => [text(response.inputs["selectionPattern"]) || "default", integrationResponseOf(response)])),
  };
}

function integrationResponseOf({ inputs }: Resource): unknown {
  return {
    statusCode: text(inputs["statusCode"]),
    responseParameters: textMap(inputs["responseParameters"]),
    responseTemplates: textMap(inputs["responseTemplates"]),
    ...given("contentHandling", text(inputs["contentHandling"])),
  };
}
