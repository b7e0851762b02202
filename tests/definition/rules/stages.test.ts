import assert from "node:assert/strict";
import { checkResourceTags, type StageDefinition } from "../../../definition/index";
import { api, assertRefused, problemsOf, STAGE } from "./refusals";

const stage = (parts: object): StageDefinition => ({ ...STAGE, ...parts });

describe("The rules of stages", () => {
  const taken: readonly (readonly [string, object])[] = [
    ["a name with hyphens, of 128 characters", { name: `a-${"b".repeat(126)}` }],
    [
      "variables with all symbols, and values that are known later",
      { variables: { a_1: "A z0-._~:/?#&=,", b: "⟦later⟧", ["c".repeat(64)]: "d".repeat(512) } },
    ],
    ["a hundred variables", { variables: Object.fromEntries(Array.from({ length: 100 }, (_none, n) => [`v${n}`, "a"])) }],
    [
      "settings of all methods, and of a route",
      {
        cacheClusterSize: "0.5",
        methodSettings: {
          "*": { throttle: { rate: 0.5, burst: 0 }, loggingLevel: "OFF" },
          "GET /": { cache: { ttlSeconds: 3600, encrypted: true } },
        },
      },
    ],
    ["a canary of everything", { canary: { percentTraffic: 100, stageVariableOverrides: { a: "b" } } }],
    ["an access log on one line, ended or not", { accessLogFormat: '{"id":"$context.extendedRequestId"}\n' }],
  ];
  for (const [what, parts] of taken) it(`take ${what}`, () => assert.deepEqual(problemsOf(api(), [stage(parts)]), []));

  const refused: readonly (readonly [what: string, parts: object, where: string, ...texts: string[]])[] = [
    ["$default", { name: "$default" }, 'stages["$default"]', "Stage name only allows a-zA-Z0-9_"],
    ["the name that authorizers have in source ARNs", { name: "authorizers" }, "stages.authorizers", "one for every route of the stage"],
    ["a name of 129 characters", { name: "a".repeat(129) }, `stages.${"a".repeat(129)}`, "Stage name only allows a-zA-Z0-9_"],
    [
      "an empty variable",
      { variables: { a: "" } },
      "stages.dev.variables.a",
      "Invalid stage variable value: .  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.",
    ],
    ["a variable that is null", { variables: { a: null } }, "stages.dev.variables.a", "Invalid stage variable value: null."],
    ["a variable with a dollar", { variables: { a: "$LATEST" } }, "stages.dev.variables.a", "Invalid stage variable value: $LATEST."],
    ["a variable with a brace", { variables: { a: "a b{" } }, "stages.dev.variables.a", "Invalid stage variable value"],
    ["a variable of 513 characters", { variables: { a: "a".repeat(513) } }, "stages.dev.variables.a", "1 to 512"],
    [
      "a variable's name with a colon",
      { variables: { "owner:name": "a" } },
      'stages.dev.variables["owner:name"]',
      "Invalid stage variable name: owner:name.  Please use names with only word characters.",
    ],
    [
      "a hundred and one variables",
      { variables: Object.fromEntries(Array.from({ length: 101 }, (_none, n) => [`v${n}`, "a"])) },
      "stages.dev.variables",
      "are 101",
    ],
    [
      "a canary's variable that is none",
      { canary: { percentTraffic: 1, stageVariableOverrides: { a: "{" } } },
      "stages.dev.canary.stageVariableOverrides.a",
      "Invalid stage variable value",
    ],
    [
      "a canary of more than everything",
      { canary: { percentTraffic: 101, stageVariableOverrides: {} } },
      "stages.dev.canary.percentTraffic",
      "is 101",
    ],
    [
      "a canary of no share",
      { canary: { percentTraffic: Number.NaN, stageVariableOverrides: {} } },
      "stages.dev.canary.percentTraffic",
      "is NaN",
    ],
    ["settings of no route", { methodSettings: { "POST /": {} } }, 'stages.dev.methodSettings["POST /"]', '"GET /"'],
    [
      "a rate below zero",
      { methodSettings: { "*": { throttle: { rate: -1, burst: 1 } } } },
      'stages.dev.methodSettings["*"].throttle.rate',
      "is -1",
    ],
    [
      "half a request at once",
      { methodSettings: { "*": { throttle: { rate: 1, burst: 0.5 } } } },
      'stages.dev.methodSettings["*"].throttle.burst',
      "is 0.5",
    ],
    [
      "another logging level",
      { methodSettings: { "*": { loggingLevel: "debug" } } },
      'stages.dev.methodSettings["*"].loggingLevel',
      "OFF, ERROR, INFO",
    ],
    [
      "answers that are kept for more than an hour",
      { cacheClusterSize: "0.5", methodSettings: { "*": { cache: { ttlSeconds: 3601, encrypted: true } } } },
      'stages.dev.methodSettings["*"].cache.ttlSeconds',
      "Invalid time-to-live setting, must be an integer no greater than 3600",
    ],
    [
      "cached answers without a cache",
      { methodSettings: { "*": { cache: { ttlSeconds: 60, encrypted: true } } } },
      'stages.dev.methodSettings["*"].cache',
      "has no cache",
    ],
    ["another size of cache", { cacheClusterSize: "1 GB" }, "stages.dev.cacheClusterSize", "0.5, 1.6"],
    ["an empty access log", { accessLogFormat: "" }, "stages.dev.accessLogFormat", "Access Log value must not be empty"],
    [
      "an access log of several lines",
      { accessLogFormat: "$context.requestId\n$context.status" },
      "stages.dev.accessLogFormat",
      "Access Log format must be single line, new line character is allowed only at end of the format",
    ],
    [
      "an access log without a request's id",
      { accessLogFormat: "$context.requestIds $context.status" },
      "stages.dev.accessLogFormat",
      "Access Log format must include either $context.requestId or $context.extendedRequestId",
    ],
    [
      "an access log's format of more than 3 KB",
      { accessLogFormat: `$context.requestId ${"é".repeat(1600)}` },
      "stages.dev.accessLogFormat",
      "It may have 3072",
    ],
  ];
  for (const [what, parts, where, ...texts] of refused)
    it(`refuses ${what}`, () => assertRefused(problemsOf(api(), [stage(parts)]), where, ...texts));

  it("refuses no stage, and more than the account may have", () => {
    assertRefused(problemsOf(api(), []), "stages", "give it at least one");
    const eleven = Array.from({ length: 11 }, (_none, n) => stage({ name: `s${n}` }));
    assertRefused(problemsOf(api(), eleven), "stages", "are 11. An API may have 10");
    assert.deepEqual(problemsOf(api(), eleven, { quotas: { stages: 11 } }), []);
  });
});

describe("The rules of tags", () => {
  const problems = (tags: Readonly<Record<string, string>>) => checkResourceTags(tags).map(({ where, message }) => `${where}: ${message}`);

  it("take fifty, with keys of 128 and values of 256 characters or known later", () => {
    const tags = Object.fromEntries(Array.from({ length: 48 }, (_none, n) => [`t${n}`, ""]));
    assert.deepEqual(problems({ ...tags, ["k".repeat(128)]: "v".repeat(256), later: `⟦${"l".repeat(300)}⟧` }), []);
  });

  it("refuses more, longer ones, and AWS's own", () => {
    assertRefused(problems(Object.fromEntries(Array.from({ length: 51 }, (_none, n) => [`t${n}`, ""]))), "tags", "are 51");
    assertRefused(problems({ ["k".repeat(129)]: "" }), `tags.${"k".repeat(129)}`, "129 characters");
    assertRefused(problems({ "": "" }), 'tags[""]', "0 characters");
    assertRefused(problems({ a: "v".repeat(257) }), "tags.a", "257 characters");
    assertRefused(problems({ "AWS:a": "" }), 'tags["AWS:a"]', "AWS's own");
  });
});
