import assert from "node:assert/strict";
import { functionNamed, invocationUri, read, restApi } from "./resources";

describe("what a route needs and cannot have locally", () => {
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
