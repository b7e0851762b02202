import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ApiGatewayAccount, byStageVariable, LambdaFunction, lambdaProxy, mock, RestApi, type RestApiArgs } from "../../components/index";
import { counts, definitionOf, ofType, type Registered, record } from "./recording";

const STAGE = "aws:apigateway/stage:Stage";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const SETTINGS = "aws:apigateway/methodSettings:MethodSettings";
/** API Gateway's own settings of a method, which are said too: the provider keeps what it is not told. */
const OWN = {
  throttlingRateLimit: -1,
  throttlingBurstLimit: -1,
  loggingLevel: "OFF",
  dataTraceEnabled: false,
  metricsEnabled: false,
  cachingEnabled: false,
};

type Stages = RestApiArgs["stages"];

function api(stages: Stages, rest: Partial<RestApiArgs> = {}): Promise<readonly Registered[]> {
  const routes = { "GET /a": { integration: mock() }, "POST /a": { integration: mock() } };
  return record(() => new RestApi("api", { routes, stages, ...rest }));
}

function first(registered: readonly Registered[], type: string): Readonly<Record<string, unknown>> {
  return ofType(registered, type)[0]?.inputs ?? {};
}

describe("A stage", () => {
  it("is one resource unless more is asked for", async () => {
    const registered = await api({ dev: { variables: { a: "b" }, tracing: true } });
    assert.deepEqual(counts(registered), {
      "lambda-rest-api:index:RestApi": 1,
      "lambda-rest-api:index:Route": 2,
      "lambda-rest-api:index:Stage": 1,
      "aws:apigateway/restApi:RestApi": 1,
      "aws:apigateway/deployment:Deployment": 1,
      [STAGE]: 1,
    });
  });

  it("logs each request in JSON into a group of its own, which is kept for a month", async () => {
    const registered = await api({ dev: { accessLog: true } }, { tags: { a: "b" } });
    const { destinationArn, format } = Object(first(registered, STAGE)["accessLogSettings"]);
    assert.equal(destinationArn, "arn:aws:logs:eu-central-1:123456789012:log-group:api-dev-access-log");
    const line: Readonly<Record<string, string>> = JSON.parse(format);
    assert.equal(line["requestId"], "$context.requestId");
    for (const value of Object.values(line)) assert.match(value, /^\$context\.[\w.]+$/);
    const [group] = ofType(registered, LOG_GROUP);
    assert.deepEqual([group?.inputs, group?.parent], [{ retentionInDays: 30, tags: { a: "b" } }, "api-dev"]);
    assert.deepEqual(ofType(registered, SETTINGS), []);
  });

  it("logs by a format of the user's own to a destination of the user's own", async () => {
    const format = "$context.requestId";
    const destinationArn = pulumi.output("arn:aws:firehose:eu-central-1:123456789012:deliverystream/amazon-apigateway-x");
    const registered = await api({
      dev: { accessLog: { format, destinationArn } },
      prod: { accessLog: { format }, logRetentionInDays: 7 },
      beta: { accessLog: false },
    });
    assert.deepEqual(
      ofType(registered, STAGE).map(({ inputs }) => inputs["accessLogSettings"]),
      [
        { destinationArn: "arn:aws:firehose:eu-central-1:123456789012:deliverystream/amazon-apigateway-x", format },
        { destinationArn: "arn:aws:logs:eu-central-1:123456789012:log-group:api-prod-access-log", format },
        undefined,
      ],
    );
    assert.deepEqual(
      ofType(registered, LOG_GROUP).map(({ name, inputs }) => [name, inputs]),
      [["api-prod-access", { retentionInDays: 7 }]],
    );
  });

  it("has its execution log's group made first, by the name that API Gateway gives it", async () => {
    const registered = await api({ dev: { loggingLevel: "ERROR", metrics: true, dataTrace: false }, prod: { loggingLevel: "OFF" } });
    assert.deepEqual(
      ofType(registered, LOG_GROUP).map(({ name, inputs }) => [name, inputs]),
      [["api-dev-execution", { name: "API-Gateway-Execution-Logs_api-id/dev", retentionInDays: 30 }]],
    );
    assert.deepEqual(ofType(registered, STAGE)[0]?.dependsOn, ["api-dev-execution"]);
    assert.deepEqual(
      ofType(registered, SETTINGS).map(({ inputs }) => [inputs["stageName"], inputs["methodPath"], inputs["settings"]]),
      [
        ["dev", "*/*", { ...OWN, loggingLevel: "ERROR", metricsEnabled: true, dataTraceEnabled: false }],
        ["prod", "*/*", { ...OWN, loggingLevel: "OFF" }],
      ],
    );
  });

  it("takes for a single route what the route does not say from the stage", async () => {
    const registered = await api({
      dev: { metrics: true, throttle: { rate: 5, burst: 10 }, methodSettings: { "GET /a": { loggingLevel: "INFO" } } },
    });
    assert.deepEqual(
      ofType(registered, SETTINGS).map(({ inputs }) => [inputs["methodPath"], inputs["settings"]]),
      [
        ["*/*", { ...OWN, throttlingRateLimit: 5, throttlingBurstLimit: 10, metricsEnabled: true }],
        ["~1a/GET", { ...OWN, throttlingRateLimit: 5, throttlingBurstLimit: 10, loggingLevel: "INFO", metricsEnabled: true }],
      ],
    );
    assert.equal(ofType(registered, LOG_GROUP).length, 1);
  });

  it("caches GET, encrypted, and what methods say besides", async () => {
    const caches = async (methodSettings: NonNullable<Stages[string]["methodSettings"]>) => {
      const registered = await api({ dev: { cache: { clusterSize: "0.5", ttlSeconds: 60 }, methodSettings } });
      const { cacheClusterEnabled, cacheClusterSize } = first(registered, STAGE);
      assert.deepEqual([cacheClusterEnabled, cacheClusterSize], [true, "0.5"]);
      return Object.fromEntries(ofType(registered, SETTINGS).map(({ inputs }) => [inputs["methodPath"], inputs["settings"]]));
    };
    const own = { requireAuthorizationForCacheControl: true, unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER" };
    const cached = { ...OWN, cachingEnabled: true, cacheTtlInSeconds: 60, cacheDataEncrypted: true, ...own };
    assert.deepEqual(await caches({}), { "*/*": cached });
    assert.deepEqual(await caches({ "GET /a": { metrics: true }, "POST /a": { metrics: true } }), {
      "*/*": cached,
      "~1a/GET": { ...cached, metricsEnabled: true },
      "~1a/POST": { ...OWN, metricsEnabled: true },
    });
    assert.deepEqual(await caches({ "GET /a": { cache: false }, "POST /a": { cache: { ttlSeconds: 5, encrypted: false } } }), {
      "*/*": cached,
      "~1a/GET": OWN,
      "~1a/POST": { ...OWN, cachingEnabled: true, cacheTtlInSeconds: 5, cacheDataEncrypted: false, ...own },
    });
    assert.deepEqual((await caches({ "POST /a": { cache: true } }))["~1a/POST"], cached);
    const control = { requireAuthorizationForCacheControl: false, unauthorizedCacheControlHeaderStrategy: "FAIL_WITH_403" } as const;
    assert.deepEqual((await caches({ "GET /a": { cache: control } }))["~1a/GET"], { ...cached, ...control });
  });

  it("gives a canary the current deployment, or one that is named, while the others stay", async () => {
    const canary = { percentTraffic: 10, stageVariableOverrides: { a: "c" } };
    const registered = await api({
      dev: { deploymentId: "earlier", canary },
      prod: { deploymentId: "earlier", canary: { percentTraffic: 50, deploymentId: pulumi.output("later"), useStageCache: true } },
    });
    assert.deepEqual(
      ofType(registered, STAGE).map(({ inputs }) => [inputs["deployment"], inputs["canarySettings"]]),
      [
        ["earlier", { deploymentId: "api-id", percentTraffic: 10, stageVariableOverrides: { a: "c" }, useStageCache: false }],
        ["earlier", { deploymentId: "later", percentTraffic: 50, useStageCache: true }],
      ],
    );
  });

  it("makes the group of a canary's own execution log, which API Gateway would keep for ever", async () => {
    const registered = await api({
      dev: { deploymentId: "earlier", loggingLevel: "ERROR", canary: { percentTraffic: 10 }, logRetentionInDays: 5 },
    });
    assert.deepEqual(
      ofType(registered, LOG_GROUP).map(({ inputs }) => [inputs["name"], inputs["retentionInDays"]]),
      [
        ["API-Gateway-Execution-Logs_api-id/dev", 5],
        ["API-Gateway-Execution-Logs_api-id/dev/Canary", 5],
      ],
    );
  });

  it("refuses access-log destinations that API Gateway does not write to", async () => {
    const to = (destinationArn: string) => api({ dev: { accessLog: { destinationArn } } });
    for (const arn of ["arn:aws:s3:::bucket", "logs"])
      await assert.rejects(to(arn), /stages\.dev\.accessLog\.destinationArn: is .*amazon-apigateway-.*The ARN must be a valid/);
    const stream = to("arn:aws:firehose:eu-central-1:123456789012:deliverystream/logs");
    await assert.rejects(stream, /stages\.dev\.accessLog\.destinationArn: is .*'amazon-apigateway-': 'deliverystream\/logs'/);
    await to("arn:aws:firehose:eu-central-1:123456789012:deliverystream/amazon-apigateway-logs");
    await to("arn:aws:logs:eu-central-1:123456789012:log-group:/api/logs:*");
  });

  it("refuses days for which CloudWatch Logs keeps nothing", async () => {
    await assert.rejects(api({ dev: { logRetentionInDays: 10 } }), /stages\.dev\.logRetentionInDays: is 10\. .*, 7, 14,/);
    await api({ dev: { logRetentionInDays: 0 } });
  });

  it("refuses a canary of a stage that would move", async () => {
    await assert.rejects(api({ dev: { canary: { percentTraffic: 10 } } }), /stages\.dev\.canary: needs the stage's deploymentId/);
  });

  it("refuses cached methods without a cache", async () => {
    await assert.rejects(api({ dev: { methodSettings: { "GET /a": { cache: true } } } }), /has no cache to hold them/);
  });

  it("has a version of the documentation, which is made once and kept", async () => {
    const registered = await api({ dev: { documentationVersion: "1" }, prod: { documentationVersion: "1" } });
    const [version, ...others] = ofType(registered, "aws:apigateway/documentationVersion:DocumentationVersion");
    assert.deepEqual(
      [version?.name, version?.inputs, version?.parent, version?.retainOnDelete],
      ["api 1", { restApiId: "api-id", version: "1" }, "api", true],
    );
    assert.deepEqual(others, []);
    for (const { inputs, dependsOn } of ofType(registered, STAGE))
      assert.deepEqual([inputs["documentationVersion"], dependsOn], ["1", ["api 1"]]);
  });

  it("has a certificate made, or takes one that is there", async () => {
    const registered = await api({
      dev: { clientCertificate: true },
      prod: { clientCertificate: "c" },
      beta: { clientCertificate: false },
    });
    assert.deepEqual(
      ofType(registered, "aws:apigateway/clientCertificate:ClientCertificate").map(({ name, inputs, parent }) => [name, inputs, parent]),
      [["api-dev", { description: "api-dev" }, "api-dev"]],
    );
    assert.deepEqual(
      ofType(registered, STAGE).map(({ inputs }) => inputs["clientCertificateId"]),
      ["api-dev-id", "c", undefined],
    );
  });

  it("lets its logs, certificate and documentation be changed by their transforms", async () => {
    const registered = await api(
      { dev: { accessLog: true, loggingLevel: "INFO", clientCertificate: true, documentationVersion: "1" } },
      {
        transform: {
          accessLogGroup: (args, opts) => ({ args: { ...args, retentionInDays: 1 }, opts }),
          executionLogGroup: (args, opts) => ({ args: { ...args, retentionInDays: 3 }, opts }),
          clientCertificate: (args, opts) => ({ args: { ...args, description: "mine" }, opts }),
          documentationVersion: (args, opts) => ({ args: { ...args, description: "mine" }, opts }),
        },
      },
    );
    assert.deepEqual(
      ofType(registered, LOG_GROUP).map(({ inputs }) => inputs["retentionInDays"]),
      [1, 3],
    );
    assert.equal(first(registered, "aws:apigateway/clientCertificate:ClientCertificate")["description"], "mine");
    assert.equal(first(registered, "aws:apigateway/documentationVersion:DocumentationVersion")["description"], "mine");
  });
});

describe("A function that stage variables name", () => {
  const EXECUTION = "arn:aws:execute-api:eu-central-1:123456789012:api-id";
  const program = (stages: Stages, rest: Partial<RestApiArgs> = {}) => {
    const fn = new LambdaFunction("fn", { entry: "functions/hello/index.ts", aliases: { live: {}, next: {} } });
    const routes = { "ANY /a": { integration: lambdaProxy(byStageVariable("version", fn.aliases)) } };
    return new RestApi("api", { routes, stages, ...rest });
  };
  const permissions = (registered: readonly Registered[]) =>
    ofType(registered, "aws:lambda/permission:Permission").map(({ inputs }) => [
      inputs["function"],
      inputs["qualifier"],
      inputs["sourceArn"],
    ]);

  it("gets no permission where it is named within an ARN, by permissions or by a role", async () => {
    const arn = "arn:aws:lambda:eu-central-1:123456789012:function:fn:${stageVariables.version}";
    const routes = { "ANY /a": { integration: lambdaProxy(arn) }, "ANY /b": { integration: lambdaProxy(arn.replace(/:[^:]*$/, "")) } };
    const stages = { dev: { variables: { version: "live" } } };
    assert.deepEqual(permissions(await record(() => program(stages, { routes }))), [
      ["arn:aws:lambda:eu-central-1:123456789012:function:fn", undefined, `${EXECUTION}/dev/*/b`],
    ]);
    const byRole = await record(() => program(stages, { routes, lambdaAccess: "role" }));
    assert.doesNotMatch(JSON.stringify(ofType(byRole, "aws:iam/rolePolicy:RolePolicy")), /stageVariables/);
  });

  it("is invoked by one uri, and by each stage only where the stage, or its canary, names it", async () => {
    const canary = { percentTraffic: 10, stageVariableOverrides: { version: "next" } };
    const registered = await record(() =>
      program({
        dev: { variables: { version: "next" } },
        prod: { variables: { version: "live" } },
        beta: { variables: { version: "live" }, deploymentId: "earlier", canary },
      }),
    );
    assert.deepEqual(permissions(registered), [
      ["fn-fn", "live", `${EXECUTION}/beta/*/a`],
      ["fn-fn", "live", `${EXECUTION}/prod/*/a`],
      ["fn-fn", "next", `${EXECUTION}/beta/*/a`],
      ["fn-fn", "next", `${EXECUTION}/dev/*/a`],
    ]);
    const fn = "arn:aws:lambda:eu-central-1:123456789012:function:fn-fn:${stageVariables.version}";
    const [{ integration } = { integration: undefined }] = Object.values(definitionOf(registered).routes);
    assert.equal(integration?.uri, `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${fn}/invocations`);
  });

  it("may be invoked by the API's role, which may invoke each of them", async () => {
    const registered = await record(() => program({ dev: { variables: { version: "next" } } }, { lambdaAccess: "role" }));
    assert.deepEqual(permissions(registered), []);
    const policy = ofType(registered, "aws:iam/rolePolicy:RolePolicy").find(({ name }) => name === "api-invoke");
    const fn = "arn:aws:lambda:eu-central-1:123456789012:function:fn-fn";
    assert.deepEqual(JSON.parse(String(policy?.inputs["policy"])).Statement[0].Resource, [`${fn}:live`, `${fn}:next`]);
  });

  it("refuses a stage that names none of them", async () => {
    await assert.rejects(
      record(() => program({ dev: {}, prod: { variables: { version: "old" } } })),
      (error) => {
        const text = String(error);
        assert.match(
          text,
          /stages\.dev\.variables\.version: is missing\. ANY \/a invokes the function that it names; give one of "live", "next"\./,
        );
        assert.match(text, /stages\.prod\.variables\.version: is "old"\./);
        return true;
      },
    );
  });
});

describe("ApiGatewayAccount", () => {
  it("gives the account a role that writes logs, and keeps all of it", async () => {
    const registered = await record(() => new ApiGatewayAccount("account"));
    assert.deepEqual(counts(registered), {
      "lambda-rest-api:index:ApiGatewayAccount": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
      "aws:apigateway/account:Account": 1,
    });
    assert.deepEqual(JSON.parse(String(first(registered, "aws:iam/role:Role")["assumeRolePolicy"])).Statement, [
      { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    const [statement, ...others] = JSON.parse(String(first(registered, "aws:iam/rolePolicy:RolePolicy")["policy"])).Statement;
    assert.deepEqual(others, []);
    assert.ok(statement.Action.every((action: string) => /^logs:[A-Z]\w+$/.test(action)));
    const [account] = ofType(registered, "aws:apigateway/account:Account");
    assert.deepEqual(account?.inputs, { cloudwatchRoleArn: "arn:aws:iam::123456789012:role/account-role" });
    assert.deepEqual(account.dependsOn, ["account"]);
    for (const { type, parent, retainOnDelete } of registered)
      if (type.startsWith("aws:")) assert.deepEqual([parent, retainOnDelete], ["account", true]);
  });

  it("is made by no API, and is waited for by those that ask for it", async () => {
    const registered = await record(() => {
      const account = new ApiGatewayAccount("account");
      new RestApi(
        "api",
        { routes: { "GET /": { integration: mock() } }, stages: { dev: { accessLog: true, loggingLevel: "INFO" } } },
        { dependsOn: account },
      );
    });
    assert.equal(ofType(registered, "aws:apigateway/account:Account").length, 1);
    assert.deepEqual(registered.find(({ type }) => type === "lambda-rest-api:index:RestApi")?.dependsOn, ["account"]);
  });

  it("lets every child be changed by its transform", async () => {
    const registered = await record(
      () =>
        new ApiGatewayAccount("account", {
          transform: {
            role: (args, opts) => ({ args: { ...args, path: "/a/" }, opts }),
            rolePolicy: (args, opts) => ({ args: { ...args, name: "b" }, opts }),
            account: (args, opts) => ({ args: { ...args, region: "eu-west-1" }, opts }),
          },
        }),
    );
    assert.equal(first(registered, "aws:iam/role:Role")["path"], "/a/");
    assert.equal(first(registered, "aws:iam/rolePolicy:RolePolicy")["name"], "b");
    assert.equal(first(registered, "aws:apigateway/account:Account")["region"], "eu-west-1");
  });
});
