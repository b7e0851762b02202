import assert from "node:assert/strict";
import { mock as spy } from "node:test";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  byStageVariable,
  type FunctionReference,
  functionByArn,
  LambdaFunction,
  lambdaCustom,
  lambdaProxy,
  mock,
  path,
  RestApi,
  type RestApiArgs,
  tokenAuthorizer,
} from "../../components/index";
import { invocationUri } from "../../definition/index";
import { ofType, type Registered, record } from "./recording";

const PERMISSION = "aws:lambda/permission:Permission";
const EXTERNAL = "arn:aws:lambda:eu-west-1:210987654321:function:calc";

function hello(): LambdaFunction {
  return new LambdaFunction("fn", { entry: "functions/hello/index.ts" });
}

async function permissions(program: () => void): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return ofType(await record(program), PERMISSION).map(({ inputs: { statementId: _, ...inputs } }) => inputs);
}

function fingerprint(registered: readonly Registered[]): unknown {
  return ofType(registered, "aws:apigateway/deployment:Deployment")[0]?.inputs["triggers"];
}

describe("RestApi", () => {
  it("counts a function's ARN by its length where it is known, so that more exact statements fit into its policy", async () => {
    const paths = Array.from({ length: 18 }, (_, index) => `GET /${"long".repeat(50)}${index}` as const);
    const statements = async (fn: pulumi.Input<string>) => {
      const routes = Object.fromEntries(paths.map((key) => [key, { integration: lambdaProxy(fn) }]));
      return (await permissions(() => new RestApi("api", { routes, stages: { dev: {} }, testInvoke: false }))).length;
    };
    const short = "arn:aws:lambda:eu-west-1:210987654321:function:c";
    assert.equal(await statements(short), paths.length);
    assert.ok((await statements(pulumi.output(short))) < paths.length);
  });

  it("takes at most half of a function's policy, so that all of its statements can be exchanged for others at once", async () => {
    const routes = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`GET /path${index}` as const, { integration: lambdaProxy(EXTERNAL) }]),
    );
    const statements = await permissions(() => new RestApi("api", { routes, stages: { dev: {} } }));
    // What Lambda keeps of a statement besides these: its id, effect, principal and condition, and the function's ARN.
    const bytes = statements.reduce((sum, { sourceArn }) => sum + String(sourceArn).length + EXTERNAL.length + 200, 0);
    assert.ok(statements.length > 20 && bytes < 20_480 / 2, `${statements.length} statements, ${bytes} bytes`);
  });

  it("takes no more of it for a function that is given in several ways", async () => {
    const bytes = async (ways: (fn: LambdaFunction) => readonly FunctionReference[]) => {
      const statements = await permissions(() => {
        const given = ways(hello());
        const routes = Object.fromEntries(
          Array.from({ length: 90 }, (_, index) => [
            `GET /path${index}` as const,
            { integration: lambdaProxy(given[index % given.length] ?? "") },
          ]),
        );
        new RestApi("api", { routes, stages: { dev: { variables: { name: "fn-fn" } } } });
      });
      assert.ok(statements.length > 5);
      return statements.reduce((sum, { sourceArn }) => sum + String(sourceArn).length + 250, 0);
    };
    assert.ok((await bytes((fn) => [fn, fn.function, fn.arn, fn.function.arn, functionByArn("mine", fn.arn)])) < 20_480 / 2);
    assert.ok((await bytes((fn) => [functionByArn("mine", fn.arn), fn])) < 20_480 / 2);
    assert.ok((await bytes((fn) => [fn, byStageVariable("name", { "fn-fn": fn.arn })])) < 20_480 / 2);
    assert.ok((await bytes(() => [EXTERNAL, `${EXTERNAL}:$LATEST`, functionByArn("mine", EXTERNAL)])) < 20_480 / 2);
  });

  it("says which functions are of another account, unless a provider of that one makes them", async () => {
    const said = spy.method(console, "warn", () => {});
    try {
      await permissions(() => {
        const provider = new aws.Provider("theirs", { region: "eu-west-1" });
        const routes = {
          "GET /a": { integration: lambdaProxy(EXTERNAL) },
          "GET /b": { integration: lambdaProxy(aws.lambda.Function.get("known", "known", undefined, { provider })) },
        };
        new RestApi("api", { routes, stages: { dev: {} } });
      });
      await new Promise(setImmediate);
      const [text, ...others] = said.mock.calls.map((call) => String(call.arguments[0]));
      assert.match(text ?? "", /The function "calc" is of the account 210987654321, which alone changes its policy\. Give aws\.lambda/);
      assert.deepEqual(others, []);
    } finally {
      said.mock.restore();
    }
  });

  it("compares no accounts where the local command runs the program, whose account is nobody's", async () => {
    const said = spy.method(console, "warn", () => {});
    process.env["LAMBDA_REST_API_LOCAL"] = "true";
    try {
      await permissions(() => new RestApi("api", { routes: { "GET /a": { integration: lambdaProxy(EXTERNAL) } }, stages: { dev: {} } }));
      await new Promise(setImmediate);
      assert.equal(said.mock.callCount(), 0);
    } finally {
      delete process.env["LAMBDA_REST_API_LOCAL"];
      said.mock.restore();
    }
  });

  it("says which functions turn out to be one, where nobody could know it before", async () => {
    const said = spy.method(console, "warn", () => {});
    try {
      await permissions(() => {
        const routes = {
          "GET /a": { integration: lambdaProxy(EXTERNAL) },
          "GET /b": { integration: lambdaProxy(functionByArn("late", pulumi.output(EXTERNAL))) },
        };
        new RestApi("api", { routes, stages: { dev: {} } });
      });
      await new Promise(setImmediate);
      assert.match(
        String(said.mock.calls[0]?.arguments[0]),
        /The functions "calc" and "late" are one, arn:aws:lambda:eu-west-1:210987654321:function:calc: its policy gets/,
      );
    } finally {
      said.mock.restore();
    }
  });

  it("takes a function by component, resource, alias or ARN", async () => {
    const grant = { action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" };
    const source = (region: string, path: string) => `arn:aws:execute-api:${region}:123456789012:api-id/dev/GET/${path}`;
    const registered = await permissions(() => {
      const fn = hello();
      new RestApi("api", {
        routes: {
          "GET /component": { integration: lambdaProxy(fn) },
          "GET /resource": { integration: lambdaProxy(fn.function) },
          "GET /alias": {
            integration: lambdaProxy(new aws.lambda.Alias("live", { functionName: "fn", functionVersion: "1", name: "live" })),
          },
          "GET /arn": { integration: lambdaProxy(EXTERNAL) },
          "GET /version": { integration: lambdaProxy(pulumi.output(`${EXTERNAL}:7`)) },
          "GET /invoke-arn": { integration: lambdaProxy(pulumi.output(invocationUri(`${EXTERNAL}:7`))) },
          "GET /latest": { integration: lambdaProxy(pulumi.output(`${EXTERNAL}:$LATEST`)) },
        },
        stages: { dev: {} },
      });
    });
    const of = (path: string) => registered.find(({ sourceArn }) => String(sourceArn).endsWith(`/${path}`));
    const made = { ...grant, region: "eu-central-1" };
    assert.deepEqual(of("component"), { ...made, function: "fn-fn", sourceArn: source("eu-central-1", "component") });
    assert.deepEqual(of("resource"), { ...made, function: "fn-fn", sourceArn: source("eu-central-1", "resource") });
    assert.deepEqual(of("alias"), { ...made, function: "fn", qualifier: "live", sourceArn: source("eu-central-1", "alias") });
    assert.deepEqual(of("arn"), { ...grant, function: EXTERNAL, region: "eu-west-1", sourceArn: source("eu-west-1", "arn") });
    for (const path of ["version", "invoke-arn"])
      assert.deepEqual(of(path), {
        ...grant,
        function: EXTERNAL,
        qualifier: "7",
        region: "eu-west-1",
        sourceArn: source("eu-west-1", path),
      });
    assert.deepEqual(of("latest"), { ...grant, function: EXTERNAL, region: "eu-west-1", sourceArn: source("eu-west-1", "latest") });
  });

  it("makes a permission where its function is: by the function's own provider, in its region", async () => {
    const providers = new Map<string, pulumi.ProviderResource | undefined>();
    const registered = await permissions(() => {
      const west = new aws.Provider("west", { region: "us-west-2" });
      const fn = new LambdaFunction("west-fn", { entry: "functions/hello/index.ts" }, { provider: west });
      const alias = new aws.lambda.Alias("live", { functionName: "fn", functionVersion: "1", name: "live", region: "us-east-2" });
      const transform = {
        permission: (args: aws.lambda.PermissionArgs, opts: pulumi.CustomResourceOptions) => {
          pulumi.output(args.sourceArn).apply((arn) => providers.set(String(arn).split("/").at(-1) ?? "", opts.provider));
          return { args, opts };
        },
      };
      const routes = { "GET /west": { integration: lambdaProxy(fn) }, "GET /alias": { integration: lambdaProxy(alias) } };
      new RestApi("api", { routes, stages: { dev: {} }, transform });
    });
    assert.equal(registered.find(({ sourceArn }) => String(sourceArn).endsWith("/alias"))?.["region"], "us-east-2");
    assert.ok(providers.get("west") instanceof aws.Provider);
    assert.equal(providers.get("alias"), undefined);
  });

  it("needs no permission where a role of the user's own is assumed", async () => {
    const credentials = pulumi.output("arn:aws:iam::123456789012:role/own");
    const registered = await record(
      () => new RestApi("api", { routes: { "GET /": { integration: lambdaProxy(hello(), { credentials }) } }, stages: { dev: {} } }),
    );
    assert.deepEqual(ofType(registered, PERMISSION), []);
    assert.equal(ofType(registered, "lambda-rest-api:index:InvokeRole").length, 0);
  });

  it("names each route's child after the API and the route, with the route's definition as its inputs", async () => {
    const registered = await record(
      () =>
        new RestApi("api", {
          routes: { "GET /a/{b}": { integration: lambdaCustom(hello(), { request: { b: path("b") } }) } },
          stages: { dev: {} },
        }),
    );
    const [route] = ofType(registered, "lambda-rest-api:index:Route");
    assert.equal(route?.name, "api GET /a/{b}");
    assert.equal(route.inputs["path"], "/a/{b}");
    assert.deepEqual(route.inputs["requestParameters"], { "path.b": true });
    assert.deepEqual(
      Object.values({ ...route.inputs, ...Object(route.inputs["integration"]) }).filter((member) =>
        ["{}", "[]"].includes(JSON.stringify(member)),
      ),
      [],
    );
  });

  it("has a child for each model, authorizer and gateway response too, so that a preview shows how it changes", async () => {
    const registered = await record(
      () =>
        new RestApi("api", {
          models: { Pet: { type: "object", required: ["name"] } },
          authorizers: { tokens: tokenAuthorizer(hello()) },
          gatewayResponses: { THROTTLED: { statusCode: 429 } },
          routes: { "POST /": { body: "Pet", authorization: { authorizer: "tokens" }, integration: mock() } },
          validationErrors: false,
          stages: { dev: {} },
        }),
    );
    const inputs = (kind: string) =>
      ofType(registered, `lambda-rest-api:index:${kind}`).map(({ name, inputs, parent }) => ({ name, parent, inputs }));
    assert.deepEqual(inputs("Model"), [{ name: "api Pet", parent: "api", inputs: { schema: { type: "object", required: ["name"] } } }]);
    assert.deepEqual(inputs("GatewayResponse"), [{ name: "api THROTTLED", parent: "api", inputs: { statusCode: "429" } }]);
    const [authorizer] = inputs("Authorizer");
    assert.equal(authorizer?.name, "api tokens");
    assert.equal(authorizer.inputs["authorizerUri"], "⟦fn⟧");
  });

  it("says which part makes a new deployment, and how where that is short", async () => {
    const api = async (args: Partial<RestApiArgs<"GET /">>) =>
      Object(
        fingerprint(await record(() => new RestApi("api", { routes: { "GET /": { integration: mock() } }, stages: { dev: {} }, ...args }))),
      );
    const { routes, ...first } = await api({});
    assert.deepEqual(first, {
      name: "api",
      version: "1.0",
      endpoint: '{"disableExecuteApiEndpoint":false,"type":"REGIONAL","vpcEndpointIds":[]}',
      apiKeySource: "HEADER",
    });
    assert.match(routes, /^[0-9a-f]{16}$/);
    assert.deepEqual(await api({ binaryMediaTypes: ["image/png"] }), { ...first, routes, binaryMediaTypes: '["image/png"]' });
  });

  it("redeploys when a route changes, and not when only a stage's live settings do", async () => {
    const api = (args: Partial<RestApiArgs<"GET /">>) =>
      record(() => new RestApi("api", { routes: { "GET /": { integration: mock() } }, stages: { dev: {} }, ...args }));
    const first = fingerprint(await api({}));
    assert.deepEqual(
      fingerprint(
        await api({ stages: { dev: { variables: { a: "b" }, throttle: { rate: 1, burst: 1 }, tracing: true } }, tags: { a: "b" } }),
      ),
      first,
    );
    assert.notDeepEqual(
      fingerprint(await api({ routes: { "GET /": { integration: mock({ responses: [{ body: "changed" }] }) } } })),
      first,
    );
  });

  it("redeploys when the API's transform changes what of it is deployed, tags left aside", async () => {
    const routes = { "GET /a": { integration: lambdaProxy(EXTERNAL) } };
    const by = async (more: Partial<aws.apigateway.RestApiArgs>) =>
      fingerprint(
        await record(() => {
          const restApi = (args: aws.apigateway.RestApiArgs, opts: pulumi.CustomResourceOptions) => ({ args: { ...args, ...more }, opts });
          new RestApi("api", { routes, stages: { dev: {} }, transform: { restApi } });
        }),
      );
    const before = fingerprint(await record(() => new RestApi("api", { routes, stages: { dev: {} } })));
    assert.deepEqual(await by({ tags: { team: "a" } }), before);
    assert.notDeepEqual(await by({ binaryMediaTypes: ["*/*"] }), before);
    assert.notDeepEqual(await by({ parameters: { basepath: "split" } }), before);
    const unnamed = await record(() => {
      const restApi = ({ name: _, ...args }: aws.apigateway.RestApiArgs, opts: pulumi.CustomResourceOptions) => ({ args, opts });
      new RestApi("api", { routes, stages: { dev: {} }, transform: { restApi } });
    });
    assert.notDeepEqual(fingerprint(unnamed), before);
  });

  it("pins a stage to an earlier deployment", async () => {
    const registered = await record(
      () => new RestApi("api", { routes: { "GET /": { integration: mock() } }, stages: { dev: {}, prod: { deploymentId: "earlier" } } }),
    );
    const deployments = ofType(registered, "aws:apigateway/stage:Stage").map(({ inputs }) => [inputs["stageName"], inputs["deployment"]]);
    assert.deepEqual(deployments, [
      ["dev", "api-id"],
      ["prod", "earlier"],
    ]);
  });

  it("has settings for all methods and for single ones", async () => {
    const stages = { dev: { throttle: { rate: 5, burst: 10 }, methodSettings: { "ANY /a/{b}": { throttle: { rate: 1, burst: 2 } } } } };
    const registered = await record(() => new RestApi("api", { routes: { "ANY /a/{b}": { integration: mock() } }, stages }));
    const own = { loggingLevel: "OFF", dataTraceEnabled: false, metricsEnabled: false, cachingEnabled: false };
    assert.deepEqual(
      ofType(registered, "aws:apigateway/methodSettings:MethodSettings").map(({ inputs }) => inputs),
      [
        { restApi: "api-id", stageName: "dev", methodPath: "*/*", settings: { ...own, throttlingRateLimit: 5, throttlingBurstLimit: 10 } },
        {
          restApi: "api-id",
          stageName: "dev",
          methodPath: "~1a~1{b}/*",
          settings: { ...own, throttlingRateLimit: 1, throttlingBurstLimit: 2 },
        },
      ],
    );
  });

  it("lets every child be changed by its transform", async () => {
    const registered = await record(
      () =>
        new RestApi("api", {
          routes: { "GET /": { integration: lambdaProxy(hello()) } },
          stages: { dev: { throttle: { rate: 1, burst: 1 } } },
          transform: {
            restApi: (args, opts) => ({ args: { ...args, securityPolicy: "TLS_1_2" }, opts }),
            permission: (args, opts) => ({ args: { ...args, sourceAccount: "123456789012" }, opts }),
            deployment: (args, opts) => ({ args: { ...args, description: "by hand" }, opts }),
            stage: (args, opts) => ({ args: { ...args, clientCertificateId: "c" }, opts }),
            methodSettings: (args, opts) => ({ args: { ...args, region: "eu-west-1" }, opts }),
          },
        }),
    );
    const input = (type: string, name: string) => ofType(registered, type)[0]?.inputs[name];
    assert.equal(input("aws:apigateway/restApi:RestApi", "securityPolicy"), "TLS_1_2");
    assert.equal(input(PERMISSION, "sourceAccount"), "123456789012");
    assert.equal(input("aws:apigateway/deployment:Deployment", "description"), "by hand");
    assert.equal(input("aws:apigateway/stage:Stage", "clientCertificateId"), "c");
    assert.equal(input("aws:apigateway/methodSettings:MethodSettings", "region"), "eu-west-1");
  });

  it("refuses, before anything is registered, with every problem and no stack trace", async () => {
    await assert.rejects(
      record(
        () =>
          new RestApi("api", {
            routes: {
              "GET /a": { integration: mock({ timeoutInMillis: 1 }) },
              // @ts-expect-error the API has no such model
              "POST /a": { integration: mock(), body: "Absent" },
            },
            stages: { $default: {} },
          }),
      ),
      (error) => {
        assert.ok(pulumi.ResourceError.isInstance(error));
        assert.equal(error.hideStack, true);
        assert.equal(error.message.split("\n")[0], 'RestApi "api" has 3 problems:');
        return true;
      },
    );
  });

  it("leaves what comes and goes with a route unprotected, whatever else of it is protected", async () => {
    const unprotected = new Set<string>();
    const note: pulumi.ResourceTransformation = ({ type, opts }) => {
      if (opts.protect === false) unprotected.add(type);
      return undefined;
    };
    await record(
      () =>
        new RestApi(
          "api",
          {
            routes: { "GET /a": { integration: lambdaProxy(hello()) } },
            stages: { dev: { methodSettings: { "GET /a": { metrics: true } } } },
          },
          { protect: true, transformations: [note] },
        ),
    );
    assert.deepEqual([...unprotected].sort(), [
      "aws:apigateway/deployment:Deployment",
      "aws:apigateway/methodSettings:MethodSettings",
      "aws:lambda/permission:Permission",
      "lambda-rest-api:index:Route",
    ]);
  });

  it("refuses mappings of variables that the path lacks, as type errors", () => {
    const program = () =>
      new RestApi("api", {
        routes: {
          "GET /a/{b}": { integration: lambdaCustom(hello(), { request: { b: path("b") } }) },
          // @ts-expect-error the path has no variable c
          "GET /a/{b}/c": { integration: lambdaCustom(hello(), { request: { c: path("c") } }) },
        },
        stages: { dev: {} },
      });
    assert.equal(typeof program, "function");
  });
});
