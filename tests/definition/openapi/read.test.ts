import assert from "node:assert/strict";
import { DefinitionError, type Integration, importOpenApi, type JsonObject, readOpenApi } from "../../../definition/index";
import { checkOpenApi } from "./checked";

const MOCK: JsonObject = { type: "mock", responses: { default: { statusCode: 200 } } };

/** A document with these members besides the needed ones. */
function documentWith(members: JsonObject): JsonObject {
  return { openapi: "3.0.1", info: { title: "pets", version: "1.0" }, ...members };
}

/** A document with one operation, GET /pets. */
function documentOf(operation: JsonObject, members: JsonObject = {}): JsonObject {
  return documentWith({ paths: { "/pets": { get: { "x-amazon-apigateway-integration": MOCK, ...operation } } }, ...members });
}

function integrationOf(integration: JsonObject): Integration | undefined {
  return readOpenApi(documentOf({ "x-amazon-apigateway-integration": integration })).routes["GET /pets"]?.integration;
}

function routeOf(operation: JsonObject, members: JsonObject = {}) {
  return readOpenApi(documentOf(operation, members)).routes["GET /pets"];
}

/** Where the problems are, and the beginning of what each says. */
function problemsOf(document: unknown): [where: string, message: string][] {
  try {
    readOpenApi(document);
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems.map(({ where, message }) => [where, message]);
    throw error;
  }
  return [];
}

describe("An OpenAPI document", () => {
  it("gives an integration the defaults that API Gateway gives it", () => {
    assert.deepEqual(integrationOf({ type: "aws_proxy", httpMethod: "post", uri: "arn" }), {
      type: "AWS_PROXY",
      httpMethod: "POST",
      uri: "arn",
      requestParameters: {},
      requestTemplates: {},
      passthroughBehavior: "WHEN_NO_MATCH",
      timeoutInMillis: 29_000,
      connectionType: "INTERNET",
      insecureSkipVerification: false,
      cacheKeyParameters: [],
      responseTransferMode: "BUFFERED",
      responses: [],
    });
  });

  it("takes API Gateway's words in any case", () => {
    const integration = integrationOf({
      type: "Aws",
      uri: "arn",
      passthroughBehavior: "when_no_templates",
      contentHandling: "convert_to_text",
      connectionType: "vpc_link",
    });
    assert.deepEqual(
      [integration?.type, integration?.passthroughBehavior, integration?.contentHandling, integration?.connectionType],
      ["AWS", "WHEN_NO_TEMPLATES", "CONVERT_TO_TEXT", "VPC_LINK"],
    );
  });

  it("keeps the order of integration responses, and makes the one under default match all", () => {
    const responses = {
      ".*b.*": { statusCode: "400" },
      default: { statusCode: 200 },
      ".*a.*": { statusCode: "500", contentHandling: "CONVERT_TO_TEXT" },
    };
    assert.deepEqual(
      integrationOf({ type: "mock", responses })?.responses.map(({ selectionPattern, statusCode }) => [selectionPattern, statusCode]),
      [
        [".*b.*", "400"],
        [undefined, "200"],
        [".*a.*", "500"],
      ],
    );
  });

  // Recorded: LocalStack, test_apigateway_with_step_function_integration.
  it("reads the empty pattern as that of the default response", () => {
    assert.deepEqual(
      integrationOf({ type: "mock", responses: { "": { statusCode: 200 } } })?.responses.map(({ selectionPattern }) => selectionPattern),
      [undefined],
    );
  });

  it("takes numbers and booleans that templating tools have written as text", () => {
    const integration = integrationOf({
      type: "http",
      uri: "http://x",
      timeoutInMillis: "50",
      tlsConfig: { insecureSkipVerification: "true" },
    });
    assert.deepEqual([integration?.timeoutInMillis, integration?.insecureSkipVerification], [50, true]);
  });

  it("makes every path variable a required parameter", () => {
    const document = documentWith({
      paths: { "/a/{b}/{proxy+}": { "x-amazon-apigateway-any-method": { "x-amazon-apigateway-integration": MOCK } } },
    });
    assert.deepEqual(readOpenApi(document).routes["ANY /a/{b}/{proxy+}"]?.requestParameters, { "path.b": true, "path.proxy": true });
  });

  it("takes parameters of the path and of the operation, which wins, by reference too", () => {
    const document = documentWith({
      paths: {
        "/pets": {
          parameters: [
            { name: "tag", in: "query", required: true },
            { name: "X-Id", in: "header", required: true },
            { name: "session", in: "cookie", required: true },
          ],
          get: {
            parameters: [{ name: "X-Id", in: "header" }, { $ref: "#/components/parameters/limit~1max" }],
            "x-amazon-apigateway-integration": MOCK,
          },
        },
      },
      components: { parameters: { "limit/max": { name: "limit", in: "query" } } },
    });
    assert.deepEqual(readOpenApi(document).routes["GET /pets"]?.requestParameters, {
      "querystring.tag": true,
      "header.X-Id": false,
      "querystring.limit": false,
    });
  });

  it("writes every reference to a model the same way, nested ones too", () => {
    const url = "https://apigateway.amazonaws.com/restapis/a1b2c3d4e5/models/Tag";
    const schemas = {
      Pet: {
        type: "object",
        properties: {
          tags: { type: "array", items: { $ref: url } },
          owner: { oneOf: [{ $ref: "#/definitions/Owner" }, { $ref: "#/components/schemas/Tag" }] },
        },
      },
      Node: { properties: { next: { $ref: "#/properties/other" }, $ref: { type: "string" } } },
    };
    const { models } = readOpenApi(documentWith({ components: { schemas } }));
    assert.deepEqual(models["Pet"]?.schema["properties"], {
      tags: { type: "array", items: { $ref: "#/components/schemas/Tag" } },
      owner: { oneOf: [{ $ref: "#/components/schemas/Owner" }, { $ref: "#/components/schemas/Tag" }] },
    });
    assert.deepEqual(models["Node"]?.schema, schemas.Node);
  });

  it("makes models of schemas that are written where they are used, one for equal ones", () => {
    const body = (schema: JsonObject): JsonObject => ({ content: { "application/json": { schema } } });
    const definition = readOpenApi(
      documentOf(
        {
          requestBody: body({ type: "array", items: { $ref: "#/definitions/Pet" } }),
          responses: {
            200: body({ items: { $ref: "#/components/schemas/Pet" }, type: "array" }),
            400: body({ $ref: "#/components/schemas/Failure" }),
          },
        },
        { components: { schemas: { Failure: {} } } },
      ),
    );
    const route = definition.routes["GET /pets"];
    const name = Object.keys(definition.models).find((model) => model !== "Failure");
    assert.match(name ?? "", /^[A-Za-z0-9]+$/);
    assert.deepEqual(definition.models, {
      Failure: { schema: {} },
      [name ?? ""]: { schema: { type: "array", items: { $ref: "#/components/schemas/Pet" } } },
    });
    assert.deepEqual(route?.requestModels, { "application/json": name });
    assert.deepEqual(route?.methodResponses["200"]?.models, { "application/json": name });
    assert.deepEqual(route?.methodResponses["400"]?.models, { "application/json": "Failure" });
  });

  it("keeps extensions that it does not know", () => {
    const definition = readOpenApi(documentOf({ "x-owner": ["a"] }, { "x-amazon-apigateway-documentation": { version: "1" } }));
    assert.deepEqual(definition.extensions, { "x-amazon-apigateway-documentation": { version: "1" } });
    assert.deepEqual(definition.routes["GET /pets"]?.extensions, { "x-owner": ["a"] });
  });

  /** Where an import is warned, and what is said before what is given. */
  const warningsOf = (document: JsonObject) =>
    importOpenApi(document).warnings.map(({ where, message }) => [where.split("/").at(-1), message.slice(0, message.lastIndexOf("; "))]);

  const misspelt: [given: string, meant: string, document: (name: string) => JsonObject][] = [
    ["x-amazon-apigateway-integrations", "is of HTTP APIs, and means nothing to a REST API", (name) => documentOf({ [name]: {} })],
    ["x-amazon-apigateway-cors", "is of HTTP APIs, and means nothing to a REST API", (name) => documentOf({}, { [name]: {} })],
    ["x-amazon-apigateway-request-validater", "request-validator", (name) => documentOf({ [name]: "all" })],
    ["x-amazon-api-gateway-request-validator", "request-validator", (name) => documentOf({ [name]: "all" })],
    ["x-amazon-apigateway-binary-media-type", "binary-media-types", (name) => documentOf({}, { [name]: [] })],
    ["X-Amazon-Apigateway-Policy", "policy", (name) => documentOf({}, { [name]: {} })],
    ["x-aws-apigateway-auth", "auth", (name) => documentOf({ [name]: { type: "NONE" } })],
    [
      "x-amazon-apigateway-authoriser",
      "authorizer",
      (name) => documentOf({}, { components: { securitySchemes: { a: { type: "apiKey", name: "x-api-key", in: "header", [name]: {} } } } }),
    ],
    [
      "x-amazon-apigateway-anymethod",
      "any-method",
      (name) => documentWith({ paths: { "/pets": { [name]: { "x-amazon-apigateway-integration": MOCK } } } }),
    ],
  ];
  for (const [given, meant, document] of misspelt)
    it(`is warned of ${given}, which API Gateway would ignore`, () => {
      const says = meant.includes(" ")
        ? meant
        : `is no extension that API Gateway knows, and means nothing to it. Did you mean x-amazon-apigateway-${meant}?`;
      assert.deepEqual(warningsOf(document(given)), [[given, says]]);
    });

  it("is warned of an extension that belongs elsewhere", () => {
    const elsewhere = documentOf({ "x-amazon-apigateway-request-validators": {} }, { "x-amazon-apigateway-authtype": "custom" });
    assert.deepEqual(warningsOf(elsewhere), [
      ["x-amazon-apigateway-authtype", "means nothing in a document's root: it belongs in the security scheme"],
      ["x-amazon-apigateway-request-validators", "means nothing in a document's operation: it belongs in the root"],
    ]);
  });

  it("is not warned of the extensions of others, nor of those that API Gateway writes into what it exports", () => {
    const document = documentOf(
      { "x-amazon-spds-sandbox-behaviors": [], "x-owner": "a" },
      { "x-amazon-apigateway-importexport-version": "1.0", "x-amazon-apigateway-documentation": {} },
    );
    assert.deepEqual(warningsOf(document), []);
  });

  it("takes members named like those of a prototype as plain data", () => {
    const document: unknown = JSON.parse(
      `{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{},"components":{"schemas":{"__proto__":{"type":"object"},"constructor":{"$ref":"#/definitions/__proto__"}}}}`,
    );
    assert.deepEqual(Object.entries(readOpenApi(document).models), [
      ["__proto__", { schema: { type: "object" } }],
      ["constructor", { schema: { $ref: "#/components/schemas/__proto__" } }],
    ]);
    assert.deepEqual(readOpenApi(documentOf({ security: [{ constructor: [] }] })).routes["GET /pets"]?.authorization, { type: "NONE" });
    const [[where] = []] = problemsOf(documentOf({ parameters: [{ $ref: "#/info/constructor" }] }));
    assert.equal(where, "/paths/~1pets/get/parameters/0");
  });

  it("is overruled by what is said beside it", () => {
    const document = documentWith({
      servers: [
        { url: "/" },
        { "x-amazon-apigateway-endpoint-configuration": { vpcEndpointIds: ["vpce-1"], disableExecuteApiEndpoint: true } },
      ],
      "x-amazon-apigateway-binary-media-types": ["image/png"],
      "x-amazon-apigateway-minimum-compression-size": 0,
      "x-amazon-apigateway-api-key-source": "AUTHORIZER",
      "x-amazon-apigateway-policy": { Statement: [] },
    });
    const read = readOpenApi(document);
    assert.deepEqual(read.endpoint, { type: "EDGE", vpcEndpointIds: ["vpce-1"], disableExecuteApiEndpoint: true });
    assert.deepEqual(
      [read.binaryMediaTypes, read.minimumCompressionSize, read.apiKeySource, read.policy],
      [["image/png"], 0, "AUTHORIZER", { Statement: [] }],
    );
    const overruled = readOpenApi(document, {
      name: "mine",
      description: "of mine",
      endpoint: { type: "PRIVATE", ipAddressType: "dualstack", disableExecuteApiEndpoint: false },
      binaryMediaTypes: [],
      minimumCompressionSize: 10,
      apiKeySource: "HEADER",
      policy: { Version: "2012-10-17" },
    });
    assert.deepEqual(overruled.endpoint, {
      type: "PRIVATE",
      ipAddressType: "dualstack",
      vpcEndpointIds: ["vpce-1"],
      disableExecuteApiEndpoint: false,
    });
    assert.deepEqual(
      [
        overruled.name,
        overruled.description,
        overruled.binaryMediaTypes,
        overruled.minimumCompressionSize,
        overruled.apiKeySource,
        overruled.policy,
      ],
      ["mine", "of mine", [], 10, "HEADER", { Version: "2012-10-17" }],
    );
  });

  it("cannot be changed once it is read, nor changes with the document", () => {
    const schema = { type: "object", required: ["a"] };
    const { models } = readOpenApi(documentWith({ components: { schemas: { Pet: schema } } }));
    schema.required.push("b");
    assert.deepEqual(models["Pet"]?.schema["required"], ["a"]);
    assert.ok(Object.isFrozen(models["Pet"]?.schema["required"]));
  });

  it("takes the root's request validator where the operation names none", () => {
    const validators = {
      "x-amazon-apigateway-request-validator": "all",
      "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true } },
    };
    assert.equal(routeOf({}, validators)?.requestValidator, "all");
    assert.equal(routeOf({ "x-amazon-apigateway-request-validator": "body" }, validators)?.requestValidator, "body");
    assert.deepEqual(readOpenApi(documentOf({}, validators)).requestValidators, {
      all: { validateRequestBody: true, validateRequestParameters: false },
    });
  });
});

describe("The security of an OpenAPI document", () => {
  const schemes = {
    token: {
      type: "apiKey",
      name: "X-Token",
      in: "header",
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: "arn", identitySource: "method.request.header.Ignored" },
    },
    request: {
      type: "apiKey",
      name: "Unused",
      in: "header",
      "x-amazon-apigateway-authorizer": {
        type: "request",
        authorizerUri: "arn",
        identitySource: "method.request.header.A, context.stage",
        authorizerResultTtlInSeconds: 0,
      },
    },
    pool: {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: ["arn"] },
    },
    iam: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
    key: { type: "apiKey", name: "X-API-Key", in: "header" },
    oauth: { type: "oauth2" },
  };
  const members = { components: { securitySchemes: schemes } };
  const accessOf = (operation: JsonObject, root: JsonObject = {}) => {
    const route = routeOf(operation, { ...members, ...root });
    return [route?.authorization, route?.apiKeyRequired];
  };

  it("makes a JWT authorizer of a scheme that names issuers, whichever names the header", () => {
    const jwtConfiguration = { issuers: [{ issuer: "https://a.example", audiences: ["a"] }], defaultAlgorithms: ["rs256"] };
    const of = (scheme: object, more: object = {}) =>
      readOpenApi({
        openapi: "3.0.1",
        info: { title: "pets" },
        paths: {
          "/": { get: { security: [{ jwt: ["read"] }], "x-amazon-apigateway-integration": { type: "mock" } } },
        },
        components: {
          securitySchemes: { jwt: { ...scheme, "x-amazon-apigateway-authorizer": { type: "jwt", jwtConfiguration, ...more } } },
        },
      });
    const { authorizers, routes } = of({ type: "apiKey", name: "X-Token", in: "header" });
    assert.deepEqual(authorizers["jwt"], {
      type: "JWT",
      identitySource: ["method.request.header.X-Token"],
      authorizerResultTtlInSeconds: 0,
      providerArns: [],
      jwtConfiguration: {
        issuers: [{ issuer: "https://a.example", audiences: ["a"], additionalClaims: [] }],
        defaultAlgorithms: ["RS256"],
      },
    });
    assert.deepEqual(routes["GET /"]?.authorization, { type: "JWT", authorizer: "jwt", scopes: ["read"] });
    const own = of({ type: "oauth2" }, { identitySource: "method.request.header.Own" }).authorizers["jwt"];
    assert.deepEqual(own?.identitySource, ["method.request.header.Own"]);
    const http = { jwtConfiguration: { issuer: "https://a.example", audience: ["a"] } };
    assert.throws(() => of({ type: "apiKey", name: "A", in: "header" }, http), /issuer and audience beside each other are of HTTP APIs/);
  });

  it("refuses an authorizer of another type than apiKey", () => {
    const { type: _, ...unnamed } = schemes.token;
    for (const scheme of [unnamed, { ...unnamed, type: "oauth2" }])
      assert.deepEqual(
        problemsOf(documentWith({ components: { securitySchemes: { token: scheme } } })).map(([where]) => where),
        ["/components/securitySchemes/token/type"],
      );
  });

  it("makes authorizers of the schemes that have one", () => {
    assert.deepEqual(readOpenApi(documentWith(members)).authorizers, {
      token: {
        type: "TOKEN",
        authorizerUri: "arn",
        identitySource: ["method.request.header.X-Token"],
        authorizerResultTtlInSeconds: 300,
        providerArns: [],
      },
      request: {
        type: "REQUEST",
        authorizerUri: "arn",
        identitySource: ["method.request.header.A", "context.stage"],
        authorizerResultTtlInSeconds: 0,
        providerArns: [],
      },
      pool: {
        type: "COGNITO_USER_POOLS",
        identitySource: ["method.request.header.Authorization"],
        authorizerResultTtlInSeconds: 300,
        providerArns: ["arn"],
      },
    });
  });

  it("asks for what the operation's requirements say, in one or in several", () => {
    assert.deepEqual(accessOf({}), [{ type: "NONE" }, false]);
    assert.deepEqual(accessOf({ security: [{ token: [] }] }), [{ type: "CUSTOM", authorizer: "token" }, false]);
    assert.deepEqual(accessOf({ security: [{ request: [], key: [] }] }), [{ type: "CUSTOM", authorizer: "request" }, true]);
    assert.deepEqual(accessOf({ security: [{ key: [] }, { pool: ["pets/read"] }] }), [
      { type: "COGNITO_USER_POOLS", authorizer: "pool", scopes: ["pets/read"] },
      true,
    ]);
    assert.deepEqual(accessOf({ security: [{ iam: [] }] }), [{ type: "AWS_IAM" }, false]);
  });

  it("asks for what the root says where the operation says nothing", () => {
    const root = { security: [{ pool: ["pets/read"] }, { key: [] }] };
    assert.deepEqual(accessOf({}, root), [{ type: "COGNITO_USER_POOLS", authorizer: "pool", scopes: ["pets/read"] }, true]);
    assert.deepEqual(
      importOpenApi(documentOf({}, { ...members, ...root })).warnings.map(({ where }) => where),
      ["/components/securitySchemes/oauth/type"],
    );
    assert.deepEqual(accessOf({ security: [] }, root), [{ type: "NONE" }, false]);
    assert.deepEqual(accessOf({ security: [{ iam: [] }] }, root), [{ type: "AWS_IAM" }, false]);
  });

  it("takes the operation's own authorization type", () => {
    assert.deepEqual(accessOf({ "x-amazon-apigateway-auth": { type: "aws_iam" } }), [{ type: "AWS_IAM" }, false]);
    assert.deepEqual(accessOf({ "x-amazon-apigateway-auth": { type: "NONE" } }, { security: [{ token: [] }] }), [{ type: "NONE" }, false]);
  });

  it("takes NONE without its object for what it means, and what is required besides", () => {
    assert.deepEqual(accessOf({ "x-amazon-apigateway-auth": "NONE" }), [{ type: "NONE" }, false]);
    const secured = { "x-amazon-apigateway-auth": "NONE", security: [{ token: [] }] };
    assert.deepEqual(accessOf(secured), [{ type: "CUSTOM", authorizer: "token" }, false]);
    assert.throws(() => accessOf({ "x-amazon-apigateway-auth": "AWS_IAM" }), DefinitionError);
  });

  it("asks for nothing where API Gateway cannot enforce it, as API Gateway does, and warns of it", () => {
    assert.deepEqual(accessOf({ security: [{ oauth: ["a"] }, { nobody: [] }] }), [{ type: "NONE" }, false]);
    const { warnings } = importOpenApi(documentWith({ components: { securitySchemes: { basic: { type: "http", scheme: "basic" } } } }));
    assert.deepEqual(
      warnings.map(({ where }) => where),
      ["/components/securitySchemes/basic/type"],
    );
    assert.match(warnings[0]?.message ?? "", /API Gateway: Unsupported security definition type 'http' for 'basic'\. Ignoring\./);
  });

  it("asks for nothing where SAM writes NONE, for which no scheme is made", () => {
    const open = documentOf({ security: [{ NONE: [] }] }, { ...members, security: [{ token: [] }] });
    const { problems } = checkOpenApi({ document: open });
    assert.deepEqual(
      problems.filter(({ where }) => where.includes("/security/")),
      [],
    );
    assert.deepEqual(readOpenApi(open).routes["GET /pets"]?.authorization, { type: "NONE" });
  });

  it("refuses a scheme that is said to be an authorizer and is none", () => {
    const own = { type: "apiKey", name: "A", in: "header", "x-amazon-apigateway-authtype": "custom" };
    const problems = problemsOf(documentWith({ components: { securitySchemes: { own } } }));
    assert.deepEqual(
      problems.map(([where]) => where),
      ["/components/securitySchemes/own/x-amazon-apigateway-authtype"],
    );
  });

  it("takes the scopes together for which one authorizer is asked again", () => {
    assert.deepEqual(accessOf({ security: [{ pool: ["pets/read"] }, { pool: ["pets/write"] }] }), [
      { type: "COGNITO_USER_POOLS", authorizer: "pool", scopes: ["pets/read", "pets/write"] },
      false,
    ]);
  });

  it("refuses several authorizers", () => {
    const where = (security: JsonObject[]) => problemsOf(documentOf({ security }, members)).map(([at]) => at);
    assert.deepEqual(where([{ token: [] }, { iam: [] }]), ["/paths/~1pets/get"]);
  });

  it("refuses, in a document of the user's own, what API Gateway would take and not enforce", () => {
    const { problems } = checkOpenApi({ document: documentOf({ security: [{ oauth: ["a"] }, { nobody: [] }] }, members) });
    assert.deepEqual(
      problems.map(({ where }) => where),
      ["/paths/~1pets/get/security/0/oauth", "/paths/~1pets/get/security/1/nobody"],
    );
    assert.match(problems[1]?.message ?? "", /^asks for nobody, which is no security scheme of the document/);
  });
});

describe("A Swagger 2.0 document", () => {
  const swagger = (operation: JsonObject, members: JsonObject = {}): JsonObject => ({
    swagger: "2.0",
    info: { title: "pets", version: 1 },
    paths: { "/pets": { post: { "x-amazon-apigateway-integration": MOCK, ...operation } } },
    ...members,
  });

  it("means the same as the OpenAPI 3.0 document that says it", () => {
    const authorizer = {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: "arn" },
    };
    const two = swagger(
      {
        consumes: ["application/json", "application/vnd.pets+json"],
        parameters: [{ in: "body", name: "Pet", schema: { $ref: "#/definitions/Pet" } }, { $ref: "#/parameters/limit" }],
        responses: {
          200: {
            description: "a pet",
            headers: { "X-B": { type: "string" }, "X-A": { type: "string" } },
            schema: { $ref: "#/definitions/Pet" },
          },
        },
        security: [{ auth: [] }],
      },
      {
        produces: ["text/xml"],
        parameters: { limit: { name: "limit", in: "query", type: "string", required: true } },
        definitions: { Pet: { type: "object" } },
        securityDefinitions: { auth: authorizer },
        "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true },
      },
    );
    const content = { schema: { $ref: "#/components/schemas/Pet" } };
    const three = {
      openapi: "3.0.1",
      info: { title: "pets", version: "1" },
      servers: [{ "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } }],
      paths: {
        "/pets": {
          post: {
            parameters: [{ name: "limit", in: "query", required: true }],
            requestBody: { content: { "application/json": content, "application/vnd.pets+json": content } },
            responses: { 200: { description: "a pet", headers: { "X-A": {}, "X-B": {} }, content: { "text/xml": content } } },
            security: [{ auth: [] }],
            "x-amazon-apigateway-integration": MOCK,
          },
        },
      },
      components: { schemas: { Pet: { type: "object" } }, securitySchemes: { auth: authorizer } },
    };
    assert.deepEqual(readOpenApi(two), readOpenApi(three));
  });

  it("takes JSON where no media type is named", () => {
    const route = readOpenApi(
      swagger(
        { parameters: [{ in: "body", name: "body", schema: { $ref: "#/definitions/Pet" } }] },
        { definitions: { Pet: { type: "object" } } },
      ),
    ).routes["POST /pets"];
    assert.deepEqual(route?.requestModels, { "application/json": "Pet" });
  });

  it("says how Swagger 2.0 refers to a model", () => {
    const { warnings } = importOpenApi(swagger({ parameters: [{ in: "body", name: "body", schema: { $ref: "#/definitions/Cat" } }] }));
    assert.match(warnings[0]?.message ?? "", /^refers to no model of the document, and is left out: write #\/definitions\/ and its name/);
  });
});

describe("An import of what the author of a program never sees", () => {
  it("takes what is no object for an empty one, and leaves out a parameter that is nowhere", () => {
    const integration = { type: "mock", tlsConfig: "none", requestTemplates: { "application/json": "{}" } };
    const get = { parameters: [{ name: "a" }], responses: { 200: "ok" }, "x-amazon-apigateway-integration": integration };
    const { routes } = readOpenApi(documentWith({ components: [], paths: { "/": { get } } }));
    assert.deepEqual(Object.keys(routes), ["GET /"]);
  });
});

describe("Reading an OpenAPI document refuses", () => {
  it("refuses what is no OpenAPI document, in API Gateway's words", () => {
    for (const document of [undefined, null, "text", [], {}, { openapi: "3.1.0" }, { openapi: {} }]) {
      assert.ok(
        problemsOf(document).some(([, message]) => /Invalid OpenAPI input|must be text/.test(message)),
        JSON.stringify(document),
      );
    }
  });

  it("refuses all that is wrong at once, each with its place", () => {
    const document = documentWith({
      info: { version: "1" },
      paths: {
        pets: {},
        "/a~b": {
          trace: {},
          get: {},
          post: { "x-amazon-apigateway-integration": { uri: "x" } },
        },
        "/c": { $ref: "./c.yaml" },
        "/b": {
          get: {
            parameters: [{ $ref: "#/components/parameters/none" }, { in: "query" }],
            requestBody: { content: { "application/json": { schema: { $ref: "pet.json" } } } },
            "x-amazon-apigateway-integration": {
              type: "aws",
              uri: ["x"],
              timeoutInMillis: "soon",
              requestTemplates: { "application/json": { a: 1 } },
              requestParameters: [],
              cacheKeyParameters: "a",
              tlsConfig: { insecureSkipVerification: "yes" },
              responses: { default: {} },
            },
          },
        },
      },
      "x-amazon-apigateway-policy": "{}",
    });
    const integration = "/paths/~1b/get/x-amazon-apigateway-integration";
    assert.deepEqual(
      new Map(problemsOf(document).map(([where, message]) => [where, message.split(/[:;(]/)[0]?.trim()])),
      new Map([
        ["/info/title", "must be there"],
        ["/paths/pets", "must be under a path that starts with /"],
        ["/paths/~1a~0b/trace", "is under trace, which is no method that API Gateway knows"],
        ["/paths/~1c/$ref", "leads elsewhere, where API Gateway does not follow"],
        ["/paths/~1a~0b/get/x-amazon-apigateway-integration", "No integration defined for method"],
        ["/paths/~1a~0b/post/x-amazon-apigateway-integration/type", "must be there"],
        ["/paths/~1b/get/parameters/0", "refers to nothing in this document"],
        ["/paths/~1b/get/parameters/1/name", "must be there"],
        [`${integration}/uri`, "must be text"],
        [`${integration}/timeoutInMillis`, "must be an integer"],
        [`${integration}/requestTemplates/application~1json`, "must be text"],
        [`${integration}/requestParameters`, "must be an object"],
        [`${integration}/cacheKeyParameters`, "must be a list"],
        [`${integration}/tlsConfig/insecureSkipVerification`, "must be true or false"],
        [`${integration}/responses/default/statusCode`, "must be there"],
        ["/x-amazon-apigateway-policy", "must be an object of plain JSON"],
      ]),
    );
  });

  it("takes members that API Gateway does not know, and refuses them in a document of the user's own", () => {
    const document = documentOf(
      { "x-amazon-apigateway-integration": { ...MOCK, cacheTtl: 60 } },
      { "x-amazon-apigateway-gateway-responses": { DEFAULT_4XX: { status: 404 } } },
    );
    assert.deepEqual(problemsOf(document), []);
    assert.deepEqual(
      checkOpenApi({ document }).problems.map(({ where }) => where),
      ["/paths/~1pets/get/x-amazon-apigateway-integration/cacheTtl", "/x-amazon-apigateway-gateway-responses/DEFAULT_4XX/status"],
    );
  });

  it("follows a reference to a reference, and refuses those that lead in a circle", () => {
    const parameters = {
      limit: { $ref: "#/components/parameters/size" },
      size: { name: "limit", in: "query", required: true },
      round: { $ref: "#/components/parameters/about" },
      about: { $ref: "#/components/parameters/round" },
    };
    const withParameter = (name: string) => {
      const document = documentOf({ parameters: [{ $ref: `#/components/parameters/${name}` }], "x-amazon-apigateway-integration": MOCK });
      return { ...document, components: { parameters } };
    };
    assert.deepEqual(readOpenApi(withParameter("limit")).routes["GET /pets"]?.requestParameters, { "querystring.limit": true });
    assert.match(problemsOf(withParameter("round"))[0]?.[1] ?? "", /^refers to nothing in this document/);
  });

  // As bundlers of documents write them: JSON pointers that lead through lists, in a URI's encoding.
  for (const reference of ["#/paths/~1pets~1{id}/get/parameters/0", "#/paths/~1pets~1%7Bid%7D/get/parameters/0"])
    it(`follows ${reference}`, () => {
      const parameters = [{ name: "limit", in: "query", required: true }];
      const integration = { "x-amazon-apigateway-integration": MOCK };
      const paths = {
        "/pets/{id}": { get: { ...integration, parameters } },
        "/other": { get: { ...integration, parameters: [{ $ref: reference }] } },
      };
      assert.deepEqual(readOpenApi(documentWith({ paths })).routes["GET /other"]?.requestParameters, { "querystring.limit": true });
    });

  it("refuses an operation that another one is, under its path with a slash at the end", () => {
    const operation = { "x-amazon-apigateway-integration": MOCK };
    const paths = { "/pets/": { get: operation, put: operation }, "/pets": { get: operation, post: operation } };
    const [[where, message] = ["", ""], ...others] = problemsOf(documentWith({ paths }));
    assert.deepEqual([where, others], ["/paths/~1pets/get", []]);
    assert.match(message, /API Gateway: Duplicate method 'GET' found for resource \/pets\. Only one is allowed/);
  });

  it("refuses a reference that YAML reads as a comment, at its place", () => {
    const text = [
      "openapi: 3.0.1",
      "info: { title: pets, version: '1' }",
      "paths:",
      "  /pets:",
      "    post:",
      "      parameters:",
      "        - $ref: #/components/parameters/Limit",
      "      requestBody:",
      "        content:",
      "          application/json:",
      "            schema:",
      "              type: array",
      "              items:",
      "                $ref: #/components/schemas/Pet",
      "      responses: { '200': { description: ok } }",
      "      x-amazon-apigateway-integration: { type: mock, responses: { default: { statusCode: 200 } } }",
    ];
    const problemsOfLines = (lines: readonly string[]) =>
      checkOpenApi({ text: lines.join("\n"), file: "api.yaml" }).problems.map(({ where, message }) => `${where}: ${message}`);
    const quotes = "in YAML it needs quotes, since # begins a comment";
    assert.deepEqual(problemsOfLines(text), [`api.yaml:7 /paths/~1pets/post/parameters/0/$ref: must be text; ${quotes}; null is given`]);
    assert.deepEqual(problemsOfLines(text.filter((_, index) => index !== 5 && index !== 6)), [
      `api.yaml:12 /paths/~1pets/post/requestBody/content/application~1json/schema/items/$ref: is null. Write text; ${quotes}.`,
    ]);
  });

  // The provider's own example of a RestApi has it: node_modules/@pulumi/aws/apigateway/restApi.d.ts.
  it("refuses a member of HTTP APIs in a document of the user's own", () => {
    const integration = { type: "aws_proxy", httpMethod: "POST", uri: "arn", integrationSubtype: "SQS-SendMessage" };
    const { problems } = checkOpenApi({ document: documentOf({ "x-amazon-apigateway-integration": integration }) });
    assert.match(
      problems[0]?.message ?? "",
      /^is of HTTP APIs, and means nothing to a REST API; leave it out; "SQS-SendMessage" is given$/,
    );
  });

  it("refuses a misspelt member in a document of the user's own by the name that is meant", () => {
    const { problems } = checkOpenApi({
      document: documentOf({ "x-amazon-apigateway-integration": { ...MOCK, passthroughBehaviour: "never" } }),
    });
    assert.match(
      problems[0]?.message ?? "",
      /^is no member that API Gateway knows here; did you mean passthroughBehavior\?; "never" is given$/,
    );
  });

  it("takes the format of payloads that every REST API has, and refuses another in a document of the user's own", () => {
    const HTTP = { type: "http_proxy", httpMethod: "GET", uri: "https://example.com/" };
    const problems = (payloadFormatVersion: string | number) =>
      checkOpenApi({ document: documentOf({ "x-amazon-apigateway-integration": { ...HTTP, payloadFormatVersion } }) }).problems;
    assert.deepEqual([...problems("1.0"), ...problems(1)], []);
    const [problem] = problems("2.0");
    assert.match(problem?.message ?? "", /^is for HTTP APIs: what a REST API sends is of version 1\.0; .*"2\.0" is given$/);
  });

  it("refuses a template that is an object in API Gateway's words, and shows what was given", () => {
    const document = documentOf({
      "x-amazon-apigateway-integration": { ...MOCK, requestTemplates: { "application/json": { body: "$input.json('$')" } } },
    });
    assert.deepEqual(problemsOf(document), [
      [
        "/paths/~1pets/get/x-amazon-apigateway-integration/requestTemplates/application~1json",
        `must be text (Start of structure or map found where not expected.); {"body":"$input.json('$')"} is given`,
      ],
    ]);
  });

  it("refuses a reference to an integration, which HTTP APIs alone follow, in one line", () => {
    const document = documentOf({ "x-amazon-apigateway-integration": { $ref: "#/components/x-amazon-apigateway-integrations/pets" } });
    const problems = problemsOf(document);
    assert.deepEqual(
      problems.map(([where, message]) => [where, message.split(",")[0]]),
      [["/paths/~1pets/get/x-amazon-apigateway-integration/$ref", "leads to an integration elsewhere"]],
    );
    assert.equal(checkOpenApi({ document }).problems.length, 1);
  });

  for (const given of [{ "Fn::Sub": "arn:${AWS::Region}:${Fn.Arn}" }, { Ref: "Link" }, { "Fn::GetAtt": ["Role", "Arn"] }])
    it(`refuses CloudFormation's ${Object.keys(given)[0]}, and names it`, () => {
      const document = documentOf({ "x-amazon-apigateway-integration": { ...MOCK, credentials: given } });
      const [[where, message] = []] = problemsOf(document);
      assert.equal(where, "/paths/~1pets/get/x-amazon-apigateway-integration/credentials");
      assert.ok(message?.startsWith(`must be text, and is ${Object.keys(given)[0]}, a function of CloudFormation, `), message);
    });

  it("is warned of servers that are no list, and read without them", () => {
    const { warnings, definition } = importOpenApi(documentOf({}, { servers: { variables: { basePath: { default: "/v1" } } } }));
    assert.deepEqual(
      warnings.map(({ where, message }) => [where, message.split(";")[0]]),
      [["/servers", "is no list, and is not read"]],
    );
    assert.deepEqual(Object.keys(definition.routes), ["GET /pets"]);
  });

  it("refuses values that JSON cannot hold", () => {
    assert.deepEqual(
      problemsOf({ ...documentOf({ "x-size": Number.NaN as number }), "x-do": () => 1 }).map(([where]) => where),
      ["/paths/~1pets/get/x-size", "/x-do"],
    );
  });
});
