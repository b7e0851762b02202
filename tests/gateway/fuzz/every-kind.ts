/** An API with a route of every kind: integration, authorization, validation. */
import type { Gateway } from "../../../gateway/index";
import { arnOf, custom, gatewayOf, proxy, ROLE, type TestApi } from "../api";

export const PATHS = [
  "/",
  "/pets/1",
  "/mock",
  "/custom",
  "/model",
  "/http",
  "/http-proxy/1/2",
  "/stream",
  "/token",
  "/request",
  "/cognito",
  "/iam",
  "/key",
  "/event",
  "/dynamodb",
];

/** The gateway of that API, all of whose functions give the same. */
export function gatewayOfEveryKind(result: unknown, options: TestApi["options"] = {}): Gateway {
  return gatewayOf({
    paths: {
      "/": { get: proxy("f") },
      "/{proxy+}": { "x-amazon-apigateway-any-method": proxy("f") },
      "/mock": { "x-amazon-apigateway-any-method": mock({ requestTemplates: json('{"statusCode": $input.params("a")}') }) },
      "/custom": { "x-amazon-apigateway-any-method": CUSTOM },
      "/model": { post: { ...proxy("f"), ...VALIDATED, parameters: PARAMETERS }, put: { ...custom("f"), ...VALIDATED } },
      "/http": {
        "x-amazon-apigateway-any-method": {
          ...RESPONSES,
          parameters: PARAMETERS,
          "x-amazon-apigateway-integration": { type: "http", ...HTTP, ...MAPPED },
        },
      },
      "/http-proxy/{proxy+}": { "x-amazon-apigateway-any-method": { "x-amazon-apigateway-integration": { type: "http_proxy", ...HTTP } } },
      "/stream": { get: proxy("f", { responseTransferMode: "STREAM", uri: STREAMING_URI }) },
      "/event": { post: custom("f", { requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" } }) },
      "/dynamodb": { post: { ...RESPONSES, "x-amazon-apigateway-integration": DYNAMODB } },
      ...Object.fromEntries(Object.keys(SCHEMES).map((scheme) => [`/${scheme}`, { get: { ...proxy("f"), security: [{ [scheme]: [] }] } }])),
    },
    document: {
      components: { schemas: { Input: MODEL }, securitySchemes: SCHEMES },
      "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
      "x-amazon-apigateway-binary-media-types": ["image/png", "application/octet-stream"],
      "x-amazon-apigateway-minimum-compression-size": 10,
      "x-amazon-apigateway-gateway-responses": {
        DEFAULT_4XX: {
          responseTemplates: json('{"message": $context.error.messageString, "v": "$context.error.validationErrorString"}'),
          responseParameters: { "gatewayresponse.header.x-a": "method.request.querystring.a" },
        },
      },
    },
    functions: { f: () => result, authorizer: () => result },
    options: { credentials: [CREDENTIALS], ...options },
  });
}

/** A MOCK operation that anybody may call. */
export function mock(integration: object): object {
  return {
    ...RESPONSES,
    "x-amazon-apigateway-integration": { type: "mock", responses: { default: { statusCode: "200" } }, ...integration },
  };
}

const RESPONSES = { responses: { 200: { description: "", headers: { "x-a": { schema: { type: "string" } } } }, 400: { description: "" } } };
const PARAMETERS = [{ name: "a", in: "query", required: true, schema: { type: "string" } }];
const MODEL = {
  type: "object",
  required: ["a"],
  properties: { a: { type: "string", pattern: "^(x+)+$" }, tree: { $ref: "#/components/schemas/Input" }, email: { format: "email" } },
};
const VALIDATED = {
  requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Input" } } } },
  "x-amazon-apigateway-request-validator": "all",
};
const MAPPED = {
  requestParameters: {
    "integration.request.header.x-b": "method.request.body.a",
    "integration.request.path.x": "method.request.querystring.a",
  },
};
const HTTP = {
  httpMethod: "ANY",
  uri: "http://backend.example/{x}",
  responses: { default: { statusCode: "200" }, "4\\d\\d": { statusCode: "200" } },
};
const STREAMING_URI = `arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/${arnOf("f")}/response-streaming-invocations`;
const DYNAMODB = {
  type: "aws",
  httpMethod: "POST",
  uri: "arn:aws:apigateway:us-east-1:dynamodb:action/ListTables",
  credentials: ROLE,
  responses: { default: { statusCode: "200" } },
};
const CUSTOM = {
  ...custom("f", {
    requestTemplates: json(
      '{"all": $input.json("$"), "a": "$util.escapeJavaScript($input.params("a"))", "m": #foreach($k in $input.path("$").keySet())$k#end}',
    ),
    responses: {
      default: {
        statusCode: "200",
        responseTemplates: json("$input.path('$.a')"),
        responseParameters: { "method.response.header.x-a": "integration.response.body.a" },
      },
      "(a|b|ab)*c": { statusCode: "400" },
    },
  }),
  ...RESPONSES,
  parameters: PARAMETERS,
};
const CREDENTIALS = {
  accessKeyId: "AKID",
  secretAccessKey: "secret",
  accountId: "123456789012",
  userArn: "arn:aws:iam::123456789012:user/u",
  userId: "AIDA",
  policies: [],
};
const SCHEMES = {
  token: lambdaAuthorizer({ type: "token", authorizerResultTtlInSeconds: 0, identityValidationExpression: "(a|aa)+.*" }),
  request: lambdaAuthorizer({
    type: "request",
    identitySource: "method.request.header.x-a, method.request.querystring.a, context.identity.sourceIp",
  }),
  cognito: {
    ...authorization("cognito_user_pools"),
    "x-amazon-apigateway-authorizer": {
      type: "cognito_user_pools",
      providerARNs: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI"],
    },
  },
  iam: authorization("awsSigv4"),
  key: { type: "apiKey", name: "x-api-key", in: "header" },
};

function lambdaAuthorizer(authorizer: object): object {
  const authorizerUri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arnOf("authorizer")}/invocations`;
  return { ...authorization("custom"), "x-amazon-apigateway-authorizer": { authorizerUri, authorizerCredentials: ROLE, ...authorizer } };
}

function authorization(type: string): object {
  return { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": type };
}

function json(template: string): { readonly [mediaType: string]: string } {
  return { "application/json": template };
}
