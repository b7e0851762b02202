import assert from "node:assert/strict";
import { readOpenApi } from "../../../definition/index";
import type { LocalApi } from "../../../local/resources/index";
import { invocationUri, read, resource, restApi } from "./resources";

const INTEGRATION = { type: "aws_proxy", httpMethod: "POST", uri: invocationUri("f") };
const DOCUMENT = {
  openapi: "3.0.1",
  info: { title: "pets", version: "2.0" },
  paths: { "/pets": { get: { responses: {}, "x-amazon-apigateway-integration": INTEGRATION } } },
};

function only(apis: readonly LocalApi[]): LocalApi {
  assert.equal(apis.length, 1);
  const [api] = apis;
  assert.ok(api);
  return api;
}

function definitionOf(inputs: Readonly<Record<string, unknown>>): LocalApi["definition"] {
  return only(read(restApi("pets", inputs)).apis).definition;
}

describe("a REST API made by its body", () => {
  it("is what the document means", () => {
    assert.deepEqual(definitionOf({ body: JSON.stringify(DOCUMENT) }), readOpenApi(DOCUMENT));
  });

  it("may be written in YAML", () => {
    const body =
      "openapi: 3.0.1\ninfo:\n  title: pets\npaths:\n  /pets:\n    get:\n      x-amazon-apigateway-integration: { type: mock }\n";
    assert.deepEqual(Object.keys(definitionOf({ body }).routes), ["GET /pets"]);
  });

  it("refuses tags of CloudFormation in YAML, whose text would be left as it is", () => {
    const body = "openapi: 3.0.1\ninfo: { title: pets }\npaths: {}\nx-link: !Ref Link\n";
    assert.match(read(restApi("pets", { body })).broken[0]?.problem ?? "", /Unresolved tag: !Ref at line 4/);
  });

  it("has none where that is an empty text, as everything that an empty text says", () => {
    const empty = { body: "", description: "", policy: "", securityPolicy: "" };
    assert.deepEqual(definitionOf(empty), definitionOf({}));
  });

  it("has no description where the component says none", () => {
    assert.equal(definitionOf({ description: "Managed by Pulumi" }).description, undefined);
  });

  it("refuses one that is an object, as the provider does", () => {
    const { broken } = read(restApi("pets", { body: DOCUMENT }));
    assert.match(broken[0]?.problem ?? "", /body: is an object\. Give its text, by pulumi\.jsonStringify\./);
  });

  it("may come from a resource of its own", () => {
    const put = resource("apigateway/restApiPut:RestApiPut", "pets", { restApiId: "pets", body: JSON.stringify(DOCUMENT) });
    assert.deepEqual(Object.keys(only(read(restApi("pets"), put).apis).definition.routes), ["GET /pets"]);
  });

  it("has what the resource says of it", () => {
    const policy = { Version: "2012-10-17", Statement: [] };
    const definition = definitionOf({
      body: JSON.stringify(DOCUMENT),
      description: "All pets",
      apiKeySource: "AUTHORIZER",
      binaryMediaTypes: ["image/png"],
      minimumCompressionSize: "100",
      policy: JSON.stringify(policy),
      endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: ["vpce-1"] },
      disableExecuteApiEndpoint: true,
    });
    const { name, description, apiKeySource, binaryMediaTypes, minimumCompressionSize, endpoint } = definition;
    assert.deepEqual(
      { name, description, apiKeySource, binaryMediaTypes, minimumCompressionSize, endpoint, policy: definition.policy },
      {
        name: "pets",
        description: "All pets",
        apiKeySource: "AUTHORIZER",
        binaryMediaTypes: ["image/png"],
        minimumCompressionSize: 100,
        endpoint: { type: "PRIVATE", vpcEndpointIds: ["vpce-1"], disableExecuteApiEndpoint: true },
        policy,
      },
    );
  });

  it("has the account, region and partition of the cloud filled in", () => {
    const uri = invocationUri("f")
      .replace("us-east-1", "${AWS::Region}")
      .replace("123456789012", "${AWS::AccountId}")
      .replace("arn:aws:", "arn:${AWS::Partition}:");
    const paths = { "/": { get: { "x-amazon-apigateway-integration": { ...INTEGRATION, uri } } } };
    assert.equal(definitionOf({ body: JSON.stringify({ ...DOCUMENT, paths }) }).routes["GET /"]?.integration.uri, invocationUri("f"));
  });

  const basePaths: readonly (readonly [mode: string, document: object, path: string])[] = [
    ["ignore", { servers: [{ url: "https://x.y/a/b" }] }, "/pets"],
    ["prepend", { servers: [{ url: "https://x.y/a/b" }] }, "/a/b/pets"],
    ["split", { servers: [{ url: "https://x.y/a/b" }] }, "/b/pets"],
    ["prepend", { servers: [{ url: "https://x.y/{basePath}", variables: { basePath: { default: "c" } } }] }, "/c/pets"],
    ["prepend", {}, "/pets"],
  ];
  for (const [basepath, more, path] of basePaths)
    it(`has its base path treated by ${basepath} ${JSON.stringify(more)}`, () => {
      assert.deepEqual(Object.keys(definitionOf({ body: JSON.stringify({ ...DOCUMENT, ...more }), parameters: { basepath } }).routes), [
        `GET ${path}`,
      ]);
    });

  it("serves the others where one cannot be served, and tells of that one", () => {
    const unknown = { ...restApi("late"), unknown: [{ path: "body", of: [] }] };
    const { apis, broken, problems, notices } = read(
      restApi("well", { body: JSON.stringify(DOCUMENT) }),
      restApi("ill", { body: "{" }),
      unknown,
    );
    assert.deepEqual([apis.map(({ name }) => name), broken.map(({ name }) => name), problems], [["well"], ["ill", "late"], []]);
    assert.match(notices.join("\n"), /RestApi "ill": .*; the other APIs are served, this one answers 500/);
    assert.match(notices.join("\n"), /RestApi "late": its body is not known locally; /);
  });

  it("names APIs of other kinds than REST, and of another provider", () => {
    const { notices } = read(
      resource("apigatewayv2/api:Api", "chat", { protocolType: "WEBSOCKET" }),
      resource("apigatewayv2/api:Api", "shop", { protocolType: "HTTP" }),
      { ...resource("", "native"), type: "aws-native:apigateway:RestApi" },
    );
    assert.deepEqual(
      notices.map((notice) => notice.split(", ")[0]),
      [
        'Api "chat" is a WebSocket API (aws.apigatewayv2)',
        'Api "shop" is an HTTP API (aws.apigatewayv2)',
        'RestApi "native" is a REST API of aws-native',
      ],
    );
  });

  it("refuses, of all APIs at once, what is no document", () => {
    const { problems, apis } = read(
      restApi("a", { body: "{" }),
      restApi("b", { body: "a: [" }),
      restApi("c", { body: '{"openapi":"3.0.1","paths":{"/":{"get":{}}}}' }),
    );
    assert.deepEqual(apis, []);
    assert.deepEqual(
      problems.map((problem) => problem.split(":")[0]),
      ['RestApi "a"', 'RestApi "b"', 'RestApi "c"'],
    );
    assert.match(problems[2] ?? "", /No integration defined for method/);
  });
});

describe("a REST API made of single resources", () => {
  const api = "pets";
  const parts = [
    restApi(api, { description: "d" }),
    resource("apigateway/resource:Resource", "res", { restApi: api, parentId: "pets-root", pathPart: "{id}" }, { path: "/{id}" }),
    resource(
      "apigateway/model:Model",
      "model",
      { restApi: api, name: "Pet", contentType: "application/json", schema: '{"type":"object"}' },
      { name: "Pet" },
    ),
    resource("apigateway/requestValidator:RequestValidator", "valid", { restApi: api, validateRequestBody: true }, { name: "body" }),
    resource(
      "apigateway/authorizer:Authorizer",
      "auth",
      { restApi: api, authorizerUri: invocationUri("a"), identitySource: "method.request.header.X-Token" },
      { name: "who" },
    ),
    resource("apigateway/response:Response", "gone", {
      restApiId: api,
      responseType: "DEFAULT_4XX",
      statusCode: "410",
      responseTemplates: { "application/json": "{}" },
    }),
    resource("apigateway/method:Method", "method", {
      restApi: api,
      resourceId: "res",
      httpMethod: "POST",
      authorization: "CUSTOM",
      authorizerId: "auth",
      apiKeyRequired: true,
      requestValidatorId: "valid",
      requestModels: { "application/json": "Pet" },
      requestParameters: { "method.request.querystring.a.b": true, "method.request.path.id": true },
    }),
    resource("apigateway/integration:Integration", "integration", {
      restApi: api,
      resourceId: "res",
      httpMethod: "POST",
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: invocationUri("f"),
      timeoutMilliseconds: 100,
      passthroughBehavior: "NEVER",
      requestTemplates: { "application/json": "$input.body" },
    }),
    resource("apigateway/methodResponse:MethodResponse", "r200", {
      restApi: api,
      resourceId: "res",
      httpMethod: "POST",
      statusCode: "200",
      responseParameters: { "method.response.header.X": true },
      responseModels: { "application/json": "Pet" },
    }),
    resource("apigateway/integrationResponse:IntegrationResponse", "i200", {
      restApi: api,
      resourceId: "res",
      httpMethod: "POST",
      statusCode: "200",
      responseParameters: { "method.response.header.X": "'1'" },
    }),
    resource("apigateway/integrationResponse:IntegrationResponse", "i404", {
      restApi: api,
      resourceId: "res",
      httpMethod: "POST",
      statusCode: "404",
      selectionPattern: "no.*",
    }),
    resource("apigateway/method:Method", "root", { restApi: api, resourceId: "pets-root", httpMethod: "ANY", authorization: "AWS_IAM" }),
    resource("apigateway/integration:Integration", "rootIntegration", {
      restApi: api,
      resourceId: "pets-root",
      httpMethod: "ANY",
      type: "MOCK",
    }),
    resource("apigateway/restApiPolicy:RestApiPolicy", "policy", { restApiId: api, policy: '{"Version":"2012-10-17"}' }),
  ];

  it("has the models Empty and Error, unless a document takes the place of all that it has", () => {
    const method = resource("apigateway/method:Method", "post", {
      restApi: "plain",
      resourceId: "plain-root",
      httpMethod: "POST",
      authorization: "NONE",
    });
    const integration = resource("apigateway/integration:Integration", "post", {
      restApi: "plain",
      resourceId: "plain-root",
      httpMethod: "POST",
      type: "MOCK",
    });
    const plain = read(restApi("plain"), method, integration);
    assert.deepEqual(Object.keys(plain.apis[0]?.definition.models ?? {}), ["Empty", "Error"]);
    const body = JSON.stringify({ openapi: "3.0.1", info: { title: "a", version: "1" }, paths: {} });
    assert.deepEqual(read(restApi("replaced", { body })).apis[0]?.definition.models, {});
    assert.deepEqual(Object.keys(read(restApi("merged", { body, putRestApiMode: "merge" })).apis[0]?.definition.models ?? {}), [
      "Empty",
      "Error",
    ]);
  });

  it("is put together from them", () => {
    const { definition } = only(read(...parts).apis);
    assert.deepEqual(Object.keys(definition.routes).sort(), ["ANY /", "POST /{id}"]);
    const route = definition.routes["POST /{id}"];
    assert.deepEqual(route?.authorization, { type: "CUSTOM", authorizer: "who" });
    assert.deepEqual([route?.apiKeyRequired, route?.requestValidator, route?.requestModels], [true, "body", { "application/json": "Pet" }]);
    assert.deepEqual(route?.requestParameters, { "querystring.a.b": true, "path.id": true });
    assert.deepEqual(route?.methodResponses, { "200": { headers: ["X"], models: { "application/json": "Pet" } } });
    assert.deepEqual(route?.integration.responses, [
      { statusCode: "200", responseParameters: { "method.response.header.X": "'1'" }, responseTemplates: {} },
      { selectionPattern: "no.*", statusCode: "404", responseParameters: {}, responseTemplates: {} },
    ]);
    assert.deepEqual([route?.integration.timeoutInMillis, route?.integration.passthroughBehavior], [100, "NEVER"]);
    assert.deepEqual(definition.routes["ANY /"]?.authorization, { type: "AWS_IAM" });
    assert.deepEqual(definition.authorizers["who"]?.identitySource, ["method.request.header.X-Token"]);
    assert.deepEqual(definition.models["Pet"], { schema: { type: "object" } });
    assert.deepEqual(definition.requestValidators["body"], { validateRequestBody: true, validateRequestParameters: false });
    assert.deepEqual(definition.gatewayResponses.DEFAULT_4XX, {
      statusCode: "410",
      responseParameters: {},
      responseTemplates: { "application/json": "{}" },
    });
    assert.deepEqual(definition.policy, { Version: "2012-10-17" });
  });

  const documents: readonly (readonly [dialect: string, document: object])[] = [
    ["OpenAPI 3.0", { openapi: "3.0.1", components: { schemas: { Known: { type: "array" } } } }],
    ["Swagger 2.0", { swagger: "2.0", definitions: { Known: { type: "array" } } }],
  ];
  for (const [dialect, written] of documents)
    it(`stands beside a document of ${dialect}, whose models it may name and whose validator is not for it`, () => {
      const body = JSON.stringify({
        ...DOCUMENT,
        openapi: undefined,
        ...written,
        "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true } },
        "x-amazon-apigateway-request-validator": "all",
        "x-amazon-apigateway-gateway-responses": { DEFAULT_4XX: { statusCode: 404 } },
      });
      const [, ...beside] = parts;
      const knows = { restApi: api, resourceId: "res", httpMethod: "PUT" };
      const { apis, notices } = read(
        restApi(api, { body }),
        ...beside,
        resource("apigateway/method:Method", "put", { ...knows, authorization: "NONE", requestModels: { "application/json": "Known" } }),
        resource("apigateway/integration:Integration", "put", { ...knows, type: "HTTP", uri: "no url", integrationHttpMethod: "GET" }),
      );
      const { definition } = only(apis);
      assert.deepEqual(Object.keys(definition.routes).sort(), ["ANY /", "GET /pets", "POST /{id}", "PUT /{id}"]);
      const { authorization, requestModels, requestValidator } = definition.routes["POST /{id}"] ?? assert.fail();
      assert.deepEqual(
        [authorization, requestModels, requestValidator],
        [{ type: "CUSTOM", authorizer: "who" }, { "application/json": "Pet" }, "body"],
      );
      assert.deepEqual(definition.authorizers["who"]?.identitySource, ["method.request.header.X-Token"]);
      assert.deepEqual(definition.models, { Pet: { schema: { type: "object" } }, Known: { schema: { type: "array" } } });
      assert.equal(definition.gatewayResponses.DEFAULT_4XX?.statusCode, "410");
      assert.deepEqual(definition.routes["PUT /{id}"]?.requestModels, { "application/json": "Known" });
      assert.deepEqual(
        ["GET /pets", "PUT /{id}"].map((key) => definition.routes[key]?.requestValidator),
        ["all", undefined],
      );
      assert.match(notices.join("\n"), /AWS would refuse routes\["PUT \/\{id\}"\]\.integration\.uri: /);
    });

  it("is told what of it is no JSON", () => {
    const model = resource("apigateway/model:Model", "pet", { restApi: "a", name: "Pet", contentType: "application/json", schema: "{" });
    const { problems } = read(restApi("a"), model, restApi("b", { policy: "{" }), restApi("c", { policy: "[]" }));
    assert.match(
      problems.join("\n"),
      /^RestApi "a": the schema of Model "pet" cannot be read, since it is no JSON: .*\nRestApi "b": its policy cannot be read, since it is no JSON: .*\nRestApi "c": its policy is no JSON object$/,
    );
  });

  it("is told what of it AWS would refuse beside another", () => {
    const at = { restApi: api, resourceId: "res", httpMethod: "POST" };
    const { notices } = read(
      ...parts,
      resource("apigateway/resource:Resource", "again", { restApi: api, parentId: "pets-root", pathPart: "{id}" }, { path: "/{id}" }),
      resource("apigateway/method:Method", "again", { ...at, authorization: "NONE" }),
      resource("apigateway/methodResponse:MethodResponse", "again", { ...at, statusCode: "200" }),
      resource("apigateway/integrationResponse:IntegrationResponse", "again", { ...at, statusCode: "500" }),
      resource("apigateway/integrationResponse:IntegrationResponse", "other", { ...at, statusCode: "500", selectionPattern: "5.*" }),
    );
    assert.deepEqual(
      notices.filter((notice) => notice.includes("beside")),
      [
        'Resource "again": AWS would refuse it beside Resource "res": Another resource with the same parent already has this name: {id}',
        'Method "again": AWS would refuse it beside Method "method": Method already exists for this resource',
        'MethodResponse "again": AWS would refuse it beside MethodResponse "r200": Response already exists for this resource',
        'IntegrationResponse "again": AWS would refuse it beside IntegrationResponse "i200": Integration response with selection pattern default already exists',
      ],
    );
  });

  it("may be left without routes until it is deployed", () => {
    const deployment = resource("apigateway/deployment:Deployment", "now", { restApi: "bare" });
    assert.deepEqual(read(restApi("bare")).notices, []);
    assert.match(read(restApi("bare"), deployment).notices.join(), /^RestApi "bare": AWS would refuse routes: is empty; /);
  });

  it("refuses a method without an integration", () => {
    const { problems } = read(...parts.filter(({ name }) => name !== "rootIntegration"));
    assert.match(problems.join(), /^RestApi "pets": .*No integration defined for method/s);
  });
});

describe("the stages of a REST API", () => {
  const stage = (inputs: Readonly<Record<string, unknown>>) =>
    resource("apigateway/stage:Stage", "s", { restApi: "pets", deployment: "d1", stageName: "dev", ...inputs });
  const settings = (name: string, methodPath: string, given: Readonly<Record<string, unknown>>) =>
    resource("apigateway/methodSettings:MethodSettings", name, { restApi: "pets", stageName: "dev", methodPath, settings: given });

  it("have their variables, canary, access log and tracing", () => {
    const { stages } = only(
      read(
        restApi("pets"),
        stage({
          variables: { colour: "blue" },
          xrayTracingEnabled: true,
          accessLogSettings: { destinationArn: "arn:x", format: "$context.requestId" },
          canarySettings: { deploymentId: "d2", percentTraffic: 12.5, stageVariableOverrides: { colour: "red" } },
        }),
      ).apis,
    );
    assert.deepEqual(stages, [
      {
        deploymentId: "d1",
        canaryDeploymentId: "d2",
        definition: {
          name: "dev",
          variables: { colour: "blue" },
          tracing: true,
          accessLogFormat: "$context.requestId",
          methodSettings: {},
          canary: { percentTraffic: 12.5, stageVariableOverrides: { colour: "red" }, useStageCache: false },
        },
      },
    ]);
  });

  it("have method settings by route", () => {
    const { stages } = only(
      read(
        restApi("pets"),
        stage({}),
        settings("all", "*/*", { throttlingRateLimit: 10, throttlingBurstLimit: 5, loggingLevel: "INFO" }),
        settings("one", "pets/{id}/GET", { cachingEnabled: true, cacheTtlInSeconds: 60 }),
        settings("escaped", "~1pets~1a/POST", { throttlingRateLimit: -1, throttlingBurstLimit: -1, metricsEnabled: true }),
      ).apis,
    );
    assert.deepEqual(stages[0]?.definition.methodSettings, {
      "*": { throttle: { rate: 10, burst: 5 }, loggingLevel: "INFO" },
      "GET /pets/{id}": {
        cache: {
          ttlSeconds: 60,
          encrypted: false,
          requireAuthorizationForCacheControl: true,
          unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
        },
      },
      "POST /pets/a": { metrics: true },
    });
  });
});
