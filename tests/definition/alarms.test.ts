import assert from "node:assert/strict";
import { type AlarmsArguments, checkAlarms, defineAlarms, defineApi, defineStage } from "../../definition/index";

const integration = { type: "MOCK" } as const;
const API = defineApi("pets", {
  routes: {
    "GET /": { integration },
    "POST /slow": { integration: { ...integration, timeoutInMillis: 10_000 } },
    "GET /b": { integration },
  },
});
const STAGE = defineStage("prod", { accessLog: true, methodSettings: { "GET /": { metrics: true }, "POST /slow": { metrics: true } } });
const ONCE = { period: 300, evaluationPeriods: 1, datapointsToAlarm: 1 };

const define = (args: AlarmsArguments, stage = STAGE, hasOwnLog = true) => defineAlarms(args, API, stage, hasOwnLog);
const problems = (args: AlarmsArguments, stage = STAGE, hasOwnLog = true) =>
  checkAlarms(args, define(args, stage, hasOwnLog), API, stage).map(({ where, message }) => `${where}: ${message}`);

describe("The alarms of a stage", () => {
  it("are of errors, latency and throttles, at which no single request goes off", () => {
    assert.deepEqual(define({}), {
      serverErrors: { threshold: 5, requests: 20, ...ONCE },
      latency: { threshold: 23_200, percentile: 99, requests: 100, ...ONCE },
      throttles: { threshold: 5, requests: 20, statusMember: "status", ...ONCE },
      functionThrottles: { threshold: 10, requests: 0, ...ONCE },
      routes: {},
    });
  });

  it("are those that are asked for", () => {
    assert.deepEqual(define({ serverErrors: false, latency: false, throttles: false, functionThrottles: false }), { routes: {} });
    const rate = { percent: 0.5, requests: 7, period: 60, evaluationPeriods: 5, datapointsToAlarm: 3 };
    const { serverErrors, clientErrors, latency, functionThrottles } = define({
      serverErrors: rate,
      clientErrors: { percent: 0 },
      latency: { milliseconds: 800, percentile: 95, evaluationPeriods: 2 },
      functionThrottles: { count: 0, period: 60 },
    });
    assert.deepEqual(serverErrors, { threshold: 0.5, requests: 7, period: 60, evaluationPeriods: 5, datapointsToAlarm: 3 });
    assert.deepEqual([clientErrors?.threshold, clientErrors?.requests], [0, 1]);
    assert.deepEqual(latency, { threshold: 800, percentile: 95, requests: 20, period: 300, evaluationPeriods: 2, datapointsToAlarm: 2 });
    assert.equal(define({ latency: { percentile: 99.9 } }).latency?.requests, 1000);
    assert.deepEqual([functionThrottles?.threshold, functionThrottles?.period], [0, 60]);
  });

  it("are of single routes beside their own timeouts", () => {
    const { routes } = define({ routes: { "POST /slow": {}, "GET /": { serverErrors: false } } });
    assert.equal(routes["POST /slow"]?.latency?.threshold, 8000);
    assert.equal(routes["POST /slow"]?.serverErrors?.threshold, 5);
    assert.deepEqual(Object.keys(routes["GET /"] ?? {}), ["latency"]);
  });

  const withFormat = (format: string) => defineStage("prod", { accessLog: { format } });

  it("are of throttled requests where the access log can tell them", () => {
    assert.equal(define({}, withFormat('{"id":"$context.requestId","code":"$context.status"}')).throttles?.statusMember, "code");
    for (const stage of [
      withFormat("$context.requestId $context.status"),
      withFormat('{"id":"$context.requestId"}'),
      defineStage("prod", {}),
    ])
      assert.equal(define({}, stage).throttles, undefined);
    assert.equal(define({}, STAGE, false).throttles, undefined);
  });

  it("take what there is", () => {
    assert.deepEqual(
      problems({ routes: { "GET /": {} }, throttles: { percent: 1 }, latency: { evaluationPeriods: 24, period: 3600 } }),
      [],
    );
    assert.deepEqual(problems({ routes: { "GET /b": {} } }, defineStage("prod", { metrics: true }), false), []);
  });

  const refused: readonly (readonly [what: string, args: AlarmsArguments, where: string, text: string])[] = [
    [
      "a route without metrics of its own",
      { routes: { "GET /b": {} } },
      'routes["GET /b"]',
      'methodSettings: { "GET /b": { metrics: true } }',
    ],
    ["a route that the API has not", { routes: { "GET /c": { latency: false } } }, 'routes["GET /c"]', "is no route of the API"],
    [
      "a route that is named as what every object has",
      { routes: Object.fromEntries([["constructor", {}]]) },
      "routes.constructor",
      "is no route of the API",
    ],
    ["a share of everything", { serverErrors: { percent: 100 } }, "serverErrors.percent", "from 0 to below 100"],
    [
      "a share of a route that is none",
      { routes: { "GET /": { clientErrors: { percent: -1, requests: 1 } } } },
      'routes["GET /"].clientErrors.percent',
      "is -1",
    ],
    ["a period that is no minutes", { serverErrors: { percent: 1, period: 90 } }, "serverErrors.period", "is 90"],
    ["more than a day", { latency: { evaluationPeriods: 1441, period: 60 } }, "latency.evaluationPeriods", "86400 seconds"],
    [
      "more bad periods than periods",
      { functionThrottles: { count: 1, datapointsToAlarm: 2 } },
      "functionThrottles.datapointsToAlarm",
      "from 1 to 1",
    ],
    ["a percentile of all", { latency: { percentile: 100, requests: 1 } }, "latency.percentile", "is 100"],
    ["a percentile that CloudWatch cannot write", { latency: { percentile: 1e-7 } }, "latency.percentile", "ten decimal places"],
    ["fewer than no requests", { serverErrors: { percent: 1, requests: -1 } }, "serverErrors.requests", "is -1"],
    ["a latency that is none", { latency: { milliseconds: Number.NaN } }, "latency.milliseconds", "is NaN"],
    ["fewer than no throttles", { functionThrottles: { count: -1 } }, "functionThrottles.count", "is -1"],
  ];
  for (const [what, args, where, text] of refused)
    it(`refuses ${what}`, () => {
      const [problem = "", ...others] = problems(args);
      assert.deepEqual(others, []);
      assert.ok(problem.startsWith(`${where}: `) && problem.includes(text), problem);
    });

  it("refuses alarms of throttled requests that no log tells", () => {
    const [problem = ""] = problems({ throttles: { percent: 1 } }, STAGE, false);
    assert.match(problem, /^throttles: .*Give it accessLog: true\.$/);
  });
});
