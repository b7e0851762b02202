import assert from "node:assert/strict";
import { makeRestApi } from "../../../../local/program/components/aws-apigateway/index";
import { functionNamed, resource } from "../../resources/resources";
import { removeTemporaryFolders, temporaryFolder } from "../../temporary";

after(removeTemporaryFolders);

const FUNCTIONS = [functionNamed("hello"), functionNamed("check")];

type Operations = Record<string, Record<string, Record<string, unknown>>>;

/** What the component makes, by type and name, and its document. */
async function make(inputs: Record<string, unknown>, directory = "/") {
  const made = new Map<string, Readonly<Record<string, unknown>>>();
  const { url } = await makeRestApi("api", inputs, {
    directory,
    functionOf: (id, where) => {
      const found = FUNCTIONS.find((known) => known.id === id);
      if (found === undefined) throw new Error(`${where}: ${JSON.stringify(id)} is no function of this program`);
      return found;
    },
    make: async (type, name, own) => {
      made.set(`${type.split(":")[1]} ${name}`, JSON.parse(JSON.stringify(own)));
      return resource(type, name, own, { arn: `arn:${name}`, executionArn: "arn:api", invokeUrl: "http://x/api/stage", bucket: name });
    },
  });
  const body: Record<string, unknown> = JSON.parse(String(made.get("RestApi api")?.["body"]));
  const paths: Operations = Object(body["paths"]);
  return { made, body, paths, url };
}

const integrationOf = (operation: Record<string, unknown> | undefined): Record<string, unknown> =>
  Object(operation?.["x-amazon-apigateway-integration"]);

describe("a RestAPI of Pulumi's package for API Gateway", () => {
  it("has routes with event handlers, which may be invoked for that method and path alone", async () => {
    const routes = [
      { path: "/", method: "GET", eventHandler: "hello" },
      { path: "things/{id}/{rest+}", method: "ANY", eventHandler: "hello" },
    ];
    const { paths, made, url } = await make({ routes });
    assert.deepEqual(Object.keys(paths), ["/", "/things/{id}/{rest+}"]);
    assert.equal(integrationOf(paths["/"]?.["get"])["type"], "aws_proxy");
    assert.ok(paths["/things/{id}/{rest+}"]?.["x-amazon-apigateway-any-method"]);
    const sources = [...made].filter(([name]) => name.startsWith("Permission")).map(([, { sourceArn }]) => sourceArn);
    assert.deepEqual(sources, ["arn:api/*/GET/", "arn:api/*/*/things/{id}/{rest+}"]);
    assert.equal(url, "http://x/api/stage/");
  });

  it("takes every body for binary, and hides what a caller may not see, unless told otherwise", async () => {
    const routes = [{ path: "/", method: "GET", eventHandler: "hello" }];
    const { made, body } = await make({ routes });
    assert.deepEqual(made.get("RestApi api")?.["binaryMediaTypes"], ["*/*"]);
    const responses = (given: Record<string, unknown>) => Object(given["x-amazon-apigateway-gateway-responses"]);
    assert.equal(responses(body).MISSING_AUTHENTICATION_TOKEN.statusCode, 404);
    const own = await make({
      routes,
      binaryMediaTypes: ["image/png"],
      gatewayResponses: { ACCESS_DENIED: { statusCode: 403 } },
      stageName: "v1",
    });
    assert.deepEqual(own.made.get("RestApi api")?.["binaryMediaTypes"], ["image/png"]);
    assert.deepEqual(responses(own.body).ACCESS_DENIED, { statusCode: 403 });
    assert.equal(own.made.get("Stage api")?.["stageName"], "v1");
  });

  it("puts static content into a bucket, a folder's index at its own path", async () => {
    const folder = temporaryFolder({ "www/index.html": "<h1>é</h1>", "www/a/b.css": "x", "one.txt": "one" });
    const routes = [
      { path: "/site", localPath: "www" },
      { path: "/one", localPath: "one.txt", contentType: "text/x-one" },
    ];
    const { paths, made } = await make({ routes }, folder);
    assert.deepEqual(Object.keys(paths).sort(), ["/one", "/site", "/site/{proxy+}"]);
    const objects = [...made].filter(([name]) => name.startsWith("BucketObject"));
    assert.deepEqual(objects.map(([, { source, contentType }]) => [Object(source).path.slice(folder.length), contentType]).sort(), [
      ["/one.txt", "text/x-one"],
      ["/www/a/b.css", "text/css"],
      ["/www/index.html", "text/html"],
    ]);
    const key = String(objects.find(([, { contentType }]) => contentType === "text/html")?.[1]["key"]);
    assert.match(String(integrationOf(paths["/site"]?.["get"])["uri"]), new RegExp(`:s3:path/api/${key}$`));
    assert.match(
      String(integrationOf(paths["/site/{proxy+}"]?.["x-amazon-apigateway-any-method"])["uri"]),
      new RegExp(`:s3:path/api/${key.replace("index.html", "\\{proxy\\}")}$`),
    );
    const bucketOf = async (more: object) => {
      const { made } = await make({ routes, ...more }, folder);
      return new Set([...made.values()].flatMap(({ bucket }) => bucket ?? []));
    };
    assert.deepEqual([...(await bucketOf({ staticRoutesBucket: "mine" }))], ["mine"]);
    const withoutIndex = await make({ routes: [{ path: "/", localPath: "www", index: false }] }, folder);
    assert.deepEqual(Object.keys(withoutIndex.paths), ["/{proxy+}"]);
  });

  it("forwards all paths below a target, by any method", async () => {
    const target = { type: "http_proxy", uri: "https://example.com/a" };
    const { paths } = await make({ routes: [{ path: "/b", method: "POST", target, apiKeyRequired: true }] });
    assert.deepEqual(Object.keys(paths), ["/b", "/b/{proxy+}"]);
    const [own, below] = ["/b", "/b/{proxy+}"].map((path) => paths[path]?.["x-amazon-apigateway-any-method"]);
    assert.equal(integrationOf(own)["uri"], "https://example.com/a/");
    assert.equal(integrationOf(below)["uri"], "https://example.com/a/{proxy}");
    assert.deepEqual(below?.["security"], [{ api_key: [] }]);
  });

  it("has authorizers by functions, which it may ask by a role of its own, by their uri and by user pools", async () => {
    const authorizer = {
      authorizerName: "jwt",
      parameterName: "auth",
      parameterLocation: "query",
      type: "request",
      handler: "check",
      identitySource: ["a", "b"],
    };
    const elsewhere = { parameterName: "Auth", handler: { uri: "arn:aws:apigateway:x", credentials: "arn:role" } };
    const pool = { parameterName: "Authorization", providerARNs: ["arn:pool"], methodsToAuthorize: ["read"] };
    const route = (path: string, ...authorizers: object[]) => ({ path, method: "GET", eventHandler: "hello", authorizers });
    const { body, paths, made } = await make({
      routes: [route("/a", authorizer), route("/b", authorizer), route("/c", elsewhere), route("/d", pool)],
    });
    assert.deepEqual(
      ["/a", "/b", "/c", "/d"].map((path) => paths[path]?.["get"]?.["security"]),
      [[{ jwt: [] }], [{ jwt: [] }], [{ "api-authorizer-1": [] }], [{ "api-authorizer-2": ["read"] }]],
    );
    const definitions = Object(body["securityDefinitions"]);
    assert.deepEqual(
      [definitions.jwt.in, definitions.jwt["x-amazon-apigateway-authorizer"]],
      ["query", { type: "request", authorizerCredentials: "arn:jwt-authorizer-role", identitySource: "a, b" }],
    );
    assert.match(String(made.get("RolePolicy jwt-invocation-policy")?.["policy"]), /function:check/);
    assert.equal(definitions["api-authorizer-1"]["x-amazon-apigateway-authorizer"].authorizerUri, "arn:aws:apigateway:x");
    assert.deepEqual(definitions["api-authorizer-2"]["x-amazon-apigateway-authorizer"].providerARNs, ["arn:pool"]);
  });

  it("has required parameters, validators, IAM and raw operations", async () => {
    const required = [{ in: "query", name: "q" }];
    const routes = [
      { path: "/a", method: "GET", eventHandler: "hello", requiredParameters: required, requestValidator: "ALL", iamAuthEnabled: true },
      { path: "/c", method: "PUT", data: { responses: {} } },
    ];
    const { paths, body } = await make({ routes, requestValidator: "PARAMS_ONLY", apiKeySource: "AUTHORIZER" });
    const { "x-amazon-apigateway-integration": _, ...options } = paths["/a"]?.["get"] ?? {};
    assert.deepEqual(options, {
      parameters: [{ name: "q", in: "query", required: true, type: "string" }],
      "x-amazon-apigateway-request-validator": "ALL",
      "x-amazon-apigateway-auth": { type: "AWS_IAM" },
    });
    assert.deepEqual(paths["/c"]?.["put"], { responses: {} });
    assert.deepEqual(
      [body["x-amazon-apigateway-request-validator"], body["x-amazon-apigateway-api-key-source"]],
      ["PARAMS_ONLY", "AUTHORIZER"],
    );
  });

  it("takes a document as it is, with the component's name where it has none", async () => {
    assert.deepEqual((await make({ swaggerString: '{"swagger":"2.0","paths":{}}' })).body, {
      swagger: "2.0",
      paths: {},
      info: { title: "api" },
    });
    assert.deepEqual((await make({ swaggerString: '{"info":{"title":"own"},"paths":{}}' })).body["info"], { title: "own" });
  });

  const refusals: readonly (readonly [what: string, inputs: Record<string, unknown>, message: RegExp])[] = [
    ["without routes", {}, /^RestAPI "api" must have swaggerString or routes$/],
    [
      "whose function is elsewhere",
      { routes: [{ path: "x", method: "GET", eventHandler: "gone" }] },
      /^RestAPI "api", route GET \/x: "gone" is no function of this program$/,
    ],
    [
      "that leads nowhere",
      { routes: [{ path: "/x", method: "GET" }] },
      /^RestAPI "api", route GET \/x: it needs eventHandler, localPath, target or data$/,
    ],
    [
      "by a method that there is not",
      { routes: [{ path: "/x", method: "FETCH", eventHandler: "hello" }] },
      /^RestAPI "api", route FETCH \/x: its method must be one of ANY, GET, /,
    ],
    [
      "with two authorizers of one name",
      {
        routes: ["a", "b"].map((parameterName) => ({
          path: parameterName,
          method: "GET",
          eventHandler: "hello",
          authorizers: [{ authorizerName: "one", parameterName, handler: "check" }],
        })),
      },
      /route GET \/b: its authorizer "one" is another than the authorizer of that name of an earlier route$/,
    ],
  ];
  for (const [what, inputs, message] of refusals) it(`refuses one ${what}`, () => assert.rejects(make(inputs), { message }));
});
