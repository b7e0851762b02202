import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type ApiArguments,
  check,
  defineApi,
  exportOpenApi,
  header,
  type Json,
  type JsonObject,
  type Named,
  type RouteArguments,
  readArguments,
  readOpenApi,
} from "../../../definition/index";
import { apiDefinition } from "../arbitraries";
import { STAGE } from "../rules/refusals";

const MOCK: RouteArguments<Named>["integration"] = { type: "MOCK", requestTemplates: { "application/json": '{"statusCode": 200}' } };
const FUNCTION =
  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:fn/invocations";
const PROXY: RouteArguments<Named>["integration"] = { type: "AWS_PROXY", httpMethod: "POST", function: FUNCTION };

const PETS: ApiArguments<Named> = {
  description: "all of them",
  models: {
    Pet: { description: "a pet", type: "object", required: ["name"], properties: { name: { type: "string" }, owner: { $ref: "Owner" } } },
    Owner: { type: ["object", "null"] },
  },
  authorizers: {
    "who calls": { type: "TOKEN", function: FUNCTION },
    pool: { type: "COGNITO_USER_POOLS", providerArns: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abcdefghi"] },
  },
  routes: {
    "POST /pets": {
      operationName: "createPet",
      body: "Pet",
      parameters: { query: { dry: false } },
      authorization: { authorizer: "pool", scopes: ["pets/write"] },
      apiKeyRequired: true,
      responses: { 200: { headers: ["Location"], body: "Pet" }, 404: { body: "Owner" } },
      integration: MOCK,
    },
    "ANY /pets": { operationName: "pets", integration: PROXY, extensions: { "x-owner": "us" } },
    "GET /files/{proxy+}": { operationName: "pets_get", authorization: { authorizer: "who calls" }, integration: PROXY },
  },
};

function at(document: JsonObject, ...path: readonly string[]): unknown {
  return path.reduce((value: object, name) => Object(value)[name], document);
}

describe("The OpenAPI document for callers", () => {
  const document = exportOpenApi(defineApi("pets", PETS), { servers: ["https://api.example.com/v1"] });

  it("says what a caller may do", () => {
    const pet = { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } };
    assert.deepEqual(document["servers"], [{ url: "https://api.example.com/v1" }]);
    assert.deepEqual(at(document, "paths", "/pets", "post"), {
      operationId: "createPet",
      parameters: [{ name: "dry", in: "query", required: false, schema: { type: "string" } }],
      requestBody: { required: true, content: pet },
      responses: {
        200: { description: "200 response", headers: { Location: { schema: { type: "string" } } }, content: pet },
        400: { $ref: "#/components/responses/ApiGateway400" },
        401: { $ref: "#/components/responses/ApiGateway401" },
        403: { $ref: "#/components/responses/ApiGateway403" },
        404: { description: "404 response", content: { "application/json": { schema: { $ref: "#/components/schemas/Owner" } } } },
        429: { $ref: "#/components/responses/ApiGateway429" },
        415: { $ref: "#/components/responses/ApiGateway415" },
        500: { $ref: "#/components/responses/ApiGateway500" },
      },
      security: [{ pool: [], api_key: [] }],
    });
  });

  it("says of a JWT authorizer that it takes bearer tokens, of another header that it is a key", () => {
    const of = (name: string) =>
      at(
        exportOpenApi(
          defineApi("pets", {
            authorizers: {
              jwt: {
                type: "JWT",
                identitySource: [header(name)],
                jwtConfiguration: { issuers: [{ issuer: "https://a.example", audiences: ["a"] }] },
              },
            },
            routes: { "GET /": { authorization: { authorizer: "jwt" }, integration: MOCK } },
          }),
        ),
        "components",
        "securitySchemes",
        "jwt",
      );
    assert.deepEqual(of("Authorization"), { type: "http", scheme: "bearer", bearerFormat: "JWT" });
    assert.deepEqual(of("X-Token"), { type: "apiKey", name: "X-Token", in: "header" });
  });

  it("says what callers may rely on, and nothing else", () => {
    const written = exportOpenApi(
      defineApi("pets", {
        models: {
          Filled: {
            type: "object",
            required: ["a"],
            properties: { a: { type: "array", minItems: 1, maxItems: 2, items: { $ref: "Part" } } },
          },
          Part: { type: "string" },
          Open: { type: "object" },
          Spare: { type: "object" },
        },
        authorizers: {
          "who calls": { type: "TOKEN", function: FUNCTION },
          spare: { type: "TOKEN", function: FUNCTION },
        },
        routes: {
          "POST /filled": {
            body: "Filled",
            parameters: { query: { q: true, o: false } },
            authorization: { authorizer: "who calls" },
            integration: MOCK,
          },
          "POST /open": { body: "Open", integration: MOCK },
          "POST /loose": {
            body: "Filled",
            parameters: { header: { h: true } },
            validate: { body: false, parameters: false },
            integration: MOCK,
          },
        },
      }),
    );
    const operation = (path: string) => Object(at(written, "paths", path, "post"));
    assert.deepEqual(operation("/filled").parameters, [
      { name: "o", in: "query", required: false, schema: { type: "string" } },
      { name: "q", in: "query", required: true, schema: { type: "string", minLength: 1 } },
    ]);
    assert.deepEqual(operation("/loose").parameters, [{ name: "h", in: "header", required: true, schema: { type: "string" } }]);
    assert.deepEqual(
      ["/filled", "/open", "/loose"].map((path) => operation(path).requestBody.required),
      [true, false, false],
    );
    assert.deepEqual(
      ["/filled", "/open"].map((path) => operation(path).security),
      [[{ who_calls: [] }], []],
    );
    assert.deepEqual(Object.keys(Object(at(written, "components", "schemas"))), ["Filled", "Open", "Part"]);
    assert.deepEqual(Object.keys(Object(at(written, "components", "securitySchemes"))), ["who_calls"]);
    assert.deepEqual(at(written, "components", "schemas", "Filled", "properties", "a"), {
      type: "array",
      items: { $ref: "#/components/schemas/Part" },
    });
  });

  it("says nothing of security where no operation asks for any", () => {
    assert.doesNotMatch(JSON.stringify(exportOpenApi(defineApi("pets", { routes: { "GET /": { integration: MOCK } } }))), /security/);
  });

  it("has an operation for each method that ANY answers, each with an id of its own", () => {
    assert.deepEqual(Object.keys(Object(at(document, "paths", "/pets"))), ["delete", "get", "head", "options", "patch", "post", "put"]);
    assert.deepEqual(at(document, "paths", "/pets", "get", "x-owner"), "us");
    const ids = JSON.stringify(document).match(/"operationId":"[^"]*"/g);
    assert.equal(ids?.length, 8);
    assert.equal(new Set(ids).size, 8);
  });

  it("writes a greedy variable as a variable, and an answer where only a back end knows one", () => {
    assert.deepEqual(at(document, "paths", "/files/{proxy}", "get", "parameters"), [
      { name: "proxy", in: "path", required: true, schema: { type: "string", minLength: 1 } },
    ]);
    assert.deepEqual(at(document, "paths", "/files/{proxy}", "get", "responses", "default"), { description: "What the back end answers" });
    assert.deepEqual(at(document, "paths", "/files/{proxy}", "get", "security"), [{ who_calls: [] }]);
  });

  it("describes what API Gateway itself answers, with what the API makes of it", () => {
    const answer = (message: string) => ({ type: "object", properties: { [message]: { type: "string" } } });
    const detailed = { type: "object", properties: { message: { type: "string" }, detail: { type: "string" } } };
    assert.deepEqual(at(document, "components", "responses", "ApiGateway400", "content"), { "application/json": { schema: detailed } });
    assert.deepEqual(at(document, "components", "responses", "ApiGateway403", "content"), {
      "application/json": { schema: { anyOf: [answer("Message"), answer("message")] } },
    });
    const gatewayResponses = {
      THROTTLED: { statusCode: 503, responseTemplates: { "text/plain": "busy" } },
      DEFAULT_5XX: { responseTemplates: { "application/json": '{"error": {"id": "$context.requestId"}}' } },
    };
    const own = exportOpenApi(defineApi("pets", { ...PETS, gatewayResponses }));
    assert.deepEqual(at(own, "components", "responses", "ApiGateway503", "content"), { "text/plain": { schema: {} } });
    assert.deepEqual(at(own, "components", "responses", "ApiGateway504", "content", "application/json", "schema", "properties", "error"), {
      type: "object",
      properties: { id: { type: "string" } },
    });
  });

  it("says of a schema what OpenAPI has words for", () => {
    const models = {
      Odd: {
        $schema: "http://json-schema.org/draft-04/schema#",
        type: "object",
        patternProperties: { "^x": {} },
        dependencies: { a: ["b"] },
        properties: {
          tuple: { type: "array", items: [{ type: "string" }], additionalItems: false },
          either: { type: ["string", "integer", "null"] },
          nothing: { type: "null" },
          java: { type: "string", pattern: "(?i)a" },
          list: { type: "array" },
        },
      },
    };
    const route = { integration: MOCK, body: "Odd" };
    assert.deepEqual(at(exportOpenApi(defineApi("odd", { models, routes: { "POST /": route } })), "components", "schemas", "Odd"), {
      type: "object",
      properties: {
        tuple: { type: "array", items: {} },
        either: {
          allOf: [
            {
              anyOf: [
                { type: "string", nullable: true },
                { type: "integer", nullable: true },
              ],
            },
          ],
        },
        nothing: { enum: [null], nullable: true },
        java: { type: "string" },
        list: { type: "array", items: {} },
      },
    });
  });

  it("never says what only API Gateway is to know", () => {
    fc.assert(
      fc.property(apiDefinition, (definition) => assert.doesNotMatch(JSON.stringify(exportOpenApi(definition)), /x-amazon-apigateway-/)),
    );
  });

  it("is valid for a public validator, whatever the API", async () => {
    const { Validator } = await import("@seriousme/openapi-schema-validator");
    const validator = new Validator();
    await fc.assert(
      fc.asyncProperty(apiArguments, fc.boolean(), async (args, extensions) => {
        const definition = defineApi("any", args);
        assert.deepEqual(check(readArguments("any", args), [STAGE]), []);
        const document = exportOpenApi(definition, { extensions: extensions && args.models?.["Odd"] === undefined, servers: ["/v1"] });
        assert.deepEqual(await validator.validate(JSON.parse(JSON.stringify(document))), { valid: true });
      }),
    );
  });
});

describe("The OpenAPI document with API Gateway's extensions", () => {
  it("is one of which the same API can be made again", () => {
    const definition = defineApi("pets", { ...PETS, disableExecuteApiEndpoint: true });
    const document = exportOpenApi(definition, { extensions: true, servers: ["https://a.example", "https://b.example"] });
    assert.deepEqual(document["servers"], [
      { url: "https://a.example", "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } },
      { url: "https://b.example" },
    ]);
    const read = readOpenApi(document, { endpoint: definition.endpoint });
    const answered = Object.entries(definition.routes).map(([key, route]) => [
      key,
      {
        ...route,
        methodResponses: Object.keys(route.methodResponses).length > 0 ? route.methodResponses : { 200: { headers: [], models: {} } },
      },
    ]);
    assert.deepEqual(read, { ...definition, models: read.models, routes: Object.fromEntries(answered) });
  });
});

const ODD: JsonObject = {
  $schema: "http://json-schema.org/draft-04/schema#",
  type: ["array", "null"],
  items: [{}],
  patternProperties: { a: {} },
  definitions: { b: {} },
};
const MODELS: Readonly<Record<string, JsonObject>> = {
  Plain: { type: "object", required: ["a"], properties: { a: { type: "string", minLength: 1 } } },
  Nested: { type: "object", properties: { plain: { $ref: "Plain" } }, additionalProperties: { $ref: "Nested" } },
  Odd: ODD,
};

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
/** No name is in two places. */
const parameters = (place: string) =>
  fc.dictionary(
    word.map((name) => place + name),
    fc.boolean(),
    { maxKeys: 2 },
  );

function routeArguments(models: readonly string[], authorizers: readonly string[]): fc.Arbitrary<RouteArguments<Named>> {
  const body = models.length > 0 && { body: fc.constantFrom(...models) };
  const response = fc.record({ description: fc.string(), headers: fc.uniqueArray(word, { maxLength: 2 }), ...body }, { requiredKeys: [] });
  return fc.record(
    {
      integration: fc.constantFrom(MOCK, PROXY, { type: "AWS", httpMethod: "POST", function: FUNCTION, request: { a: 1 } } as const),
      operationName: word,
      summary: fc.string(),
      description: fc.string(),
      tags: fc.array(fc.string(), { maxLength: 2 }),
      parameters: fc.record({ query: parameters("q-"), header: parameters("h-") }),
      apiKeyRequired: fc.boolean(),
      responses: fc.dictionary(fc.constantFrom("200", "201", "400", "500"), response, { maxKeys: 3 }),
      ...body,
      authorization: fc.constantFrom("NONE" as const, "AWS_IAM" as const, ...authorizers.map((authorizer) => ({ authorizer }))),
      extensions: fc.dictionary(
        word.map((name) => `x-${name}`),
        fc.jsonValue({ maxDepth: 1 }).map((value): Json => JSON.parse(JSON.stringify(value))),
        { maxKeys: 2 },
      ),
    },
    { requiredKeys: ["integration"] },
  );
}

/** Arguments that API Gateway takes. */
const apiArguments: fc.Arbitrary<ApiArguments<Named>> = fc
  .tuple(fc.subarray([["Plain"], ["Plain", "Nested"], ["Odd"]]), fc.subarray(["pool", "who calls", "asked"]))
  .chain(([groups, authorizers]) => {
    const models = [...new Set(groups.flat())];
    const key = fc
      .tuple(fc.constantFrom("GET", "POST", "ANY", "HEAD"), fc.constantFrom("/", "/a", "/a/{id}", "/a/{id}/b", "/{proxy+}"))
      .map((parts) => parts.join(" "));
    return fc.record(
      {
        description: fc.string({ minLength: 1 }),
        version: fc.string(),
        routes: fc.dictionary(key, routeArguments(models, authorizers), { minKeys: 1, maxKeys: 4 }),
        models: fc.constant(Object.fromEntries(models.map((name) => [name, MODELS[name] ?? {}]))),
        authorizers: fc.constant(
          Object.fromEntries(
            authorizers.map((name) => [
              name,
              name === "pool"
                ? { type: "COGNITO_USER_POOLS" as const, providerArns: PETS.authorizers?.["pool"]?.providerArns ?? [] }
                : name === "asked"
                  ? { type: "REQUEST" as const, function: FUNCTION, identitySource: [{ $source: "querystring" as const, name: "q" }] }
                  : { type: "TOKEN" as const, function: FUNCTION },
            ]),
          ),
        ),
        cors: fc.constantFrom({ origins: "*" as const }, { origins: ["https://a.example", "https://b.example"], credentials: true }),
        validationErrors: fc.boolean(),
        gatewayResponses: fc.constantFrom(
          {},
          { DEFAULT_4XX: { statusCode: 418 } },
          { THROTTLED: { responseTemplates: { "application/json": "no JSON", "text/plain": "$context.error.message" } } },
        ),
      },
      { requiredKeys: ["routes", "models", "authorizers"] },
    );
  });
