import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { functionByArn, lambdaCustom, path, RestApi } from "../../components/index";
import { restApiArgs } from "../../provider/arguments";
import { findProblems } from "../../provider/problems";
import { provider } from "../../provider/provider";
import { packageSchema } from "../../provider/schema";
import { ofType, record } from "../components/recording";

const FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:greet";
const GREET = { type: "AWS", function: "greet", request: { name: { $source: "path", variable: "name" } } };
const LATE = pulumi.output("later");

describe("The provider for other languages", () => {
  const schema = JSON.stringify(packageSchema("1.2.3"));

  it("has types for all that its schema names, and no others", () => {
    const named = new Set([...schema.matchAll(/"#\/types\/([^"]+)"/g)].map(([, name]) => name));
    assert.deepEqual([...named].sort(), Object.keys(JSON.parse(schema).types).sort());
  });

  it("has the package's version", () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
    assert.equal(provider.version, version);
    assert.equal(JSON.parse(provider.schema ?? "").version, version);
  });

  it("makes the API that TypeScript makes of the same arguments", async () => {
    const stages = { dev: { tracing: true } };
    const inputs = { functions: { greet: FUNCTION }, routes: { "GET /{name}": { integration: GREET } }, stages };
    let made: pulumi.provider.ConstructResult | undefined;
    const there = await record(async () => {
      made = await provider.construct?.("greetings", "lambda-rest-api:index:RestApi", inputs, {});
    });
    const integration = lambdaCustom(functionByArn("greet", FUNCTION), { request: { name: path("name") } });
    const here = await record(() => void new RestApi("greetings", { routes: { "GET /{name}": { integration } }, stages }));
    assert.deepEqual(there, here);
    assert.deepEqual(
      ofType(here, "aws:lambda/permission:Permission").map(({ name }) => name),
      ["greetings greet dev/GET/{name}"],
    );
    assert.deepEqual(
      Object.keys(made?.state ?? {}).sort(),
      Object.keys(JSON.parse(schema).resources["lambda-rest-api:index:RestApi"].properties).sort(),
    );
  });

  it("refuses any other component", async () => {
    await assert.rejects(
      async () => provider.construct?.("greet", "lambda-rest-api:index:LambdaFunction", {}, {}),
      /there is no component .*LambdaFunction/,
    );
  });

  it("takes what is known only at deployment wherever TypeScript does", () => {
    const integration = {
      type: "AWS",
      uri: LATE,
      credentials: LATE,
      request: { a: [LATE] },
      requestTemplates: { "application/json": LATE },
    };
    const stage = {
      webAclArn: LATE,
      clientCertificate: LATE,
      accessLog: { destinationArn: LATE },
      canary: { percentTraffic: 5, deploymentId: LATE },
    };
    const policy = { Statement: [{ Resource: LATE }] };
    const authorizers = { pool: { type: "COGNITO_USER_POOLS", providerArns: [LATE] } };
    assert.deepEqual(
      findProblems({
        functions: { greet: LATE },
        routes: { "GET /": { integration } },
        stages: { dev: stage },
        policy,
        authorizers,
        tags: { a: LATE },
      }),
      [],
    );
  });

  const refused: readonly [what: string, inputs: pulumi.Inputs, path: string][] = [
    ["the API", { stages: LATE }, "stages"],
    ["a stage", { stages: { dev: LATE } }, 'stages["dev"]'],
    ["an origin", { cors: { origins: [LATE] } }, "cors.origins[0]"],
    ["an origin of a route", { routes: { "GET /": { cors: { origins: [LATE] } } } }, 'routes["GET /"].cors.origins[0]'],
    ["a model", { models: { Pet: { properties: { id: LATE } } } }, 'models["Pet"]["properties"]["id"]'],
    ["a name of a function", { authorizers: { token: { type: "TOKEN", function: LATE } } }, 'authorizers["token"].function'],
  ];
  for (const [what, inputs, path] of refused)
    it(`refuses ${what} that is known only at deployment`, () => {
      assert.deepEqual(findProblems(inputs), [{ propertyPath: path, reason: "must be known before deployment" }]);
    });

  for (const name of ["cros", "__proto__", "constructor"])
    it(`refuses the member ${name}, which there is not`, () => {
      const route = JSON.parse(`{ "integration": { "type": "MOCK" }, "${name}": {} }`);
      assert.deepEqual(
        findProblems({ routes: { "GET /": route }, stages: {} }).map(({ propertyPath }) => propertyPath),
        [`routes["GET /"].${name}`],
      );
    });

  for (const name of ["great", "constructor"])
    it(`refuses the function ${name}, which is not named`, () => {
      const integration = { ...GREET, function: name };
      assert.deepEqual(findProblems({ functions: { greet: FUNCTION }, routes: { "GET /": { integration } }, stages: {} }), [
        { propertyPath: 'routes["GET /"].integration.function', reason: `is "${name}", and functions has greet` },
      ]);
    });

  it("calls functions by POST, and what is no function as it is said", () => {
    const http = { type: "HTTP_PROXY", uri: "https://example.com", httpMethod: "PATCH" };
    const routes = { "GET /a": { integration: GREET }, "GET /b": { integration: http } };
    const args = restApiArgs({ functions: { greet: FUNCTION }, routes, integrations: { c: GREET }, stages: {} });
    const integrations = [
      ...Object.values(args.routes ?? {}).map(({ integration }) => integration),
      ...Object.values(args.integrations ?? {}),
    ];
    assert.deepEqual(
      integrations.map(({ httpMethod }) => httpMethod),
      ["POST", "PATCH", "POST"],
    );
  });
});
