import assert from "node:assert/strict";
import type { Step, StepKind } from "../../../gateway/index";
import { startTrace } from "../../../gateway/trace/index";
import { ACCOUNT, allow, arnOf, custom, EXECUTION_ARN, gatewayOf, proxy, ROLE, request, type Sent, type TestApi, uriOf } from "../api";

/** The steps of one request. */
async function stepsOf(api: TestApi, method: string, path: string, sent: Sent = {}, secrets?: "shown"): Promise<readonly Step[]> {
  const { trace } = await request(gatewayOf(api), method, path, sent);
  return trace.steps(secrets);
}

function step<K extends StepKind>(steps: readonly Step[], kind: K): Extract<Step, { readonly kind: K }> {
  const found = steps.find((one): one is Extract<Step, { readonly kind: K }> => one.kind === kind);
  assert.ok(found, `no ${kind} among ${steps.map((one) => one.kind)}`);
  return found;
}

const MODEL = { type: "object", required: ["a"] };
const MAPPED: TestApi = {
  paths: {
    "/sums/{id}": {
      post: {
        ...custom("sum", {
          requestTemplates: { "application/json": '{"id": "$input.params("id")"}' },
          responses: {
            default: { statusCode: "200", responseTemplates: { "application/json": "<$input.path('$.sum')>" } },
            "bad.*": { statusCode: "400" },
          },
        }),
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/In" } } } },
        "x-amazon-apigateway-request-validator": "all",
      },
    },
  },
  document: {
    components: { schemas: { In: MODEL } },
    "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
  },
  functions: { sum: () => ({ sum: 3 }) },
};

describe("a trace", () => {
  it("has the lines of each template that ran, with what the request's template set for the response's", async () => {
    const source = "#set($context.responseOverride.header.A = 'a')\n#if(false)\nnever\n#end\n{}";
    const answer = "#if($context.responseOverride.header.A == 'a')\n#set($context.responseOverride.status = 201)\n[]\n#else\n{}\n#end";
    const api: TestApi = {
      paths: {
        "/": {
          post: custom("it", {
            requestTemplates: { "application/json": source },
            responses: { default: { statusCode: "200", responseTemplates: { "application/json": answer } } },
          }),
        },
      },
      functions: { it: () => ({}) },
    };
    const steps = await stepsOf(api, "POST", "/");
    assert.deepEqual(step(steps, "requestTemplate").ran, [1, 2, 4, 5]);
    assert.deepEqual(step(steps, "responseTemplate").ran, [1, 2, 3, 6]);
    assert.equal(step(steps, "methodResponse").status, 201);
  });

  it("has the steps of a custom integration in API Gateway's own order, each with what went in and came out", async () => {
    const steps = await stepsOf(MAPPED, "POST", "/sums/7?q=1&q=2", { body: '{"a":1}' });
    assert.deepEqual(
      steps.map(({ kind }) => kind),
      [
        "methodRequest",
        "validation",
        "requestTemplate",
        "permission",
        "integrationRequest",
        "integrationResponse",
        "selection",
        "responseTemplate",
        "methodResponse",
      ],
    );
    const { route, integration, pathParameters, query } = step(steps, "methodRequest");
    assert.deepEqual([route, integration, pathParameters, query], ["POST /sums/{id}", "AWS", { id: "7" }, { q: ["1", "2"] }]);
    const { model, contentType, errors } = step(steps, "validation");
    assert.deepEqual([model, contentType, errors], ["In", "application/json", []]);
    const { input, output } = step(steps, "requestTemplate");
    assert.deepEqual([input.text, output?.text], ['{"a":1}', '{"id": "7"}']);
    assert.deepEqual([step(steps, "permission").role, step(steps, "permission").resource], [ROLE, arnOf("sum")]);
    assert.equal(step(steps, "integrationRequest").functionArn, arnOf("sum"));
    assert.equal(step(steps, "integrationResponse").body?.text, '{"sum":3}');
    assert.deepEqual([step(steps, "selection").patterns, step(steps, "selection").statusCode], [["bad.*"], "200"]);
    assert.equal(step(steps, "responseTemplate").output?.text, "<3>");
    assert.deepEqual([step(steps, "methodResponse").status, step(steps, "methodResponse").body.text], [200, "<3>"]);
  });

  it("is plain JSON", async () => {
    const steps = await stepsOf(MAPPED, "POST", "/sums/7?q=1", { body: '{"a":1}' });
    assert.deepEqual(JSON.parse(JSON.stringify(steps)), steps);
  });

  it("names the pattern that an error's message matched", async () => {
    const failing = { sum: () => Promise.reject(new Error("bad luck")) };
    const { selection, pattern, statusCode } = step(
      await stepsOf({ ...MAPPED, functions: failing }, "POST", "/sums/7", { body: '{"a":1}' }),
      "selection",
    );
    assert.deepEqual([selection, pattern, statusCode], ["bad luck", "bad.*", "400"]);
  });

  it("names the statement by which a function may be invoked", async () => {
    const permission = {
      functionArn: arnOf("it"),
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      sourceArn: `${EXECUTION_ARN}/test/GET/`,
    };
    const api = {
      paths: { "/": { get: proxy("it", { credentials: undefined }) } },
      functions: { it: () => ({}) },
      options: { permissions: [permission] },
    };
    assert.deepEqual(step(await stepsOf(api, "GET", "/"), "permission").statement, permission);
  });

  it("has a binary body as base64, and of a long one the beginning", async () => {
    const api = { paths: { "/": { post: proxy("echo") } }, functions: { echo: () => ({ body: "x".repeat(70_000) }) } };
    const steps = await stepsOf(api, "POST", "/", { body: "x" });
    const { text, bytes, truncated } = step(steps, "methodResponse").body;
    assert.deepEqual([text.length, bytes, truncated], [65_536, 70_000, true]);
    const binary = await stepsOf(api, "POST", "/", { body: Buffer.from([0xff, 0xfe]) });
    assert.deepEqual(step(binary, "methodRequest").body, { text: "//4=", bytes: 2, binary: true });
  });

  it("shows a body as it was before it was compressed", async () => {
    const api = {
      paths: { "/": { get: proxy("echo") } },
      functions: { echo: () => ({ body: "x".repeat(100) }) },
      settings: { minimumCompressionSize: 0 },
    };
    const steps = await stepsOf(api, "GET", "/", { headers: { "Accept-Encoding": "gzip" } });
    assert.equal(step(steps, "methodResponse").body.text, "x".repeat(100));
    assert.ok(step(steps, "methodResponse").headers.some(([name, value]) => name === "Content-Encoding" && value === "gzip"));
  });

  it("makes nothing of a step before somebody reads it", () => {
    let made = 0;
    const trace = startTrace("r", () => 0);
    trace.add(() => ({ kind: "selection", patterns: [String(made++)] }));
    assert.equal(made, 0);
    assert.deepEqual(trace.steps(), [{ kind: "selection", patterns: ["0"], at: 0 }]);
  });
});

describe("the credentials of a request", () => {
  const SECRET = "secret-marker-0123456789";
  const securitySchemes = {
    api_key: { type: "apiKey", name: "x-api-key", in: "header" },
    auth: {
      type: "apiKey",
      name: "X-Token",
      in: "header",
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": {
        type: "token",
        authorizerUri: uriOf("auth"),
        authorizerCredentials: ROLE,
        authorizerResultTtlInSeconds: 0,
      },
    },
  };
  const open: TestApi = {
    paths: { "/": { get: proxy("echo") } },
    functions: { echo: (event: unknown) => ({ body: JSON.stringify(event) }) },
  };

  for (const [name, value] of [
    ["Authorization", `Bearer ${SECRET}`],
    ["x-api-key", SECRET],
    ["Cookie", `a=b; session=${SECRET}`],
    ["X-Amz-Security-Token", SECRET],
  ] as const) {
    it(`are hidden in ${name}, and wherever it went`, async () => {
      const text = JSON.stringify(await stepsOf(open, "GET", "/", { headers: { [name]: value } }));
      assert.ok(!text.includes(SECRET), text);
      assert.ok(text.includes("456789"), "the last six characters are shown");
      assert.ok(JSON.stringify(await stepsOf(open, "GET", "/", { headers: { [name]: value } }, "shown")).includes(SECRET));
    });
  }

  it("are hidden where an authorizer takes them from a header of its own", async () => {
    const api: TestApi = {
      paths: { "/": { get: { ...proxy("echo"), security: [{ auth: [] }] } } },
      document: { components: { securitySchemes } },
      functions: {
        ...open.functions,
        auth: () => ({ principalId: "me", policyDocument: allow("execute-api:Invoke", "*") }),
      },
    };
    const text = JSON.stringify(await stepsOf(api, "GET", "/", { headers: { "X-Token": SECRET } }));
    assert.ok(!text.includes(SECRET), text);
  });

  it("are hidden where an authorizer gives the API key", async () => {
    const api: TestApi = {
      paths: { "/": { get: { ...proxy("echo"), security: [{ auth: [], api_key: [] }] } } },
      document: { components: { securitySchemes }, "x-amazon-apigateway-api-key-source": "AUTHORIZER" },
      functions: {
        ...open.functions,
        auth: () => ({ principalId: "me", policyDocument: allow("execute-api:Invoke", "*"), usageIdentifierKey: SECRET }),
      },
      options: {
        accountId: ACCOUNT,
        apiKeys: [{ id: "k", value: SECRET, enabled: true }],
        usagePlans: [{ id: "p", stages: { test: { throttle: {} } }, keyIds: ["k"] }],
      },
    };
    const steps = await stepsOf(api, "GET", "/", { headers: { "X-Token": "something" } });
    assert.equal(step(steps, "methodResponse").status, 200);
    assert.ok(!JSON.stringify(steps).includes(SECRET));
  });

  it("are not taken for other texts where they are short", async () => {
    const steps = await stepsOf(open, "GET", "/", { headers: { "x-api-key": "a" } });
    assert.deepEqual(
      step(steps, "methodRequest").headers.find(([name]) => name === "x-api-key"),
      ["x-api-key", "*"],
    );
    assert.ok(JSON.stringify(steps).includes("amazonaws"));
  });
});
