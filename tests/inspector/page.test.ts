import assert from "node:assert/strict";
import type { ApiDescription } from "../../inspector/index";
import { changedParts, functionPart, partOf } from "../../inspector/page/changes";
import { exampleOf } from "../../inspector/page/example";
import { panelsOf } from "../../inspector/page/panels";

describe("an example of a model", () => {
  const models = {
    Pet: {
      type: "object",
      properties: {
        name: { type: "string" },
        kind: { enum: ["cat", "dog"] },
        friends: { type: "array", items: { $ref: "#/components/schemas/Pet" } },
      },
    },
  };

  it("has every member, by its type, its values or its default", () => {
    const schema = {
      type: "object",
      properties: { n: { type: "integer", minimum: 5 }, b: { type: "boolean" }, d: { type: "string", default: "x" }, e: { example: 3 } },
    };
    assert.deepEqual(exampleOf(schema, {}), { n: 5, b: true, d: "x", e: 3 });
  });

  it("follows references, and ends where they go round", () => {
    const text = JSON.stringify(exampleOf({ $ref: "#/components/schemas/Pet" }, models));
    assert.ok(text.startsWith('{"name":"text","kind":"cat","friends":[{"name":"text"'), text);
  });

  it("takes the first of several, and joins all of them", () => {
    assert.equal(exampleOf({ oneOf: [{ type: "boolean" }, { type: "string" }] }, {}), true);
    assert.deepEqual(exampleOf({ allOf: [{ properties: { a: { type: "string" } } }, { properties: { b: { type: "string" } } }] }, {}), {
      a: "text",
      b: "text",
    });
  });
});

describe("what has changed", () => {
  const route = {
    key: "GET /a",
    revision: "1",
    method: "GET",
    path: "/a",
    integration: "MOCK",
    authorization: "NONE",
    apiKeyRequired: false,
    parameters: [],
    models: {},
    permissions: {},
  };
  const api = (...routes: ApiDescription["routes"]): ApiDescription => ({
    name: "pets",
    id: "i",
    stages: [],
    routes,
    models: {},
    authorizers: [],
    usagePlans: [],
  });

  it("is a part that is new or other than before, and no other", () => {
    const functions = [{ name: "list", revision: "1" }];
    const before = { apis: [api(route, { ...route, key: "GET /c" })], functions };
    const [now = api()] = [api({ ...route, revision: "2" }, { ...route, key: "GET /b" }, { ...route, key: "GET /c" })];
    const stage = { name: "dev", url: "u", variables: {} };
    const models = { Pet: { type: "object" } };
    const authorizer = { name: "token", type: "TOKEN", identitySource: [], ttl: 0 };
    const plan = { id: "basic", stages: [], keys: [] };
    const made = { apis: [{ ...now, stages: [stage], models, authorizers: [authorizer], usagePlans: [plan] }], functions };
    const parts = (...all: readonly (readonly [Parameters<typeof partOf>[1], string])[]) => all.map((one) => partOf("pets", ...one));
    assert.deepEqual(
      changedParts(before, { ...made, functions: [{ name: "list", revision: "2" }] }),
      new Set([
        ...parts(
          ["stage", "dev"],
          ["route", "GET /a"],
          ["route", "GET /b"],
          ["model", "Pet"],
          ["authorizer", "token"],
          ["usage plan", "basic"],
        ),
        functionPart("list"),
      ]),
    );
    assert.deepEqual(changedParts(made, made), new Set());
  });
});

describe("the panels of a request", () => {
  const permission = { kind: "permission", at: 0, action: "lambda:InvokeFunction", resource: "arn" } as const;
  const response = {
    kind: "gatewayResponse",
    at: 0,
    type: "DEFAULT_5XX",
    status: 500,
    reason: "",
    headers: [],
    body: { text: "", bytes: 0 },
  } as const;

  it("put what an authorizer was asked into its own", () => {
    const panels = panelsOf({
      steps: [
        { ...permission, of: "authorizer" },
        { kind: "authorization", at: 0, type: "CUSTOM" },
        { ...permission, of: "integration" },
      ],
    });
    assert.deepEqual(
      panels.map(({ title, steps }) => [title, steps.length]),
      [
        ["Authorizer", 2],
        ["Permission", 1],
      ],
    );
  });

  it("have one that failed, even where it has left no step, and show that the integration was not reached", () => {
    const panels = panelsOf({ steps: [{ ...response, step: "requestTemplate" }], explanation: { step: "requestTemplate", reason: "" } });
    assert.deepEqual(
      panels.map(({ title, state }) => [title, state]),
      [
        ["Request template", "failed"],
        ["Integration", "unreached"],
        ["Gateway response", "passed"],
      ],
    );
  });
});
