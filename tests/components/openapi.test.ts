import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock as spy } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { greeting } from "../../apis/greeting";
import { hello } from "../../apis/hello";
import { lambdaGate } from "../../apis/lambda-gate";
import { operations } from "../../apis/operations";
import { users } from "../../apis/users";
import { body, lambdaCustom, lambdaProxy, mock, path, RestApi, type RestApiArgs, tokenAuthorizer } from "../../components/index";
import { exportOpenApi, invocationUri, type JsonObject } from "../../definition/index";
import { definitionOf, ofType, type Registered, record } from "./recording";

const CALC = "arn:aws:lambda:eu-central-1:123456789012:function:calc";

function documentOf(integration: JsonObject): JsonObject {
  return {
    openapi: "3.0.1",
    info: { title: "brought", version: "7" },
    paths: { "/calc/{a}": { get: { "x-amazon-apigateway-integration": integration } } },
  };
}

const DOCUMENT = documentOf({ type: "aws_proxy", httpMethod: "POST", uri: invocationUri(CALC) });

function made(args: Omit<RestApiArgs, "stages">): Promise<readonly Registered[]> {
  return record(() => new RestApi("api", { ...args, stages: { dev: {} } }));
}

async function refusal(args: Omit<RestApiArgs, "stages">): Promise<string> {
  let message = "";
  await assert.rejects(made(args), (error) => {
    assert.ok(pulumi.ResourceError.isInstance(error));
    message = error.message;
    return true;
  });
  return message;
}

describe("An API brought along as an OpenAPI document", () => {
  it("is the document's, with a route's child and a permission for each function that it names", async () => {
    const registered = await made({ openapi: DOCUMENT });
    assert.deepEqual(Object.keys(definitionOf(registered).routes), ["GET /calc/{a}"]);
    assert.deepEqual(
      ofType(registered, "lambda-rest-api:index:Route").map(({ name }) => name),
      ["api GET /calc/{a}"],
    );
    const [permission, ...others] = ofType(registered, "aws:lambda/permission:Permission");
    assert.deepEqual(others, []);
    assert.equal(permission?.inputs["function"], CALC);
    assert.equal(permission.inputs["sourceArn"], "arn:aws:execute-api:eu-central-1:123456789012:api-id/dev/GET/calc/{a}");
  });

  it("has a permission for each function that its authorizers name, but for those with a role", async () => {
    const uri = (fn: string) =>
      `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:${fn}/invocations`;
    const scheme = (authorizer: object) => ({
      type: "apiKey",
      in: "header",
      name: "Authorization",
      "x-amazon-apigateway-authorizer": { type: "token", ...authorizer },
    });
    const openapi = {
      openapi: "3.0.1",
      info: { title: "guarded", version: "1" },
      paths: {
        "/a": {
          get: {
            security: [{ guard: [] }],
            responses: {},
            "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri: uri("work:$LATEST") },
          },
        },
      },
      components: {
        securitySchemes: {
          guard: scheme({ authorizerUri: uri("guard") }),
          assumed: scheme({ authorizerUri: uri("assumed"), authorizerCredentials: "arn:aws:iam::123456789012:role/invoke" }),
        },
      },
    };
    const registered = await record(() => new RestApi("guarded", { openapi, stages: { prod: {} } }));
    assert.deepEqual(
      ofType(registered, "aws:lambda/permission:Permission").map(({ inputs }) => [
        String(inputs["function"]).split(":").at(-1),
        inputs["qualifier"],
      ]),
      [
        ["guard", undefined],
        ["work", undefined],
      ],
    );
  });

  it("stays what it says, whatever innocent argument stands beside it", async () => {
    const model = { type: "object", required: ["a"] };
    const mocked = {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      responses: { default: { statusCode: "200" } },
    };
    const post = {
      requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } },
      responses: { 200: { description: "ok" } },
      "x-amazon-apigateway-request-validator": "strict",
      "x-amazon-apigateway-integration": mocked,
    };
    const openapi = {
      openapi: "3.0.1",
      info: { title: "t", version: "1" },
      paths: { "/": { post } },
      components: { schemas: { A: model } },
      "x-amazon-apigateway-request-validators": { strict: { validateRequestBody: true, validateRequestParameters: true } },
    };
    const alone = definitionOf(await record(() => new RestApi("api", { openapi, stages: { dev: {} } })));
    assert.equal(alone.routes["POST /"]?.requestValidator, "strict");
    for (const beside of [
      { securitySchemes: {} },
      { validationErrors: false },
      { lambdaAccess: "role" },
      { gatewayResponses: {} },
      { integrations: {} },
    ] as const)
      assert.deepEqual(
        definitionOf(await record(() => new RestApi("api", { openapi, ...beside, stages: { dev: {} } }))),
        alone,
        JSON.stringify(beside),
      );
  });

  it("needs no permission where the document gives credentials", async () => {
    const credentials = "arn:aws:iam::123456789012:role/own";
    const registered = await made({
      openapi: documentOf({ type: "aws_proxy", httpMethod: "POST", uri: invocationUri(CALC), credentials }),
    });
    assert.deepEqual(ofType(registered, "aws:lambda/permission:Permission"), []);
  });

  it("is the same as an object, as text and as a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "openapi-"));
    try {
      const file = join(folder, "api.json");
      writeFileSync(file, JSON.stringify(DOCUMENT));
      const object = definitionOf(await made({ openapi: DOCUMENT }));
      assert.deepEqual(definitionOf(await made({ openapi: JSON.stringify(DOCUMENT) })), object);
      assert.deepEqual(definitionOf(await made({ openapi: file })), object);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("has of an object what JSON has of it", async () => {
    const schema = { type: "object", properties: { day: { type: "string", description: undefined, enum: [new Date("2026-01-01")] } } };
    const openapi = {
      openapi: "3.0.1",
      info: { title: "brought", version: new Date("2026-01-01"), description: undefined },
      paths: { "/a": { post: { operationId: "a", requestBody: { content: { "application/json": { schema } } }, responses: {} } } },
    };
    const args = { openapi, integrations: { a: mock() }, stages: { dev: {} } };
    const { version, models } = definitionOf(await record(() => Reflect.construct(RestApi, ["api", args])));
    assert.equal(version, "2026-01-01T00:00:00.000Z");
    assert.deepEqual(
      Object.values(models).map((model) => model.schema["properties"]),
      [{ day: { type: "string", enum: ["2026-01-01T00:00:00.000Z"] } }],
    );
  });

  it("is overruled by what is said beside it", async () => {
    const registered = await made({ openapi: DOCUMENT, apiName: "Ours", endpointType: "EDGE", binaryMediaTypes: ["image/png"] });
    const inputs = ofType(registered, "aws:apigateway/restApi:RestApi")[0]?.inputs;
    assert.deepEqual([inputs?.["name"], inputs?.["endpointConfiguration"]], ["Ours", { types: "EDGE", ipAddressType: "ipv4" }]);
    assert.deepEqual(definitionOf(registered).binaryMediaTypes, ["image/png"]);
  });

  it("refuses all that is wrong with it, by JSON pointer, and in a file by its line", async () => {
    assert.match(
      await refusal({ openapi: documentOf({ type: "a lambda" }) }),
      /\/paths\/~1calc~1\{a\}\/get\/x-amazon-apigateway-integration\/type: is "A LAMBDA"\. Give one of/,
    );
    const text = [
      "openapi: 3.0.1",
      "info: { title: t, version: '1' }",
      "paths:",
      "  /a b:",
      "    get:",
      "      x-amazon-apigateway-integration: { type: mock }",
    ];
    assert.match(await refusal({ openapi: text.join("\n") }), /openapi:\d+ \/paths\/~1a b/);
  });

  it("refuses a file that is not there, what the document has to say itself, and an API of nothing", async () => {
    assert.match(await refusal({ openapi: "absent.yaml" }), /openapi: names the file "absent\.yaml", which is not there/);
    assert.match(await refusal({ openapi: tmpdir() }), /openapi: names the file ".*", which is a folder; give the path of a file in it/);
    assert.match(await refusal({ openapi: DOCUMENT, routes: { "GET /": { integration: mock() } } }), /routes: is given beside openapi/);
    assert.match(
      await refusal({ routes: { "GET /": { integration: mock() } }, integrations: {} }),
      /integrations: is given without openapi/,
    );
    assert.match(await refusal({}), /routes: is empty/);
  });
});

const CLERK = "arn:aws:lambda:eu-central-1:123456789012:function:clerk";

/** Somebody's document, which knows nothing of API Gateway. */
const PETS: JsonObject = {
  openapi: "3.0.3",
  info: { title: "Pets", version: "1.2" },
  security: [{ token: [] }],
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        parameters: [
          { name: "limit", in: "query", required: true, schema: { type: "integer" } },
          { name: "session", in: "cookie", schema: { type: "string" } },
        ],
        responses: { 200: { description: "pets" }, default: { description: "an error" } },
      },
      post: {
        operationId: "createPet",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } },
        responses: { 201: { description: "created", content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } } },
      },
    },
    "/pets/{id}": { get: { responses: { 200: { description: "a pet" } }, security: [{ anybody: [] }, { key: [] }] } },
  },
  components: {
    schemas: {
      Pet: { type: "object", required: ["name"], properties: { name: { type: "string", example: "Rex" }, example: { type: "string" } } },
    },
    securitySchemes: {
      token: { type: "http", scheme: "bearer" },
      anybody: { type: "oauth2", flows: {} },
      key: { type: "apiKey", name: "X-API-Key", in: "header" },
    },
  },
};

const JOINS = {
  openapi: PETS,
  integrations: {
    listPets: lambdaProxy(CALC),
    createPet: lambdaCustom(CALC, {
      request: { pet: body() },
      responses: [{ statusCode: 201 }, { selectionPattern: ".+", statusCode: 500 }],
    }),
    "GET /pets/{id}": lambdaCustom(CLERK, { request: { id: path("id") } }),
  },
  authorizers: { token: tokenAuthorizer(CLERK) },
  securitySchemes: { anybody: "NONE" },
} as const;

describe("A document that is joined to integrations", () => {
  it("is the API that it would be with API Gateway's extensions", async () => {
    const { name, version, routes, models, requestValidators } = definitionOf(await made(JOINS));
    assert.deepEqual([name, version, Object.keys(routes)], ["api", "1.2", ["GET /pets", "POST /pets", "GET /pets/{id}"]]);
    const { "GET /pets": list, "POST /pets": create, "GET /pets/{id}": one } = routes;
    assert.deepEqual(list?.requestParameters, { "querystring.limit": true });
    assert.deepEqual(requestValidators[list?.requestValidator ?? ""], { validateRequestBody: false, validateRequestParameters: true });
    assert.deepEqual([list?.operationName, Object.keys(list?.methodResponses ?? {})], ["listPets", ["200"]]);
    assert.equal(list?.integration.type, "AWS_PROXY");
    assert.deepEqual(create?.requestModels, { $default: "Pet", "application/json": "Pet" });
    assert.deepEqual(requestValidators[create?.requestValidator ?? ""], { validateRequestBody: true, validateRequestParameters: false });
    assert.deepEqual(Object.keys(create?.methodResponses ?? {}), ["201", "500"]);
    assert.deepEqual(models["Pet"]?.schema, {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string" }, example: { type: "string" } },
    });
    assert.deepEqual(list?.authorization, { type: "CUSTOM", authorizer: "token" });
    assert.deepEqual([one?.authorization, one?.apiKeyRequired], [{ type: "NONE" }, true]);
    assert.match(one?.integration.requestTemplates["application/json"] ?? "", /input\.params\(\)\.path/);
  });

  it("lets the functions be invoked from exactly their operations, and says what is wrong with a body", async () => {
    const registered = await made(JOINS);
    assert.deepEqual(
      ofType(registered, "aws:lambda/permission:Permission").map(
        ({ inputs }) => `${inputs["function"]} ${String(inputs["sourceArn"]).split(":").at(-1)}`,
      ),
      [`${CALC} api-id/dev/GET/pets`, `${CALC} api-id/dev/POST/pets`, `${CLERK} api-id/authorizers/*`, `${CLERK} api-id/dev/GET/pets/{id}`],
    );
    assert.deepEqual(Object.keys(definitionOf(registered).gatewayResponses), ["BAD_REQUEST_BODY"]);
  });

  it("lets forms, files and XML pass, which no model of API Gateway's can be held against, and makes no models of them", async () => {
    const post = (name: string, ...types: string[]): JsonObject => ({
      post: {
        requestBody: { content: Object.fromEntries(types.map((type) => [type, { schema: { type: "object", required: [name] } }])) },
        responses: {},
      },
    });
    const paths = {
      "/form": post("form", "multipart/form-data", "application/xml"),
      "/both": post("both", "application/json", "application/x-www-form-urlencoded"),
      "/patch": post("patch", "application/merge-patch+json"),
    };
    const openapi: JsonObject = {
      openapi: "3.0.3",
      info: { title: "t", version: "1" },
      paths,
      components: { schemas: { Spare: { type: "object" } } },
    };
    const { routes, models } = definitionOf(
      await made({ openapi, integrations: { "POST /form": mock(), "POST /both": mock(), "POST /patch": mock() } }),
    );
    const types = (key: string) => Object.keys(routes[key]?.requestModels ?? {});
    assert.deepEqual([types("POST /form"), routes["POST /form"]?.requestValidator], [[], undefined]);
    assert.deepEqual(types("POST /both"), ["application/json"]);
    assert.deepEqual(types("POST /patch"), ["application/merge-patch+json"]);
    assert.deepEqual(
      Object.values(models)
        .flatMap(({ schema }) => schema["required"] ?? "none")
        .sort(),
      ["both", "none", "patch"],
    );
  });

  it("takes what an API takes besides, and a role that invokes all of its functions", async () => {
    const registered = await made({
      ...JOINS,
      lambdaAccess: "role",
      cors: { origins: "*" },
      gatewayResponses: { THROTTLED: { statusCode: 503 } },
      policy: { allow: { ipRanges: ["192.0.2.0/24"] } },
    });
    const { routes, gatewayResponses, policy } = definitionOf(registered);
    assert.deepEqual(
      Object.keys(routes)
        .filter((key) => key.startsWith("OPTIONS"))
        .sort(),
      ["OPTIONS /pets", "OPTIONS /pets/{id}"],
    );
    assert.deepEqual(Object.keys(gatewayResponses), ["BAD_REQUEST_BODY", "DEFAULT_4XX", "DEFAULT_5XX", "THROTTLED"]);
    assert.match(JSON.stringify(policy), /192\.0\.2\.0\/24/);
    assert.deepEqual(ofType(registered, "aws:lambda/permission:Permission"), []);
  });

  it("may say itself what answers some of its operations, in Swagger 2.0 and in a file, too", async () => {
    const swagger: JsonObject = {
      swagger: "2.0",
      info: { title: "t", version: "1" },
      securityDefinitions: { token: { type: "apiKey", name: "X-Token", in: "header" } },
      paths: {
        "/": {
          get: {
            operationId: "own",
            responses: {},
            security: [{ token: [] }],
            "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri: invocationUri(CALC) },
          },
          post: {
            operationId: "theirs",
            parameters: [{ name: "b", in: "body", schema: { type: "object" } }],
            responses: { 200: { description: "" } },
          },
        },
      },
    };
    const registered = await made({
      openapi: JSON.stringify(swagger),
      integrations: { theirs: lambdaProxy(CLERK) },
      authorizers: { token: tokenAuthorizer(CLERK) },
    });
    const { routes, authorizers } = definitionOf(registered);
    assert.deepEqual(Object.keys(routes["POST /"]?.requestModels ?? {}), ["$default", "application/json"]);
    assert.deepEqual(authorizers["token"]?.identitySource, ["method.request.header.X-Token"]);
    assert.deepEqual(
      ofType(registered, "aws:lambda/permission:Permission").map(({ inputs }) => inputs["function"]),
      [CALC, CLERK, CLERK],
    );
  });

  for (const [kind, integration, joins] of [
    ["with what is joined to it", {}, { integrations: { "GET /": mock() } }],
    ["as it is", { "x-amazon-apigateway-integration": { type: "mock", responses: { default: { statusCode: "200" } } } }, {}],
  ] as const)
    it(`is warned of where it says what is hardly meant, ${kind}`, async () => {
      const schema = { type: "array", items: { type: "string", nullable: true } };
      const answer = { responses: { 200: { description: "all", content: { "application/json": { schema } } } }, security: [{ key: [] }] };
      const components = { securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } } };
      const document = {
        openapi: "3.0.3",
        info: { title: "t", version: "1" },
        paths: { "/": { get: { ...answer, ...integration } } },
        components,
      };
      const openapi = JSON.stringify(document, null, 1);
      const said = spy.method(console, "warn", () => {});
      try {
        await made({ ...joins, openapi });
        const places = said.mock.calls.map(({ arguments: [line] }) => String(line).replace(/^warning: \[runtime\] (.*?): .*$/s, "$1"));
        const line = openapi.split("\n").findIndex((text) => text.includes('"nullable"')) + 1;
        assert.deepEqual(places, [
          "stages.dev",
          `openapi:${line} /paths/~1/get/responses/200/content/application~1json/schema/items/nullable`,
        ]);
      } finally {
        said.mock.restore();
      }
    });

  it("refuses operations without integrations, and names that are none of the document's, saying which is meant", async () => {
    const message = await refusal({
      ...JOINS,
      integrations: { listPet: lambdaProxy(CALC), "POST /pets": mock(), createPet: mock() },
      authorizers: { tokens: tokenAuthorizer(CLERK) },
    });
    for (const expected of [
      /\/paths\/~1pets\/get: has no integration; give integrations\.listPets, or x-amazon-apigateway-integration in the document\./,
      /\/paths\/~1pets~1\{id\}\/get: has no integration; give integrations\["GET \/pets\/\{id\}"\]/,
      /integrations\.listPet: names no operation of the document\. Did you mean listPets\?/,
      /integrations\["POST \/pets"\]: is given as "createPet" too; say it once\./,
      /authorizers\.tokens: names no security scheme of the document\. Did you mean token\?/,
      /asks for token, which API Gateway cannot enforce: .*; or join it by authorizers or securitySchemes/,
    ])
      assert.match(message, expected);
  });

  it("refuses what is said twice, and what API Gateway refuses, each at its place", async () => {
    const own = documentOf({ type: "mock" });
    assert.match(
      await refusal({ openapi: own, integrations: { "GET /calc/{a}": mock() } }),
      /integrations\["GET \/calc\/\{a\}"\]: is given in the document too/,
    );
    const responses = {
      ...PETS,
      "x-amazon-apigateway-gateway-responses": { THROTTLED: { statusCode: "503" } },
      "x-amazon-apigateway-policy": { Version: "2012-10-17", Statement: [] },
    };
    const twice = await refusal({ ...JOINS, openapi: responses, gatewayResponses: { THROTTLED: {} }, policy: { allow: {} } });
    assert.match(twice, /gatewayResponses\.THROTTLED: is given in the document too/);
    assert.match(twice, /policy: is given in the document too/);
    const text = JSON.stringify({ ...PETS, components: { ...Object(PETS["components"]), schemas: { Pet: { type: "text" } } } }, null, 1);
    const wrong = await refusal({
      ...JOINS,
      openapi: text,
      integrations: { ...JOINS.integrations, listPets: lambdaProxy(CALC, { timeoutInMillis: 1 }) },
    });
    assert.match(wrong, /openapi:\d+ \/components\/schemas\/Pet\/type: /);
    assert.match(wrong, /integrations\.listPets\.timeoutInMillis: /);
  });

  it("refuses an integration of nothing, and tells of integrations where none is given at all", async () => {
    const integrations = { ...JOINS.integrations, listPets: JSON.parse("null") };
    assert.match(await refusal({ ...JOINS, integrations }), /integrations\.listPets: is null\. Give an object with type\./);
    assert.match(
      await refusal({ openapi: PETS }),
      /has no integration; give integrations\.listPets, or x-amazon-apigateway-integration in the document\. API Gateway: No integration defined for method/,
    );
  });

  it("refuses an operation id that several operations have", async () => {
    const operation = { operationId: "same", responses: {} };
    const openapi = { openapi: "3.0.3", info: { title: "t", version: "1" }, paths: { "/a": { get: operation, put: operation } } };
    assert.match(
      await refusal({ openapi, integrations: { same: mock() } }),
      /integrations\.same: names GET \/a and PUT \/a; name each by its route key\./,
    );
    const registered = await made({ openapi, integrations: { "GET /a": mock(), "PUT /a": mock() } });
    assert.deepEqual(Object.keys(definitionOf(registered).routes), ["GET /a", "PUT /a"]);
  });

  it("refuses versions of OpenAPI that API Gateway does not import", async () => {
    for (const openapi of ["3.1.0", "3.2.0", "4.0"])
      assert.match(
        await refusal({ ...JOINS, openapi: { ...PETS, openapi } }),
        /\/openapi: Invalid OpenAPI input\. API Gateway imports OpenAPI 3\.0 and Swagger 2\.0; .*is given/,
      );
    assert.match(await refusal({ ...JOINS, openapi: { swagger: "1.2" } }), /\/swagger: Invalid OpenAPI input/);
  });
});

describe("A document of CloudFormation or SAM", () => {
  const uri =
    "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:calc:live/invocations";
  const document = documentOf({ type: "aws_proxy", httpMethod: "POST", uri });

  for (const [kind, joins] of [
    ["as it is", {}],
    ["with what is joined to it", { validationErrors: false }],
  ] as const)
    it(`has the stack's partition, region and account in its uris and permissions, ${kind}`, async () => {
      const registered = await made({ openapi: document, ...joins });
      assert.equal(definitionOf(registered).routes["GET /calc/{a}"]?.integration.uri, invocationUri(`${CALC}:live`));
      const [permission] = ofType(registered, "aws:lambda/permission:Permission");
      assert.deepEqual(
        [permission?.name, permission?.inputs["function"], permission?.inputs["qualifier"]],
        ["api calc dev/GET/calc/{a}", CALC, "live"],
      );
    });

  it("has them in the role that invokes its functions", async () => {
    const registered = await made({ openapi: document, lambdaAccess: "role" });
    const [policy] = ofType(registered, "aws:iam/rolePolicy:RolePolicy");
    assert.match(String(policy?.inputs["policy"]), /"arn:aws:lambda:eu-central-1:123456789012:function:calc:live"/);
  });
});

describe("An API's own OpenAPI document", () => {
  it("has the stages as servers, and tells what is behind it if that is wanted", async () => {
    let documents: readonly pulumi.Output<string>[] = [];
    const registered = await record(() => {
      const api = new RestApi("api", { openapi: DOCUMENT, stages: { dev: {}, prod: {} } });
      documents = [api.openApi(), api.openApi({ extensions: true })];
    });
    const [open, extended] = await Promise.all(
      documents.map((document) => new Promise((resolve) => document.apply((text) => resolve(JSON.parse(text)))).then(Object)),
    );
    const server = (stage: string) => ({ url: `https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/${stage}` });
    assert.deepEqual(open.servers, [server("dev"), server("prod")]);
    assert.doesNotMatch(JSON.stringify(open), /x-amazon-apigateway/);
    assert.deepEqual(extended.servers, open.servers);
    assert.deepEqual(extended.paths["/calc/{a}"].get["x-amazon-apigateway-integration"].uri, invocationUri(CALC));
    assert.equal(ofType(registered, "aws:apigateway/restApi:RestApi").length, 1);
  });

  it("is valid for a public validator, of every example", async () => {
    const { Validator } = await import("@seriousme/openapi-schema-validator");
    const validator = new Validator();
    for (const example of [greeting, hello, lambdaGate, operations, users]) {
      const definition = definitionOf(await record(() => example({ logRetentionInDays: 7 })));
      for (const extensions of [false, true]) {
        const document = JSON.parse(JSON.stringify(exportOpenApi(definition, { extensions })));
        assert.deepEqual(await validator.validate(document), { valid: true }, example.name);
      }
    }
  });
});
