import assert from "node:assert/strict";
import { expandRestApi } from "../../../../local/program/components/aws-apigateway";
import { functionNamed } from "../../resources/resources";
import { temporaryFolder } from "../../temporary";

const FUNCTIONS = [functionNamed("hello"), functionNamed("check")];

function expand(inputs: Record<string, unknown>, directory = "/") {
  const { body, functions } = expandRestApi(inputs, { directory, functionOf: (id) => FUNCTIONS.find((found) => found.id === id) });
  const paths: Record<string, Record<string, Record<string, unknown>>> = Object(body["paths"]);
  return { body, paths, functions: functions.map(({ name }) => name) };
}

const integrationOf = (operation: Record<string, unknown> | undefined): Record<string, unknown> =>
  Object(operation?.["x-amazon-apigateway-integration"]);

describe("a RestAPI of Pulumi's package for API Gateway", () => {
  it("has routes with event handlers, by any method and with variables", () => {
    const routes = [
      { path: "/", method: "GET", eventHandler: "hello" },
      { path: "things/{id}/{rest+}", method: "ANY", eventHandler: "hello" },
    ];
    const { paths, functions } = expand({ routes });
    assert.deepEqual(Object.keys(paths), ["/", "/things/{id}/{rest+}"]);
    assert.equal(integrationOf(paths["/"]?.["get"])["type"], "aws_proxy");
    const any = paths["/things/{id}/{rest+}"]?.["x-amazon-apigateway-any-method"];
    assert.deepEqual(any?.["parameters"], [
      { name: "id", in: "path", required: true, schema: { type: "string" } },
      { name: "rest", in: "path", required: true, schema: { type: "string" } },
    ]);
    assert.deepEqual(functions, ["hello"]);
  });

  it("has static content, a folder's index at its own path", () => {
    const folder = temporaryFolder({ "www/index.html": "<h1>é</h1>", "www/a/b.css": "x", "one.txt": "one" });
    const routes = [
      { path: "/site", localPath: "www" },
      { path: "/one", localPath: "one.txt", contentType: "text/x-one" },
    ];
    const { paths } = expand({ routes }, folder);
    assert.deepEqual(Object.keys(paths).sort(), ["/one", "/site", "/site/a/b.css", "/site/index.html"]);
    const { responses } = integrationOf(paths["/one"]?.["get"]);
    const answer = Object(responses).default;
    assert.deepEqual(answer.responseParameters, { "method.response.header.Content-Type": "'text/x-one'" });
    assert.equal(Buffer.from(answer.responseTemplates["application/json"], "base64").toString(), "one");
  });

  it("has authorizers, keys, targets, raw operations and required parameters", () => {
    const authorizer = {
      authorizerName: "jwt",
      parameterName: "auth",
      parameterLocation: "query",
      type: "request",
      handler: "check",
      identitySource: ["a", "b"],
    };
    const routes = [
      {
        path: "/a",
        method: "GET",
        eventHandler: "hello",
        authorizers: [authorizer],
        requiredParameters: [{ in: "query", name: "q" }],
        requestValidator: "ALL",
      },
      { path: "/b", method: "POST", target: { type: "http_proxy", uri: "https://example.com" }, apiKeyRequired: true },
      { path: "/c", method: "PUT", data: { responses: {} } },
    ];
    const { body, paths, functions } = expand({ routes });
    assert.deepEqual(functions, ["hello", "check"]);
    assert.deepEqual(paths["/a"]?.["get"]?.["security"], [{ jwt: [] }]);
    assert.equal(paths["/a"]?.["get"]?.["x-amazon-apigateway-request-validator"], "ALL");
    assert.equal(Object(body["components"]).securitySchemes.jwt["x-amazon-apigateway-authorizer"].identitySource, "a, b");
    assert.deepEqual(paths["/b"]?.["post"]?.["security"], [{ api_key: [] }]);
    assert.equal(integrationOf(paths["/b"]?.["post"])["uri"], "https://example.com");
    assert.deepEqual(paths["/c"]?.["put"], { responses: {} });
  });

  it("takes a document as it is", () => {
    assert.deepEqual(expand({ swaggerString: '{"swagger":"2.0","paths":{}}' }).body, { swagger: "2.0", paths: {} });
  });

  it("refuses a route that leads nowhere, by its name", () => {
    assert.throws(
      () => expand({ routes: [{ path: "/x", method: "GET", eventHandler: "gone" }] }),
      /^Error: route GET \/x: "gone" is no function of this program$/,
    );
    assert.throws(
      () => expand({ routes: [{ path: "/x", method: "GET" }] }),
      /^Error: route GET \/x: it needs eventHandler, localPath, target or data$/,
    );
  });
});
