import assert from "node:assert/strict";
import { createUsage, type GatewayOptions } from "../../gateway/index";
import { allow, gatewayOf, proxy, ROLE, send, uriOf } from "./api";

const KEY = "k".repeat(20);
const key = { headers: { "x-api-key": KEY } };
const plan = { id: "p", stages: { test: { throttle: {} } }, keyIds: ["k"] };

function keyed(options: Partial<GatewayOptions> = {}) {
  return gatewayOf({
    paths: { "/keyed": { get: { ...proxy("echo"), security: [{ api_key: [] }] } }, "/open": { get: proxy("echo") } },
    document: { components: { securitySchemes: { api_key: { type: "apiKey", name: "x-api-key", in: "header" } } } },
    functions: { echo: (event: unknown) => ({ body: JSON.stringify(event) }) },
    options: { apiKeys: [{ id: "k", value: KEY, enabled: true }], usagePlans: [plan], ...options },
  });
}

describe("An API key", () => {
  it("lets a request pass, and is in its event", async () => {
    const { identity } = JSON.parse((await send(keyed(), "GET", "/keyed", key)).text).requestContext;
    assert.deepEqual([identity.apiKey, identity.apiKeyId], [KEY, "k"]);
    assert.equal("apiKey" in JSON.parse((await send(keyed(), "GET", "/open", key)).text).requestContext.identity, false);
  });

  it("refuses a missing, unknown or disabled key, and one that is in no plan of the stage", async () => {
    const refused = async (gateway: ReturnType<typeof keyed>, given = key) => {
      const { status, text } = await send(gateway, "GET", "/keyed", given);
      assert.deepEqual([status, text], [403, '{"message":"Forbidden"}']);
    };
    await refused(keyed(), { headers: { "x-api-key": "" } });
    await refused(keyed({ apiKeys: [] }));
    await refused(keyed({ apiKeys: [{ id: "k", value: KEY, enabled: false }] }));
    await refused(keyed({ usagePlans: [{ ...plan, stages: { prod: { throttle: {} } } }] }));
    await refused(keyed({ usagePlans: [{ ...plan, keyIds: [] }] }));
  });
});

describe("An API key of an authorizer", () => {
  it("is the usage identifier that its function gives", async () => {
    const authorizer = { type: "token", authorizerUri: uriOf("auth"), authorizerCredentials: ROLE, authorizerResultTtlInSeconds: 0 };
    const auth = {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": authorizer,
    };
    const api_key = { type: "apiKey", name: "x-api-key", in: "header" };
    const gateway = gatewayOf({
      paths: { "/": { get: { ...proxy("echo"), security: [{ auth: [], api_key: [] }] } } },
      document: { components: { securitySchemes: { auth, api_key } }, "x-amazon-apigateway-api-key-source": "AUTHORIZER" },
      functions: {
        echo: () => ({}),
        auth: ({ authorizationToken }: { readonly authorizationToken: string }) => ({
          principalId: "me",
          policyDocument: allow("execute-api:Invoke", "*"),
          usageIdentifierKey: authorizationToken,
        }),
      },
      options: { apiKeys: [{ id: "k", value: KEY, enabled: true }], usagePlans: [plan] },
    });
    assert.equal((await send(gateway, "GET", "/", { headers: { Authorization: KEY } })).status, 200);
    assert.equal((await send(gateway, "GET", "/", { headers: { Authorization: "other", "x-api-key": KEY } })).status, 403);
  });
});

describe("A usage plan", () => {
  it("throttles its keys, and lets them pass again in time", async () => {
    const gateway = keyed({ usagePlans: [{ ...plan, throttle: { rate: 1, burst: 2 } }] });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await send(gateway, "GET", "/keyed", key)).status);
    assert.deepEqual(statuses, [200, 200, 429]);
    gateway.advance(1000);
    assert.equal((await send(gateway, "GET", "/keyed", key)).status, 200);
  });

  it("counts a quota per period, and nothing without a required key", async () => {
    const gateway = keyed({ usagePlans: [{ ...plan, quota: { limit: 1, offset: 0, period: "DAY" } }] });
    await send(gateway, "GET", "/open", key);
    assert.equal((await send(gateway, "GET", "/keyed", key)).status, 200);
    const { status, text, headers } = await send(gateway, "GET", "/keyed", key);
    assert.deepEqual([status, text, headers["x-amzn-errortype"]], [429, '{"message":"Limit Exceeded"}', "LimitExceededException"]);
    gateway.advance(24 * 3600 * 1000);
    assert.equal((await send(gateway, "GET", "/keyed", key)).status, 200);
  });

  // Developer guide, creating and using usage plans: "aggregated across all API stages within a usage plan".
  it("adds up what a key uses on all its stages", async () => {
    const quota = { limit: 3, offset: 0, period: "DAY" } as const;
    const usagePlans = [{ ...plan, throttle: { rate: 0, burst: 4 }, quota }];
    const usage = createUsage();
    const [one, other] = [keyed({ usagePlans, usage }), keyed({ usagePlans, usage, apiId: "z9y8x7w6v5" })];
    const answers = [];
    for (const gateway of [one, other, one, other, one]) answers.push(await send(gateway, "GET", "/keyed", key));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 429, 429],
    );
    assert.deepEqual(
      answers.slice(3).map(({ headers }) => headers["x-amzn-errortype"]),
      ["LimitExceededException", "TooManyRequestsException"],
    );
  });

  it("throttles one method by its own limits", async () => {
    const gateway = keyed({ usagePlans: [{ ...plan, stages: { test: { throttle: { "GET /keyed": { rate: 0, burst: 0 } } } } }] });
    assert.equal((await send(gateway, "GET", "/keyed", key)).status, 429);
  });
});

describe("A stage's method settings", () => {
  const stage = (methodSettings: GatewayOptions["stage"]["methodSettings"]) =>
    keyed({ stage: { name: "test", variables: {}, tracing: false, methodSettings } });

  it("throttle a method, or each method of all", async () => {
    const none = { throttle: { rate: 0, burst: 0 } };
    const { status, text } = await send(stage({ "GET /open": none }), "GET", "/open");
    assert.deepEqual([status, text], [429, '{"message":"Too Many Requests"}']);
    assert.equal((await send(stage({ "*": none }), "GET", "/open")).status, 429);
    assert.equal((await send(stage({ "*": none, "GET /open": { throttle: { rate: 1, burst: 1 } } }), "GET", "/open")).status, 200);
  });
});
