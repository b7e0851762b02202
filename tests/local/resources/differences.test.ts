import assert from "node:assert/strict";
import { functionNamed, read, resource, restApi } from "./resources";

describe("What has no effect locally", () => {
  const stage = (inputs: Readonly<Record<string, unknown>>) =>
    read(resource("apigateway/stage:Stage", "pets-dev", { restApi: "pets", stageName: "dev", ...inputs })).notices;

  it("is told of a stage with a cache, or a client certificate", () => {
    assert.deepEqual(stage({ cacheClusterEnabled: true, cacheClusterSize: "0.5", clientCertificateId: "c" }), [
      'Stage "pets-dev": nothing is cached locally; every request reaches its integration',
      'Stage "pets-dev": its client certificate is shown to no back end locally',
    ]);
    assert.deepEqual(stage({ cacheClusterEnabled: false }), []);
  });

  it("is told of variables that Lambda sets itself, and of none that a function may have", () => {
    const variables = { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "a", TZ: "Asia/Tokyo", NODE_OPTIONS: "-r x" };
    assert.deepEqual(read(functionNamed("f", { environment: { variables } })).notices, [
      'Function "f": AWS would refuse its environment, whose variables AWS_REGION, AWS_ACCESS_KEY_ID Lambda sets itself: contains reserved keys that are currently not supported for modification',
    ]);
  });

  it("is told of functions that go on after a pause, are of one tenant each, or run on instances of the account", () => {
    const noticesOf = (inputs: Readonly<Record<string, unknown>>) => read(functionNamed("f", inputs)).notices;
    assert.deepEqual(noticesOf({ durableConfig: { executionTimeout: 60 } }), [
      'Function "f": durable executions are not run locally: its handler gets the event alone, without what its SDK needs to go on after a pause',
    ]);
    assert.deepEqual(noticesOf({ tenancyConfig: { tenantIsolationMode: "PER_TENANT" } }), [
      'Function "f": its tenants share environments locally, and its context has no tenant',
    ]);
    assert.deepEqual(
      noticesOf({ capacityProviderConfig: { lambdaManagedInstancesCapacityProviderConfig: { capacityProviderArn: "a" } } }),
      ['Function "f": its instances are not run locally: it has environments as on Lambda itself, of one request at a time'],
    );
  });

  it("is told of functions whose asynchronous invocations go somewhere", () => {
    const config = (inputs: Readonly<Record<string, unknown>>) =>
      resource("lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "f", inputs);
    assert.deepEqual(
      read(
        functionNamed("f", { deadLetterConfig: { targetArn: "arn:q" } }),
        config({ destinationConfig: { onFailure: { destination: "arn:q" } } }),
      ).notices,
      [
        'Function "f": an asynchronous invocation that fails is logged locally, and not sent to its dead-letter target',
        'FunctionEventInvokeConfig "f": records of asynchronous invocations are logged locally, and not sent to arn:q',
      ],
    );
    const toFunction = { onSuccess: { destination: "arn:aws:lambda:us-east-1:123456789012:function:next" } };
    assert.deepEqual(read(functionNamed("f"), config({ destinationConfig: toFunction })).notices, []);
    assert.deepEqual(read(functionNamed("f"), config({ maximumRetryAttempts: 0 })).notices, []);
  });
});

describe("Alarms and dashboards", () => {
  it("have nothing to show, which is said once", () => {
    const alarm = (name: string) => resource("cloudwatch/metricAlarm:MetricAlarm", name);
    assert.deepEqual(read(alarm("a"), alarm("b"), resource("cloudwatch/dashboard:Dashboard", "c")).notices, [
      `nothing is measured locally: the program's alarms and dashboards (MetricAlarm "a" and 2 more) have nothing to show`,
    ]);
  });
});

describe("The settings of a method that is ANY", () => {
  it("are those of its route", () => {
    const settings = {
      restApi: "pets",
      stageName: "dev",
      methodPath: "~1a~1{b}/*",
      settings: { throttlingRateLimit: 1, throttlingBurstLimit: 2 },
    };
    const { apis } = read(
      restApi("pets"),
      resource("apigateway/stage:Stage", "dev", { restApi: "pets", stageName: "dev" }),
      resource("apigateway/methodSettings:MethodSettings", "dev ANY", settings),
    );
    assert.deepEqual(apis[0]?.stages[0]?.definition.methodSettings, { "ANY /a/{b}": { throttle: { rate: 1, burst: 2 } } });
  });
});
