import assert from "node:assert/strict";
import { mock as spy } from "node:test";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  ApiAlarms,
  type ApiAlarmsArgs,
  ApiDashboard,
  type ApiDashboardArgs,
  type ApiMetricName,
  type ApiMetricOptions,
  byStageVariable,
  lambdaProxy,
  mock,
  RestApi,
  requestAuthorizer,
} from "../../components/index";
import { alarmWidgets, widgetsOf } from "../../components/observability/widgets";
import { counts, ofType, type Registered, record } from "./recording";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

function shop() {
  const live = "arn:aws:lambda:eu-central-1:123456789012:function:orders:live";
  return new RestApi("shop", {
    authorizers: { auth: requestAuthorizer("arn:aws:lambda:eu-central-1:123456789012:function:check:7") },
    routes: {
      "GET /orders": { authorization: { authorizer: "auth" }, integration: lambdaProxy(byStageVariable("alias", { live })) },
      "ANY /status/{id}": { integration: mock({ timeoutInMillis: 5000 }) },
    },
    stages: {
      prod: {
        variables: { alias: "live" },
        accessLog: true,
        methodSettings: { "ANY /status/{id}": { metrics: true } },
        cache: { clusterSize: "0.5" },
      },
      dev: { variables: { alias: "live" } },
    },
  });
}

type Shop = ReturnType<typeof shop>;
type Key = "GET /orders" | "ANY /status/{id}";

const alarms = (args: Partial<ApiAlarmsArgs<Key, "prod" | "dev">> = {}) =>
  record(() => new ApiAlarms("alarms", { api: shop(), stage: "prod", actions: [TOPIC], ...args }));

function named(registered: readonly Registered[], type: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(ofType(registered, type).map(({ name, inputs }) => [name, inputs]));
}

function known<T>(output: pulumi.Input<T>): Promise<T> {
  return new Promise((resolve) => pulumi.output(output).apply((value) => resolve(value as T)));
}

const refusal =
  (...texts: readonly string[]) =>
  (error: unknown) =>
    pulumi.ResourceError.isInstance(error) && texts.every((text) => error.message.includes(text));

const apiMetric = (metricName: string, stat: string, more: object = {}) => ({
  metric: { namespace: "AWS/ApiGateway", metricName, dimensions: { ApiName: "shop", Stage: "prod", ...more }, period: 300, stat },
});
const QUIET = {
  comparisonOperator: "GreaterThanThreshold",
  treatMissingData: "notBreaching",
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  alarmActions: [TOPIC],
  okActions: [TOPIC],
};

describe("ApiAlarms", () => {
  it("are of the share of failed requests, the slowest ones, throttled ones, and each function's throttles", async () => {
    const registered = await alarms();
    const made = named(registered, ALARM);
    assert.deepEqual(Object.keys(made), [
      "alarms serverErrors",
      "alarms latency",
      "alarms throttles",
      "alarms functionThrottles orders",
      "alarms functionThrottles check",
    ]);
    assert.deepEqual(made["alarms serverErrors"], {
      ...QUIET,
      alarmDescription: "More than 5 % of the requests to shop/prod are answered 5XX.",
      threshold: 5,
      metricQueries: [
        {
          id: "rate",
          expression: "IF(requests >= 20, 100 * failures / requests, 0)",
          label: "% of requests answered 5XX",
          returnData: true,
        },
        { id: "failures", ...apiMetric("5XXError", "Sum") },
        { id: "requests", ...apiMetric("Count", "Sum") },
      ],
    });
    assert.deepEqual(made["alarms latency"], {
      ...QUIET,
      alarmDescription: "1 % of the requests to shop/prod take longer than 23200 ms.",
      threshold: 23_200,
      metricQueries: [
        { id: "enough", expression: "IF(requests >= 100, latency, 0)", label: "p99 latency", returnData: true },
        { id: "latency", ...apiMetric("Latency", "p99") },
        { id: "requests", ...apiMetric("Count", "Sum") },
      ],
    });
    assert.deepEqual(made["alarms throttles"]?.["metricQueries"], [
      { id: "rate", expression: "IF(requests >= 20, 100 * failures / requests, 0)", label: "% of requests answered 429", returnData: true },
      { id: "failures", metric: { namespace: "RestApi", metricName: "ThrottledRequests shop-id prod alarms", stat: "Sum", period: 300 } },
      { id: "requests", ...apiMetric("Count", "Sum") },
    ]);
    const throttles = (name: string) => Object(made[`alarms functionThrottles ${name}`]?.["metricQueries"])[0].metric;
    const ofLambda = (dimensions: object) => ({ namespace: "AWS/Lambda", metricName: "Throttles", dimensions, stat: "Sum", period: 300 });
    assert.deepEqual(throttles("check"), ofLambda({ FunctionName: "check", Resource: "check:7" }));
    assert.deepEqual(throttles("orders"), ofLambda({ FunctionName: "orders", Resource: "orders:live" }));
  });

  it("count throttled requests in the stage's own access log", async () => {
    const registered = await alarms();
    assert.deepEqual(named(registered, FILTER), {
      "alarms throttles": {
        logGroupName: "shop-prod-access-log",
        pattern: '{ $.["status"] = "429" }',
        metricTransformation: {
          namespace: "RestApi",
          name: "ThrottledRequests shop-id prod alarms",
          value: "1",
          defaultValue: "0",
          unit: "Count",
        },
      },
    });
    const twice = await record(() => {
      const api = shop();
      for (const name of ["warn", "wake: $all*"]) new ApiAlarms(name, { api, stage: "prod", actions: [] });
    });
    assert.deepEqual(
      ofType(twice, FILTER).map(({ inputs }) => Object(inputs["metricTransformation"]).name),
      ["ThrottledRequests shop-id prod warn", "ThrottledRequests shop-id prod wake- -all-"],
      "each counts by itself",
    );
    assert.equal(counts(await alarms({ stage: "dev" }))[FILTER], undefined);
    assert.equal(counts(await alarms({ throttles: false }))[FILTER], undefined);
  });

  it("are of single routes, by the metrics that the stage has of them", async () => {
    const registered = await alarms({
      serverErrors: false,
      latency: false,
      throttles: false,
      functionThrottles: false,
      routes: { "ANY /status/{id}": { serverErrors: { percent: 1 } } },
    });
    const made = named(registered, ALARM);
    assert.deepEqual(Object.keys(made), ["alarms ANY /status/{id} serverErrors", "alarms ANY /status/{id} latency"]);
    const errors = Object(made["alarms ANY /status/{id} serverErrors"]);
    assert.equal(errors.alarmDescription, "More than 1 % of the requests to ANY /status/{id} of shop/prod are answered 5XX.");
    assert.deepEqual(errors.metricQueries[1].metric.dimensions, {
      ApiName: "shop",
      Method: "ANY",
      Resource: "/status/{id}",
      Stage: "prod",
    });
    assert.equal(made["alarms ANY /status/{id} latency"]?.["threshold"], 4000);
    const slowest = named(await alarms({ latency: { percentile: 99.9 } }), ALARM)["alarms latency"];
    assert.equal(slowest?.["alarmDescription"], "0.1 % of the requests to shop/prod take longer than 23200 ms.");
  });

  it("add nothing to the API, are children and fields, tagged and changed by their transforms", async () => {
    const plain = counts(await record(() => void shop()));
    let component: ApiAlarms<Key, "prod" | "dev"> | undefined;
    const registered = await record(() => {
      component = new ApiAlarms("alarms", {
        api: shop(),
        stage: "prod",
        actions: [],
        tags: { team: "a" },
        transform: {
          alarm: (args, opts) => ({ args: { ...args, actionsEnabled: false }, opts }),
          metricFilter: (args, opts) => ({ args: { ...args, name: "named" }, opts }),
        },
      });
    });
    assert.deepEqual(counts(registered), { ...plain, "lambda-rest-api:index:ApiAlarms": 1, [ALARM]: 5, [FILTER]: 1 });
    for (const { parent, inputs } of ofType(registered, ALARM))
      assert.deepEqual([parent, inputs["tags"], inputs["actionsEnabled"]], ["alarms", { team: "a" }, false]);
    assert.deepEqual([ofType(registered, FILTER)[0]?.parent, ofType(registered, FILTER)[0]?.inputs["name"]], ["alarms", "named"]);
    assert.ok(component?.alarms["serverErrors"] && component.metricFilter);
  });

  it("are where their API is, as the dashboard is, unless another provider is given", async () => {
    const ofChildren: boolean[] = [];
    await record(() => {
      const [there, given] = [new aws.Provider("there", { region: "us-east-1" }), new aws.Provider("given", { region: "us-west-2" })];
      const api = new RestApi("far", { routes: { "GET /": { integration: mock() } }, stages: { prod: {} } }, { provider: there });
      const { alarms } = new ApiAlarms("alarms", { api, stage: "prod", actions: [] });
      const { dashboard } = new ApiDashboard("board", { api, stage: "prod" });
      const { dashboard: other } = new ApiDashboard("other", { api, stage: "prod" }, { providers: [given] });
      ofChildren.push(
        alarms["serverErrors"]?.getProvider(ALARM) === there,
        dashboard.getProvider(DASHBOARD) === there,
        other.getProvider(DASHBOARD) === given,
      );
    });
    assert.deepEqual(ofChildren, [true, true, true]);
  });

  it("refuses, all at once, routes without metrics and throttles without a log", async () => {
    const args = { stage: "dev", throttles: { percent: 1 }, routes: { "GET /orders": {} }, tags: { "aws:team": "a" } } as const;
    await assert.rejects(
      alarms(args),
      refusal(
        'ApiAlarms "alarms" has 3 problems',
        'tags["aws:team"]: ',
        'routes["GET /orders"]: has no metrics of its own',
        "throttles: are counted",
      ),
    );
  });

  it("refuses a stage or a route that the API has not, by type and by rule", async () => {
    const program = (stage: string) => () =>
      // @ts-expect-error the API has no such stage
      new ApiAlarms("alarms", { api: shop(), stage, actions: [] });
    await assert.rejects(record(program("test")), refusal('stage: is "test". The API\'s stages are prod, dev.'));
    const routes = () =>
      // @ts-expect-error the API has no such route
      new ApiAlarms("alarms", { api: shop(), stage: "prod", actions: [], routes: { "GET /": {} } });
    await assert.rejects(record(routes), refusal('routes["GET /"]: is no route of the API'));
  });
});

describe("ApiDashboard", () => {
  interface Widget {
    readonly type: string;
    readonly x: number;
    readonly y: number;
    readonly properties: {
      readonly title: string;
      readonly region?: string;
      readonly metrics?: unknown[];
      readonly alarms?: string[];
      readonly annotations?: unknown;
    };
  }
  const made = async (args: (api: Shop) => Partial<ApiDashboardArgs<Key, "prod" | "dev">> = () => ({})) => {
    const registered = await record(() => {
      const api = shop();
      new ApiDashboard("board", { api, stage: "prod", ...args(api) });
    });
    const [board] = ofType(registered, DASHBOARD);
    assert.ok(board);
    const { inputs, parent } = board;
    const widgets: readonly Widget[] = JSON.parse(String(inputs["dashboardBody"])).widgets;
    return { inputs, parent, widgets, of: (title: string) => widgets.find(({ properties }) => properties.title === title)?.properties };
  };

  it("shows requests, errors, latency, the cache, functions and measured routes", async () => {
    const { widgets, of, inputs, parent } = await made();
    assert.deepEqual([inputs["dashboardName"], parent], ["board-stack", "board"]);
    assert.deepEqual(
      widgets.map(({ x, y, properties }) => `${x},${y} ${properties.title}`),
      [
        "0,0 Requests",
        "8,0 Errors",
        "16,0 Latency",
        "0,6 Cache",
        "8,6 Functions: errors",
        "16,6 Functions: throttles",
        "0,12 Functions: duration, p99",
        "8,12 Routes: requests",
        "16,12 Routes: 5XX",
        "0,18 Routes: latency, p99",
      ],
    );
    const dimensions = ["ApiName", "shop", "Stage", "prod"];
    assert.deepEqual(of("Errors")?.metrics, [
      ["AWS/ApiGateway", "5XXError", ...dimensions, { stat: "Average", period: 300, id: "server", visible: false }],
      ["AWS/ApiGateway", "4XXError", ...dimensions, { stat: "Average", period: 300, id: "client", visible: false }],
      [{ expression: "100 * server", label: "5XX" }],
      [{ expression: "100 * client", label: "4XX, 429 among them" }],
    ]);
    assert.deepEqual(of("Latency")?.annotations, { horizontal: [{ label: "longest timeout", value: 29_000 }] });
    assert.deepEqual(of("Functions: throttles")?.metrics, [
      ["AWS/Lambda", "Throttles", "FunctionName", "orders", "Resource", "orders:live", { stat: "Sum", period: 300, label: "orders" }],
      ["AWS/Lambda", "Throttles", "FunctionName", "check", "Resource", "check:7", { stat: "Sum", period: 300, label: "check" }],
    ]);
    const ofRoute = ["ApiName", "shop", "Method", "ANY", "Resource", "/status/{id}", "Stage", "prod"];
    assert.deepEqual(of("Routes: 5XX")?.metrics, [
      ["AWS/ApiGateway", "5XXError", ...ofRoute, { stat: "Sum", period: 300, label: "ANY /status/{id}" }],
    ]);
    for (const { properties } of widgets) assert.equal(properties.region, "eu-central-1");
  });

  it("leaves out what the stage has not", async () => {
    const { widgets } = await made(() => ({ stage: "dev" }));
    assert.deepEqual(
      widgets.slice(3).map(({ properties }) => properties.title),
      ["Functions: errors", "Functions: throttles", "Functions: duration, p99"],
    );
  });

  it("shows alarms above all, by another period, under another name", async () => {
    const { widgets, inputs, of } = await made((api) => ({
      alarms: new ApiAlarms("alarms", { api, stage: "prod", actions: [], latency: false, throttles: false, functionThrottles: false }),
      period: 60,
      dashboardName: pulumi.output("named"),
      transform: { dashboard: (args, opts) => ({ args: { ...args, region: "us-east-1" }, opts }) },
    }));
    assert.deepEqual(widgets[0]?.properties.alarms, ["arn:aws:cloudwatch:eu-central-1:123456789012:alarm:alarms serverErrors"]);
    assert.deepEqual([widgets[1]?.properties.title, widgets[1]?.y], ["Requests", 3]);
    assert.deepEqual(of("Requests")?.metrics?.[0], [
      "AWS/ApiGateway",
      "Count",
      "ApiName",
      "shop",
      "Stage",
      "prod",
      { stat: "Sum", period: 60, label: "requests" },
    ]);
    assert.deepEqual([inputs["dashboardName"], inputs["region"]], ["named", "us-east-1"]);
  });

  it("shows as many alarms and lines in one widget as CloudWatch takes, and the others in further ones", () => {
    const told = (widgets: readonly object[]) => JSON.parse(JSON.stringify(widgets));
    const arns = Array.from({ length: 101 }, (_, index) => `arn-${index}`);
    const states: readonly Widget[] = told(alarmWidgets(arns));
    assert.deepEqual(
      states.map(({ x, y, properties: { alarms } }) => [x, y, alarms]),
      [
        [0, 0, arns.slice(0, 100)],
        [0, 3, ["arn-100"]],
      ],
    );
    assert.deepEqual(alarmWidgets([]), []);
    const lines = Array.from({ length: 501 }, (_, index) => ({ metric: ["AWS/ApiGateway", "Count", { period: index }] }));
    const graphs: readonly Widget[] = told(widgetsOf([{ title: "Routes", unit: "requests", lines }], "eu-central-1", 6));
    assert.deepEqual(
      graphs.map(({ x, y, properties: { title, metrics } }) => [x, y, title, metrics?.length, metrics?.at(-1)]),
      [
        [0, 6, "Routes", 500, ["AWS/ApiGateway", "Count", { period: 499 }]],
        [8, 6, "Routes", 1, ["AWS/ApiGateway", "Count", { period: 500 }]],
      ],
    );
  });

  it("refuses a period that is no minutes", async () => {
    for (const period of [90, 0, Number.NaN])
      await assert.rejects(
        made(() => ({ period })),
        refusal('ApiDashboard "board" has 1 problem', `period: is ${period}.`),
      );
  });

  it("refuses a stage that the API has not", async () => {
    const program = () =>
      // @ts-expect-error the API has no such stage
      new ApiDashboard("board", { api: shop(), stage: "test" });
    await assert.rejects(record(program), refusal('stage: is "test"'));
  });
});

describe("A metric of an API", () => {
  const metric = async (name: ApiMetricName, options?: ApiMetricOptions<Key, "prod" | "dev">) => {
    const made: Shop[] = [];
    await record(() => void made.push(shop()));
    const [api] = made;
    assert.ok(api);
    const { alarm, query, widget } = api.metric(name, options);
    return { alarm: await known(alarm), query: await known(query), widget: await known(widget) };
  };

  it("is of the whole API, of a stage, or of a route, as alarms and widgets take it", async () => {
    const whole = { namespace: "AWS/ApiGateway", metricName: "Count", dimensions: { ApiName: "shop" }, period: 300 };
    assert.deepEqual(await metric("Count"), {
      alarm: { ...whole, statistic: "Sum" },
      query: { ...whole, stat: "Sum" },
      widget: ["AWS/ApiGateway", "Count", "ApiName", "shop", { stat: "Sum", period: 300 }],
    });
    const { alarm } = await metric("Latency", { stage: "dev", period: 60 });
    assert.deepEqual(alarm, {
      ...whole,
      metricName: "Latency",
      dimensions: { ApiName: "shop", Stage: "dev" },
      period: 60,
      extendedStatistic: "p99",
    });
    const { query } = await metric("5XXError", { stage: "prod", route: "ANY /status/{id}", statistic: "Average" });
    const dimensions = { ApiName: "shop", Method: "ANY", Resource: "/status/{id}", Stage: "prod" };
    assert.deepEqual(query, { ...whole, metricName: "5XXError", dimensions, stat: "Average" });
  });

  it("refuses routes of all stages, of a stage that has no metrics of them, stages that are not there, and periods that are no minutes", async () => {
    await assert.rejects(metric("Count", { route: "ANY /status/{id}" }), /name one of prod, dev/);
    await assert.rejects(metric("Count", { period: 90 }), /period is 90\. Give seconds, a multiple of 60\./);
    await assert.rejects(
      metric("Count", { stage: "prod", route: "GET /orders" }),
      /GET \/orders has no metrics of its own on the stage prod\. Give the stage metrics: true/,
    );
    // @ts-expect-error the API has no such stage
    await assert.rejects(metric("Count", { stage: "test" }), /no stage test; it has prod, dev/);
  });

  it("knows an API by its name without what is not ASCII, or by its id", async () => {
    const made: RestApi[] = [];
    await record(() => {
      for (const [id, apiName] of [
        ["a", "Café"],
        ["b", "カフェ"],
      ] as const)
        made.push(new RestApi(id, { apiName, routes: { "GET /": { integration: mock() } }, stages: { prod: {} } }));
    });
    const names = await Promise.all(made.map((api) => known(api.metric("Count").widget)));
    assert.deepEqual(
      names.map((widget) => widget[3]),
      ["Caf", "b-id"],
    );
  });
});

describe("APIs of one name", () => {
  it("are warned of where their stages have one name too", async () => {
    const said = spy.method(console, "warn", () => {});
    const api = (name: string, stages: Readonly<Record<string, object>>, opts?: pulumi.ComponentResourceOptions) =>
      new RestApi(name, { apiName: "shop", routes: { "GET /": { integration: mock() } }, stages }, opts);
    try {
      await record(() => {
        api("one", { prod: {} });
        api("two", { dev: {} });
        api("three", { prod: {}, test: {} });
        api("four", { prod: {} }, { provider: new aws.Provider("elsewhere", { region: "us-east-1" }) });
        new RestApi("five", { routes: { "GET /": { integration: mock() } }, stages: { prod: {} } });
      });
      const lines = said.mock.calls.map(({ arguments: [line] }) => String(line));
      assert.equal(lines.length, 1, lines.join("\n"));
      assert.match(lines[0] ?? "", /apiName: is "shop", as of another API of the program that has a stage prod, too: .*\(shared-name\)/);
    } finally {
      said.mock.restore();
    }
  });
});
