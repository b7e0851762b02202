import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  type AuthorizerArguments,
  type EndpointType,
  httpProxy,
  type IntegrationArguments,
  lambdaCustom,
  mock,
  path,
  type ResourcePolicyArguments,
  RestApi,
  type RestApiArgs,
  type RouteArguments,
  type StageArgs,
  tokenAuthorizer,
} from "../../components/index";
import { definitionOf, ofType, record } from "./recording";

const FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:fn";

describe("The types of an API's arguments", () => {
  const integration: IntegrationArguments = mock({ request: { statusCode: 200 } });
  const stages: Readonly<Record<"dev", StageArgs>> = { dev: {} };

  it("have names, by which parts of an API can be written elsewhere", async () => {
    const route: RouteArguments<"id", "tokens", "Pet"> = {
      integration: lambdaCustom(FUNCTION, { request: { id: path("id") } }),
      body: "Pet",
      authorization: { authorizer: "tokens" },
    };
    const authorizers: Record<"tokens", AuthorizerArguments> = { tokens: tokenAuthorizer(FUNCTION) };
    const policy: ResourcePolicyArguments = { allow: { ipRanges: [pulumi.output("192.0.2.0/24")] } };
    const registered = await record(
      () => new RestApi("api", { models: { Pet: {} }, authorizers, policy, routes: { "POST /pets/{id}": route }, stages }),
    );
    assert.equal(ofType(registered, "aws:apigateway/restApi:RestApi").length, 1);
  });

  it("let routes whose keys are not known as types have variables, as in a program's own component", async () => {
    class Service extends pulumi.ComponentResource {
      constructor(name: string, args: Partial<RestApiArgs>) {
        super("acme:index:Service", name);
        const routes = { "ANY /{proxy+}": { integration: httpProxy("https://example.com/{proxy}") } };
        new RestApi(name, { routes, stages: { dev: {} }, ...args }, { parent: this });
      }
    }
    const users: Record<`GET /${string}`, RouteArguments<string>> = {};
    for (const of of ["users", "teams"])
      users[`GET /${of}/{id}`] = { integration: lambdaCustom(FUNCTION, { request: { id: path("id") } }) };
    const registered = await record(() => {
      new Service("own", {});
      new Service("given", { routes: users });
    });
    assert.deepEqual(Object.keys(definitionOf(registered, "own").routes), ["ANY /{proxy+}"]);
    assert.deepEqual(Object.keys(definitionOf(registered, "given").routes), ["GET /teams/{id}", "GET /users/{id}"]);
  });

  it("know the models", async () => {
    const models = { Pet: {} };
    const registered = await record(() => {
      new RestApi("pets", {
        models,
        routes: { "POST /pets": { integration, body: "Pet" } },
        stages,
      });
      const later: Record<string, object> = models;
      new RestApi("later", { models: { ...later, Pet: {} }, routes: { "POST /pets": { integration, body: "Pet" } }, stages });
    });
    assert.equal(ofType(registered, "aws:apigateway/restApi:RestApi").length, 2);
  });

  it("know the models that every API has, which come along where a route names one", async () => {
    const own = { type: "object", properties: { why: { type: "string" } } };
    const registered = await record(() => {
      new RestApi("api", { routes: { "POST /": { integration, body: "Empty", responses: { 200: { body: "Error" } } } }, stages });
      new RestApi("own", { models: { Error: own }, routes: { "POST /": { integration, responses: { 200: { body: "Error" } } } }, stages });
      new RestApi("none", { routes: { "POST /": { integration } }, stages });
    });
    const modelsOf = (name: string) => definitionOf(registered, name).models;
    assert.deepEqual(Object.keys(modelsOf("api")), ["Empty", "Error"]);
    assert.deepEqual(modelsOf("own"), { Error: { schema: own } });
    assert.deepEqual(modelsOf("none"), {});
  });

  it("take words that AWS may have added, of which they complete those that are known", async () => {
    const registered = await record(() => {
      new RestApi("api", {
        endpointType: "GLOBAL",
        ipAddressType: "ipv6",
        securityPolicy: "SecurityPolicy_TLS13_1_4_2031_01",
        endpointAccessMode: "STRICTER",
        apiKeySource: "COOKIE",
        gatewayResponses: { TOO_EARLY: { statusCode: 425 }, DEFAULT_4XX: { headers: { a: "'b'" } } },
        routes: { "GET /": { integration: mock({ request: { statusCode: 200 }, passthroughBehavior: "WHEN_NO_BODY" }) } },
        stages: { dev: { loggingLevel: "WARN", cache: { clusterSize: "474" } } },
        usagePlans: { basic: { quota: { limit: 1, period: "YEAR" } } },
        suppressWarnings: ["unknown-value", "open-routes"],
      });
      const known: EndpointType = "REGIONAL";
      const unknown: EndpointType = "GLOBAL";
      // @ts-expect-error a text
      const none: EndpointType = 1;
      assert.deepEqual([known, unknown, none].length, 3);
    });
    const [api] = ofType(registered, "aws:apigateway/restApi:RestApi");
    assert.deepEqual(api?.inputs["endpointConfiguration"], { types: "GLOBAL", ipAddressType: "ipv6" });
  });

  it("refuses a key without a method, and models that there are not", async () => {
    const refused: readonly (() => RestApi)[] = [
      // @ts-expect-error a key is METHOD /path
      () => new RestApi("a", { routes: { "/pets/:id": { integration } }, stages }),
      // @ts-expect-error the API has no such model
      () => new RestApi("b", { models: { Pet: {} }, routes: { "POST /pets": { integration, body: "Pett" } }, stages }),
      // @ts-expect-error the API has no such model
      () => new RestApi("c", { routes: { "POST /pets": { integration, body: { "application/json": "Pet" } } }, stages }),
      // @ts-expect-error the API has no such model
      () => new RestApi("d", { models: { Pet: {} }, routes: { "POST /p": { integration, responses: { 200: { body: "Pett" } } } }, stages }),
    ];
    await record(() => {
      for (const make of refused) assert.throws(make, /1 problem|"\/pets\/:id"|Pett?/);
    });
  });
});
