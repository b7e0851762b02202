import assert from "node:assert/strict";
import { functionNamed, invocationUri, read, restApi } from "./resources";

describe("what a route needs and cannot have locally", () => {
  it("is told of types that AWS may have added", () => {
    const integration = { type: "grpc_proxy", httpMethod: "POST", uri: invocationUri("f") };
    const scheme = (type: string) => ({
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authorizer": { type, authorizerUri: invocationUri("f") },
    });
    const body = JSON.stringify({
      openapi: "3.0.1",
      info: { title: "a" },
      paths: { "/": { get: { security: [{ check: [] }], "x-amazon-apigateway-integration": integration } } },
      components: { securitySchemes: { check: scheme("passkey") } },
    });
    const { notices } = read(restApi("a", { body }), functionNamed("f", { code: { source: { path: "/code" } } }));
    assert.deepEqual(
      notices.filter((line) => line.startsWith("a, GET /")),
      [
        "a, GET /: integrations of type GRPC_PROXY are not known here; requests to it are answered with 500",
        'a, GET /: its authorizer "check" cannot decide: authorizers of type PASSKEY are not known here; requests to it are answered with 500',
      ],
    );
  });

  it("is told of its authorizer as of its integration", () => {
    const scheme = {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: invocationUri("gone") },
    };
    const get = {
      security: [{ check: [] }],
      "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri: invocationUri("there") },
    };
    const body = JSON.stringify({
      openapi: "3.0.1",
      info: { title: "a" },
      paths: { "/": { get } },
      components: { securitySchemes: { check: scheme } },
    });
    const code = { source: { path: "/code" } };
    const { notices } = read(restApi("a", { body }), functionNamed("there", { code }));
    assert.match(
      notices.join("\n"),
      /^a, GET \/: its authorizer "check" cannot decide: .*:function:gone is no function of this program; requests/m,
    );
  });
});
