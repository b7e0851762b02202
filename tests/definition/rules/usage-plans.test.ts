import assert from "node:assert/strict";
import { checkUsagePlans, type UsagePlanArguments } from "../../../definition/index";
import { assertRefused } from "./refusals";

function problems(plan: UsagePlanArguments, apiKeys: Readonly<Record<string, string | undefined>> = { mobile: undefined }): string[] {
  const usage = { usagePlans: { basic: plan }, apiKeys, routes: { "GET /a": {} }, stages: { prod: {} } };
  return checkUsagePlans(usage).map(({ where, message }) => `${where}: ${message}`);
}

const throttle = { rate: 1, burst: 1 };

describe("The rules of usage plans", () => {
  it("take a plan with everything", () => {
    const throttle = { rate: 0.5, burst: 0 };
    const quota = { limit: 1, period: "MONTH", offset: 27 } as const;
    assert.deepEqual(problems({ stages: ["prod"], apiKeys: ["mobile"], throttle, methodThrottle: { "GET /a": throttle }, quota }), []);
  });

  it("refuse names of stages, keys and routes that the API lacks", () => {
    assertRefused(problems({ stages: ["dev"] }), "usagePlans.basic.stages", '"dev"', "prod");
    assertRefused(problems({ apiKeys: ["web"] }), "usagePlans.basic.apiKeys", '"web"', "mobile");
    assertRefused(problems({ throttle, methodThrottle: { "GET /b": throttle } }), "usagePlans.basic.methodThrottle", '"GET /b"', "GET /a");
  });

  it("refuse rates and bursts that are no numbers of requests", () => {
    assertRefused(problems({ throttle: { rate: -1, burst: 1 } }), "usagePlans.basic.throttle.rate", "-1");
    assertRefused(problems({ throttle: { rate: Number.NaN, burst: 1 } }), "usagePlans.basic.throttle.rate", "NaN");
    assertRefused(
      problems({ throttle, methodThrottle: { "GET /a": { rate: 1, burst: 0.5 } } }),
      'usagePlans.basic.methodThrottle["GET /a"].burst',
      "0.5",
    );
  });

  it("refuse a quota of nothing, and an offset longer than its period allows", () => {
    assertRefused(problems({ quota: { limit: 0, period: "DAY" } }), "usagePlans.basic.quota.limit", "is 0", "a non-negative numeric");
    assertRefused(problems({ quota: { limit: 1, period: "DAY", offset: 1 } }), "usagePlans.basic.quota.offset", "0");
    assertRefused(
      problems({ quota: { limit: 1, period: "WEEK", offset: 7 } }),
      "usagePlans.basic.quota.offset",
      "0 to 6",
      "0 and 6 inclusive in the WEEK",
    );
    const yearly = { limit: 1, period: "a year" };
    assertRefused(problems(JSON.parse(JSON.stringify({ quota: yearly }))), "usagePlans.basic.quota.period", "a year", "[DAY, WEEK, MONTH]");
  });

  it("refuse an API key of fewer than 20 or more than 128 characters, and one that is there twice, without telling it", () => {
    const [short, long] = ["s".repeat(19), "l".repeat(129)];
    assertRefused(problems({}, { short }), "apiKeys.short.value", "19 characters", "API Key value should be at least 20 characters");
    assertRefused(problems({}, { long }), "apiKeys.long.value", "API Key value exceeds maximum size of 128 characters");
    assert.ok(
      ![...problems({}, { short }), ...problems({}, { long })].some(
        (problem) => problem.includes(short.slice(0, 10)) || problem.includes(long.slice(0, 10)),
      ),
    );
    assertRefused(
      problems({}, { web: undefined, first: "v".repeat(20), second: "v".repeat(20) }),
      "apiKeys.second.value",
      "apiKeys.first",
      "API Key already exists",
    );
    assert.deepEqual(problems({}, { least: "k".repeat(20), most: "k".repeat(128) }), []);
  });

  it("refuse a key in two plans of one stage, and in more plans than the quota says", () => {
    const of = (usagePlans: Readonly<Record<string, UsagePlanArguments>>, plansPerKey = 10) =>
      checkUsagePlans(
        { usagePlans, apiKeys: { app: undefined }, routes: {}, stages: { dev: {}, prod: {} } },
        { quotas: { plansPerKey } },
      ).map(({ where, message }) => `${where}: ${message}`);
    const apiKeys = ["app"];
    assertRefused(
      of({ basic: { apiKeys, stages: ["prod"] }, extra: { apiKeys } }),
      "usagePlans.extra.apiKeys[0]",
      '"app"',
      '"basic"',
      "stage prod",
    );
    const apart = { one: { apiKeys, stages: ["dev"] }, two: { apiKeys, stages: ["prod"] } };
    assert.deepEqual(of(apart), []);
    assertRefused(of(apart, 1), "usagePlans.two.apiKeys[0]", "1 usage plans", "quotas");
  });

  it("refuse limits of methods without a limit of all, and more than twenty", () => {
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`GET /${index}`, throttle]));
    const of = (plan: UsagePlanArguments) =>
      checkUsagePlans({ usagePlans: { basic: plan }, apiKeys: {}, routes: many, stages: {} }).map(
        ({ where, message }) => `${where}: ${message}`,
      );
    assertRefused(
      of({ methodThrottle: { "GET /0": throttle } }),
      "usagePlans.basic.methodThrottle",
      "Can not define fine grain throttling",
    );
    assertRefused(of({ throttle, methodThrottle: many }), "usagePlans.basic.methodThrottle", "21 routes", "20");
  });
});
