import assert from "node:assert/strict";
import { type ApiDefinition, type JsonObject, readOpenApi, writeOpenApi } from "../../../definition/index";

const PROXY: JsonObject = {
  type: "aws_proxy",
  httpMethod: "POST",
  uri: "arn",
  passthroughBehavior: "when_no_match",
  timeoutInMillis: 29_000,
};

const DOCUMENT: JsonObject = {
  openapi: "3.0.1",
  info: { title: "pets", description: "all of them", version: "2.1" },
  servers: [{ url: "/", "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } }],
  paths: {
    "/pets": {
      post: {
        operationId: "createPet",
        requestBody: { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } },
        responses: {
          200: {
            description: "200 response",
            headers: { Location: { schema: { type: "string" } } },
            content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
          },
        },
        security: [{ guard: [] }, { api_key: [] }],
        "x-amazon-apigateway-request-validator": "all",
        "x-amazon-apigateway-integration": { ...PROXY, credentials: "arn:role", timeoutInMillis: 1000 },
      },
      "x-amazon-apigateway-any-method": {
        operationId: "pets",
        responses: {},
        security: [{ sigv4: [] }],
        "x-amazon-apigateway-integration": PROXY,
      },
    },
    "/{proxy+}": {
      get: {
        parameters: [{ name: "proxy", in: "path", required: true, schema: { type: "string" } }],
        responses: {},
        "x-owner": "us",
        "x-amazon-apigateway-integration": PROXY,
      },
    },
  },
  components: {
    schemas: { Pet: { description: "a pet", type: "object" } },
    securitySchemes: {
      sigv4: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
      api_key: { type: "apiKey", name: "x-api-key", in: "header" },
      guard: {
        type: "apiKey",
        name: "Unused",
        in: "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
          type: "request",
          authorizerUri: "arn:guard",
          identitySource: "context.stage, method.request.querystring.token",
          authorizerResultTtlInSeconds: 60,
        },
      },
    },
  },
  "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
  "x-team": "pets",
};

describe("OpenAPI for API Gateway", () => {
  it("is written as API Gateway exports it", () => {
    assert.deepEqual(writeOpenApi(readOpenApi(DOCUMENT)), DOCUMENT);
  });

  it("keeps integration responses in their order", () => {
    const integration = { type: "mock", responses: { b: { statusCode: "400" }, a: { statusCode: "500" }, default: { statusCode: "200" } } };
    const definition = readOpenApi({ ...DOCUMENT, paths: { "/": { get: { "x-amazon-apigateway-integration": integration } } } });
    assert.match(JSON.stringify(writeOpenApi(definition)), /"responses":\{"b":.*"a":.*"default":/);
  });

  it("names its own schemes so that no authorizer loses its name", () => {
    const authorizer = {
      type: "TOKEN",
      authorizerUri: "arn",
      identitySource: ["method.request.header.A"],
      authorizerResultTtlInSeconds: 0,
      providerArns: [],
    } as const;
    const definition: ApiDefinition = {
      ...readOpenApi(DOCUMENT),
      authorizers: { api_key: authorizer, api_key_: authorizer, sigv4: authorizer },
    };
    const routes = Object.values(definition.routes).map((route) => [
      `${route.method} ${route.path}`,
      {
        ...route,
        authorization: route.authorization.type === "CUSTOM" ? { type: "CUSTOM", authorizer: "api_key" } : route.authorization,
      } as const,
    ]);
    const renamed = { ...definition, routes: Object.fromEntries(routes) };
    assert.deepEqual(readOpenApi(writeOpenApi(renamed), { endpoint: renamed.endpoint }), renamed);
  });
});
