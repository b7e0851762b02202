import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type ApiArguments,
  body,
  check,
  defineStage,
  type Named,
  path,
  query,
  readArguments,
  type StageArguments,
  sourcesOf,
} from "../../definition/index";
import { checkOpenApi } from "./openapi/checked";

const FUNCTION =
  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:fn/invocations";
const lambda = { type: "AWS", function: FUNCTION, httpMethod: "POST" } as const;

interface Written {
  readonly api: ApiArguments<Named>;
  readonly stages: Readonly<Record<string, StageArguments>>;
}

/** An API that says most of what can be said, each in the way that is taken apart most. */
const WHOLE: Written = {
  api: {
    apiName: "pets",
    description: "all of them",
    endpointType: "PRIVATE",
    vpcEndpoints: ["vpce-0a1b2c3d"],
    minimumCompressionSize: 10,
    binaryMediaTypes: ["image/png"],
    policy: { allow: { ipRanges: ["10.0.0.0/8"] } },
    models: {
      Pet: { type: "object", required: ["name"], properties: { name: { type: "string" }, owner: { $ref: "Owner" } } },
      Owner: { type: "object" },
    },
    authorizers: {
      token: { type: "TOKEN", function: FUNCTION, authorizerResultTtlInSeconds: 60, identityValidationExpression: "a.*" },
      pool: { type: "COGNITO_USER_POOLS", providerArns: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a"] },
    },
    gatewayResponses: { DEFAULT_4XX: { statusCode: 418, headers: { "X-A": "'a'" }, responseTemplates: { "application/json": "{}" } } },
    cors: { origins: ["https://a.example", "https://b.example"], headers: ["X-A"], maxAge: 60 },
    routes: {
      "GET /pets/{id}": {
        integration: {
          ...lambda,
          request: { id: path("id"), kind: query("kind") },
          responses: [
            { selectionPattern: "404.*", statusCode: 404, body: { message: "none" } },
            { responseParameters: { "method.response.header.X-B": "'b'" }, contentHandling: "CONVERT_TO_TEXT" },
          ],
        },
        parameters: { query: { kind: true }, header: { "X-H": false } },
        responses: { 200: { headers: ["X-C"], body: "Pet" } },
        authorization: { authorizer: "token" },
      },
      "POST /pets": {
        integration: { ...lambda, request: { pet: body() }, responses: [{ body: {} }] },
        body: "Pet",
        authorization: "AWS_IAM",
        cors: false,
      },
      "GET /far/{id}": {
        integration: {
          type: "HTTP_PROXY",
          uri: "https://back.example/{id}",
          httpMethod: "ANY",
          connectionId: "link12",
          timeoutInMillis: 1000,
        },
        body: { "application/json": "Owner" },
      },
      "GET /mock": { integration: { type: "MOCK", request: { statusCode: 200 }, responses: [{}] }, cors: false },
    },
  },
  stages: {
    dev: {
      description: "d",
      variables: { colour: "blue" },
      throttle: { rate: 1, burst: 2 },
      loggingLevel: "INFO",
      cache: { clusterSize: "0.5", ttlSeconds: 60 },
      accessLog: { format: "$context.requestId" },
      canary: { percentTraffic: 10, stageVariableOverrides: { colour: "red" } },
      methodSettings: {
        "GET /mock": { metrics: true, cache: { ttlSeconds: 10 } },
        "POST /pets": { throttle: { rate: 3, burst: 4 }, cache: true },
      },
    },
  },
};

function problemsOf({ api, stages }: Written) {
  const read = readArguments("pets", api);
  return check(
    read,
    Object.entries(stages).map(([name, stage]) => defineStage(name, stage, read.places)),
  );
}

type Step = string | number;

/** Every place in plain data at which there is something that is neither an object nor a list. */
function leavesOf(value: unknown, at: readonly Step[] = []): (readonly Step[])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...at, index]));
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...at, name]));
}

function withLeaf<T>(value: T, at: readonly Step[], leaf: unknown): T;
function withLeaf(value: unknown, [step, ...rest]: readonly Step[], leaf: unknown): unknown {
  if (step === undefined) return leaf;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withLeaf(item, rest, leaf) : item));
  return { ...Object(value), [step]: withLeaf(Object(value)[step], rest, leaf) };
}

/** `a.b["c"][0]`, taken apart. */
function stepsOf(where: string): Step[] {
  return [...where.matchAll(/\.?([A-Za-z_]\w*)|\[(\d+|"(?:[^"\\]|\\.)*")\]/g)].map(([, name, quoted]) => name ?? JSON.parse(quoted ?? ""));
}

function pointerSteps(where: string): string[] {
  return where
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Whether there is something at that place, or, of what is missing, something that could have it. */
function isThere(root: unknown, steps: readonly Step[], isMissing: boolean): boolean {
  let at: unknown = root;
  for (const [index, step] of steps.entries()) {
    if (typeof at !== "object" || at === null) return false;
    if (!Object.hasOwn(at, step)) return isMissing && index === steps.length - 1;
    at = Object(at)[step];
  }
  return true;
}

const isMissing = (message: string) => /^(?:is missing|are missing|must be there|has no )/.test(message);
const ODD: Readonly<Record<string, readonly unknown[]>> = {
  string: ["", " ", "odd one!", "{}", "$input", "arn:aws:iam::1:x", "["],
  number: [-1, 1e9, 0.5, Number.NaN],
  boolean: [true, false],
};

/** Another leaf of the same type; whether a type is the right one is asked before. */
function oddLeaf(written: unknown, leaves: readonly (readonly Step[])[]): fc.Arbitrary<readonly [at: readonly Step[], leaf: unknown]> {
  return fc
    .constantFrom(...leaves)
    .chain((at) => fc.tuple(fc.constant(at), fc.constantFrom(...(ODD[typeof leafAt(written, at)] ?? [null]))));
}

function leafAt(value: unknown, at: readonly Step[]): unknown {
  return at.reduce<unknown>((inner, step) => Object(inner)[step], value);
}

describe("The place of a problem", () => {
  it("leads to what the author of arguments wrote, whichever leaf of them is another", () => {
    assert.deepEqual(problemsOf(WHOLE), []);
    const found = new Set<string>();
    const leaves = leavesOf(WHOLE).filter((at) => !at.includes("$source") && at.at(-1) !== "cors" && at.at(-1) !== "type");
    fc.assert(
      fc.property(oddLeaf(WHOLE, leaves), ([at, leaf]) => {
        const written = withLeaf(WHOLE, at, leaf);
        for (const { where, message } of problemsOf(written)) {
          found.add(where);
          const steps = stepsOf(where);
          const root = steps[0] === "stages" ? written : written.api;
          assert.ok(isThere(root, steps, isMissing(message)), `${JSON.stringify(at)} = ${JSON.stringify(leaf)}: ${where}: ${message}`);
        }
      }),
      { numRuns: 800 },
    );
    assert.ok(found.size > 30, `${found.size} places`);
  });

  it("is one place for one thing that is wrong", () => {
    const cases: readonly (readonly [at: readonly Step[], leaf: unknown, where: string])[] = [
      [["stages", "dev", "throttle", "rate"], -1, "stages.dev.throttle.rate"],
      [["stages", "dev", "loggingLevel"], "info", "stages.dev.loggingLevel"],
      [["stages", "dev", "cache", "ttlSeconds"], -1, "stages.dev.cache.ttlSeconds"],
      [["stages", "dev", "cache", "clusterSize"], "1 GB", "stages.dev.cache.clusterSize"],
      [
        ["api", "routes", "GET /mock", "integration", "responses", 0],
        { statusCode: 42 },
        'routes["GET /mock"].integration.responses[0].statusCode',
      ],
      [["api", "routes", "GET /mock", "integration", "request"], { a: 1 }, 'routes["GET /mock"].integration.request'],
      [
        ["api", "routes", "GET /mock", "integration"],
        { type: "MOCK", connectionId: "link12" },
        'routes["GET /mock"].integration.connectionId',
      ],
      [["api", "routes", "POST /pets", "integration", "function"], "fn", 'routes["POST /pets"].integration.function'],
      [
        ["api", "routes", "GET /pets/{id}", "parameters", "query"],
        { "a b": true, kind: true },
        'routes["GET /pets/{id}"].parameters.query["a b"]',
      ],
      [
        ["api", "routes", "GET /pets/{id}", "responses", "200", "headers", 0],
        "a b",
        'routes["GET /pets/{id}"].responses["200"].headers[0]',
      ],
      [["api", "routes", "GET /far/{id}", "body"], { json: "Owner" }, 'routes["GET /far/{id}"].body.json'],
      [["api", "routes", "POST /pets", "body"], "None", 'routes["POST /pets"].body'],
      [["api", "authorizers", "token", "function"], "fn", "authorizers.token.function"],
      [["api", "gatewayResponses", "DEFAULT_4XX", "headers", "X-A"], "a", 'gatewayResponses.DEFAULT_4XX.headers["X-A"]'],
      [["api", "models", "Pet", "properties", "name", "type"], "text", "models.Pet.properties.name.type"],
      [["api", "vpcEndpoints", 0], "vpc-1", "vpcEndpoints[0]"],
      [["api", "apiName"], " ", "apiName"],
    ];
    for (const [at, leaf, where] of cases)
      assert.deepEqual(
        problemsOf(withLeaf(WHOLE, at, leaf)).map((problem) => problem.where),
        [where],
        JSON.stringify(at),
      );
    const routes = {
      ...WHOLE.api.routes,
      "GET /odd/{b c}": { integration: { type: "MOCK", request: { statusCode: 200 } }, cors: false },
    } as const;
    assert.deepEqual(
      problemsOf({ ...WHOLE, api: { ...WHOLE.api, routes } }).map(({ where }) => where),
      ['routes["GET /odd/{b c}"]'],
    );
    assert.deepEqual(sourcesOf({}), []);
  });

  it("leads to what the author of a document wrote, whichever leaf of it is another", () => {
    const model = { $ref: "#/components/schemas/Pet" };
    const document = {
      openapi: "3.0.1",
      info: { title: "pets", version: "1" },
      paths: {
        "/pets/{id}": {
          parameters: [{ $ref: "#/components/parameters/kind" }],
          post: {
            operationId: "post",
            parameters: [{ name: "X-H", in: "header", required: false }],
            requestBody: { $ref: "#/components/requestBodies/pet" },
            responses: {
              200: { description: "ok", headers: { "X-A": {} }, content: { "application/json": { schema: { type: "object" } } } },
            },
            security: [{ token: [] }],
            "x-amazon-apigateway-request-validator": "all",
            "x-amazon-apigateway-integration": {
              type: "http",
              httpMethod: "POST",
              uri: "https://back.example/a",
              timeoutInMillis: 1000,
              tlsConfig: { insecureSkipVerification: true },
              requestParameters: { "integration.request.header.a": "method.request.header.X-H" },
              requestTemplates: { "application/json": "{}" },
              responses: {
                default: { statusCode: 200, responseParameters: { "method.response.header.X-A": "'a'" } },
                "4.*": { statusCode: 200, responseTemplates: { "application/json": "{}" } },
              },
            },
          },
        },
      },
      components: {
        parameters: { kind: { name: "kind", in: "query", required: true } },
        requestBodies: { pet: { content: { "application/json": { schema: model } } } },
        schemas: { Pet: { type: "object", properties: { name: { type: "string" } } } },
        securitySchemes: {
          token: {
            type: "apiKey",
            in: "header",
            name: "Authorization",
            "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: FUNCTION },
          },
        },
      },
      "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
      "x-amazon-apigateway-gateway-responses": {
        DEFAULT_4XX: { statusCode: 418, responseParameters: { "gatewayresponse.header.A": "'a'" } },
      },
      "x-amazon-apigateway-minimum-compression-size": 10,
    };
    assert.deepEqual(checkOpenApi({ document }).problems, []);
    const found = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...leavesOf(document)), fc.constantFrom(...Object.values(ODD).flat()), (at, leaf) => {
        const written = withLeaf(document, at, leaf);
        for (const { where, message } of checkOpenApi({ document: written }).problems) {
          found.add(where);
          if (where.startsWith("/"))
            assert.ok(
              where === "/" || isThere(written, pointerSteps(where), isMissing(message)),
              `${JSON.stringify(at)}: ${where}: ${message}`,
            );
        }
      }),
      { numRuns: 600 },
    );
    assert.ok(found.size > 20, `${found.size} places`);
  });
});
