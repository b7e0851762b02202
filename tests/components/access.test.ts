import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  cognitoAuthorizer,
  context,
  header,
  jwtAuthorizer,
  LambdaFunction,
  lambdaProxy,
  mock,
  query,
  RestApi,
  type RestApiArgs,
  requestAuthorizer,
  stageVariable,
  tokenAuthorizer,
} from "../../components/index";
import { counts, definitionOf, ofType, opened, type Registered, record } from "./recording";

const API_KEY = "aws:apigateway/apiKey:ApiKey";
const USAGE_PLAN = "aws:apigateway/usagePlan:UsagePlan";
const USAGE_PLAN_KEY = "aws:apigateway/usagePlanKey:UsagePlanKey";
const WEB_ACL_ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const PERMISSION = "aws:lambda/permission:Permission";
const VALUE = "value-of-twenty-or-more";

function hello(name: string): LambdaFunction {
  return new LambdaFunction(name, { entry: "functions/hello/index.ts" });
}

function uri(fn: string): string {
  return `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:${fn}-fn/invocations`;
}

function inputs(registered: readonly Registered[], type: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(ofType(registered, type).map((resource) => [resource.name, resource.inputs]));
}

const refusal =
  (...texts: readonly string[]) =>
  (error: unknown) =>
    pulumi.ResourceError.isInstance(error) && texts.every((text) => error.message.includes(text));

describe("An API's authorizers", () => {
  const program = (more: Partial<RestApiArgs<"GET /a" | "GET /b" | "POST /c", "dev", "token" | "request" | "users">> = {}) => {
    const fn = hello("fn");
    new RestApi("api", {
      authorizers: {
        token: tokenAuthorizer(hello("auth"), {
          identitySource: header("X-Token"),
          identityValidationExpression: "x-.+",
          authorizerResultTtlInSeconds: 60,
        }),
        request: requestAuthorizer("arn:aws:lambda:eu-central-1:123456789012:function:other-fn", {
          identitySource: [header("A"), query("b"), context("identity.sourceIp"), stageVariable("c")],
        }),
        users: cognitoAuthorizer([
          new aws.cognito.UserPool("pool"),
          pulumi.output("arn:aws:cognito-idp:eu-central-1:123456789012:userpool/other"),
        ]),
      },
      routes: {
        "GET /a": { authorization: { authorizer: "token" }, integration: lambdaProxy(fn) },
        "GET /b": { authorization: { authorizer: "request" }, integration: lambdaProxy(fn) },
        "POST /c": { authorization: { authorizer: "users", scopes: ["api/write"] }, integration: lambdaProxy(fn) },
      },
      stages: { dev: {} },
      ...more,
    });
  };

  it("are part of the API's document, and add no resource but the functions' permissions", async () => {
    const registered = await record(program);
    const { authorizers, routes } = definitionOf(registered);
    assert.deepEqual(authorizers, {
      token: {
        type: "TOKEN",
        authorizerUri: uri("auth"),
        identitySource: ["method.request.header.X-Token"],
        identityValidationExpression: "x-.+",
        authorizerResultTtlInSeconds: 60,
        providerArns: [],
      },
      request: {
        type: "REQUEST",
        authorizerUri: uri("other"),
        identitySource: ["method.request.header.A", "method.request.querystring.b", "context.identity.sourceIp", "stageVariables.c"],
        authorizerResultTtlInSeconds: 300,
        providerArns: [],
      },
      users: {
        type: "COGNITO_USER_POOLS",
        identitySource: ["method.request.header.Authorization"],
        authorizerResultTtlInSeconds: 300,
        providerArns: [
          "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/pool",
          "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/other",
        ],
      },
    });
    assert.deepEqual(routes["POST /c"]?.authorization, { type: "COGNITO_USER_POOLS", authorizer: "users", scopes: ["api/write"] });
    assert.equal(counts(registered)[PERMISSION], 5);
    assert.equal(counts(registered)["aws:apigateway/authorizer:Authorizer"], undefined);
  });

  it("may be tokens of issuers that are known only at deployment", async () => {
    const registered = await record(() => {
      new RestApi("api", {
        authorizers: {
          customers: jwtAuthorizer(
            [
              {
                issuer: pulumi.output("https://pool.endpoint.example"),
                audiences: [pulumi.output("client")],
                additionalClaims: [{ claimName: "tenant", required: true, expectedValues: ["north"] }, { claimName: "email" }],
              },
            ],
            { identitySource: header("X-Token"), defaultAlgorithms: ["ES256", "RS256"] },
          ),
        },
        routes: { "GET /a": { authorization: { authorizer: "customers", scopes: ["a.read"] }, integration: lambdaProxy(hello("fn")) } },
        stages: { dev: {} },
      });
    });
    const { authorizers, routes } = definitionOf(registered);
    assert.deepEqual(authorizers["customers"], {
      type: "JWT",
      identitySource: ["method.request.header.X-Token"],
      authorizerResultTtlInSeconds: 0,
      providerArns: [],
      jwtConfiguration: {
        issuers: [
          {
            issuer: "https://pool.endpoint.example",
            audiences: ["client"],
            additionalClaims: [
              { claimName: "tenant", format: "SINGLE_STRING", required: true, expectedValues: ["north"] },
              { claimName: "email", format: "SINGLE_STRING", required: false },
            ],
          },
        ],
        defaultAlgorithms: ["ES256", "RS256"],
      },
    });
    assert.deepEqual(routes["GET /a"]?.authorization, { type: "JWT", authorizer: "customers", scopes: ["a.read"] });
    assert.equal(counts(registered)[PERMISSION], 1);
  });

  it("may invoke their functions, which routes may not, before the stage moves", async () => {
    const registered = await record(program);
    const sources = (fn: string) =>
      ofType(registered, PERMISSION).flatMap(({ inputs }) => (String(inputs["function"]).endsWith(fn) ? [inputs["sourceArn"]] : []));
    const source = "arn:aws:execute-api:eu-central-1:123456789012:api-id/authorizers/*";
    assert.deepEqual([sources("auth-fn"), sources("function:other-fn")], [[source], [source]]);
    const permissions = ofType(registered, PERMISSION).map(({ name }) => name);
    assert.deepEqual(ofType(registered, "aws:apigateway/deployment:Deployment")[0]?.dependsOn, permissions);
  });

  it("invoke their functions by the API's role where it has one", async () => {
    const registered = await record(() => program({ lambdaAccess: "role" }));
    const role = "arn:aws:iam::123456789012:role/api-invoke-role";
    const { authorizers } = definitionOf(registered);
    const credentials = [authorizers["token"], authorizers["request"], authorizers["users"]].map(
      (authorizer) => authorizer?.authorizerCredentials,
    );
    assert.deepEqual(credentials, [role, role, undefined]);
    assert.equal(counts(registered)[PERMISSION], undefined);
    const policy = ofType(registered, "aws:iam/rolePolicy:RolePolicy").find(({ name }) => name === "api-invoke");
    assert.deepEqual(JSON.parse(String(policy?.inputs["policy"])).Statement, [
      {
        Effect: "Allow",
        Action: ["lambda:InvokeFunction"],
        Resource: ["auth-fn", "fn-fn", "other-fn"].map((name) => `arn:aws:lambda:eu-central-1:123456789012:function:${name}`),
      },
    ]);
  });

  it("invoke a function by a role of the user's own, and need no permission then", async () => {
    const authorizerCredentials = pulumi.output("arn:aws:iam::123456789012:role/own");
    const registered = await record(
      () =>
        new RestApi("api", {
          authorizers: { token: tokenAuthorizer(hello("auth"), { authorizerCredentials }) },
          routes: { "GET /": { authorization: { authorizer: "token" }, integration: mock() } },
          stages: { dev: {} },
        }),
    );
    assert.equal(definitionOf(registered).authorizers["token"]?.authorizerCredentials, "arn:aws:iam::123456789012:role/own");
    assert.equal(counts(registered)[PERMISSION], undefined);
  });

  it("redeploy when they change", async () => {
    const api = (authorizerResultTtlInSeconds: number) =>
      record(
        () =>
          new RestApi("api", {
            authorizers: { token: tokenAuthorizer(hello("auth"), { authorizerResultTtlInSeconds }) },
            routes: { "GET /": { authorization: { authorizer: "token" }, integration: mock() } },
            stages: { dev: {} },
          }),
      );
    const fingerprint = async (ttl: number) => ofType(await api(ttl), "aws:apigateway/deployment:Deployment")[0]?.inputs["triggers"];
    assert.deepEqual(await fingerprint(60), await fingerprint(60));
    assert.notDeepEqual(await fingerprint(60), await fingerprint(61));
  });

  it("refuses a name that is none of them, by type and by rule", async () => {
    const make = () =>
      new RestApi("api", {
        authorizers: { users: cognitoAuthorizer(["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/p"]) },
        routes: {
          "GET /a": { authorization: { authorizer: "users" }, integration: mock() },
          // @ts-expect-error the API has no such authorizer
          "GET /b": { authorization: { authorizer: "absent" }, integration: mock() },
        },
        stages: { dev: {} },
      });
    await assert.rejects(record(make), refusal('routes["GET /b"].authorization', 'names the authorizer "absent"'));
    const without = () =>
      // @ts-expect-error the API has no authorizers
      new RestApi("api", { routes: { "GET /a": { authorization: { authorizer: "absent" }, integration: mock() } }, stages: { dev: {} } });
    await assert.rejects(record(without), refusal("The API has no authorizers"));
  });
});

describe("An API's resource policy", () => {
  const api = (policy: NonNullable<RestApiArgs["policy"]>, more: Partial<RestApiArgs> = {}) =>
    record(() => new RestApi("api", { policy, routes: { "GET /": { integration: mock() } }, stages: { dev: {} }, ...more }));

  it("is part of the API's document, values that are known later in their places", async () => {
    const registered = await api(
      { allow: { vpcEndpointIds: [pulumi.output("vpce-0a1b")], ipRanges: ["10.0.0.0/8"] } },
      { endpointType: "PRIVATE" },
    );
    const invoke = { Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
    assert.deepEqual(definitionOf(registered).policy, {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", ...invoke },
        { Effect: "Deny", ...invoke, Condition: { NotIpAddress: { "aws:VpcSourceIp": ["10.0.0.0/8"] } } },
        { Effect: "Deny", ...invoke, Condition: { StringNotEquals: { "aws:SourceVpce": ["vpce-0a1b"] } } },
      ],
    });
  });

  it("may be a document, any text of which is known later", async () => {
    const role = pulumi.output("arn:aws:iam::210987654321:role/caller");
    const Statement = [{ Effect: "Allow", Principal: { AWS: [role] }, Action: "execute-api:Invoke", Resource: "execute-api:/dev/GET/" }];
    assert.deepEqual(definitionOf(await api({ Statement })).policy, {
      Version: "2012-10-17",
      Statement: [{ ...Statement[0], Principal: { AWS: ["arn:aws:iam::210987654321:role/caller"] } }],
    });
  });

  it("may be one text that is known later, and is not judged then", async () => {
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" }];
    const json = JSON.stringify({ Version: "2012-10-17", Statement });
    for (const policy of [json, pulumi.output(json)]) assert.deepEqual(definitionOf(await api(policy)).policy, JSON.parse(json));
  });

  it("redeploys when it changes", async () => {
    const fingerprint = async (range: string) =>
      ofType(await api({ deny: { ipRanges: [pulumi.output(range)] } }), "aws:apigateway/deployment:Deployment")[0]?.inputs["triggers"];
    assert.notDeepEqual(await fingerprint("198.51.100.0/24"), await fingerprint("203.0.113.0/24"));
  });

  it("refuses callers that are none", async () => {
    await assert.rejects(api({ allow: { ipRanges: ["office"] } }), refusal("policy.allow.ipRanges[0]"));
  });
});

describe("API keys and usage plans", () => {
  const throttle = { rate: 10, burst: 20 };
  const make = (more: Partial<RestApiArgs<"GET /" | "ANY /a/{b}", "dev" | "prod", never, "mobile" | "shared">> = {}) => {
    const shared = new aws.apigateway.ApiKey("outside");
    return new RestApi("api", {
      routes: { "GET /": { apiKeyRequired: true, integration: mock() }, "ANY /a/{b}": { apiKeyRequired: true, integration: mock() } },
      apiKeys: { mobile: { description: "The app", enabled: false, value: VALUE }, shared },
      usagePlans: {
        basic: {
          description: "For everybody",
          stages: ["prod"],
          throttle,
          methodThrottle: { "GET /": { rate: 1, burst: 2 }, "ANY /a/{b}": { rate: 3, burst: 4 } },
          quota: { limit: 1000, period: "WEEK", offset: 2 },
          apiKeys: ["mobile", "shared"],
        },
        free: {},
      },
      stages: { dev: {}, prod: {} },
      ...more,
    });
  };

  it("are made with exactly what is said, the key's value a secret", async () => {
    const registered = await record(make);
    const { "api-mobile": mobile, outside } = inputs(registered, API_KEY);
    assert.ok(typeof mobile === "object" && mobile !== null && "value" in mobile);
    assert.equal(opened(mobile.value), VALUE);
    assert.deepEqual({ ...mobile, value: undefined }, { description: "The app", enabled: false, value: undefined });
    assert.deepEqual(outside, { description: "Managed by Pulumi" }, "a key that is there already is taken as it is");
    assert.deepEqual(inputs(registered, USAGE_PLAN), {
      "api-basic": {
        description: "For everybody",
        apiStages: [
          {
            apiId: "api-id",
            stage: "prod",
            throttles: [
              { path: "//GET", rateLimit: 1, burstLimit: 2 },
              { path: "/a/{b}/ANY", rateLimit: 3, burstLimit: 4 },
            ],
          },
        ],
        throttleSettings: { rateLimit: 10, burstLimit: 20 },
        quotaSettings: { limit: 1000, period: "WEEK", offset: 2 },
      },
      "api-free": {
        apiStages: [
          { apiId: "api-id", stage: "dev" },
          { apiId: "api-id", stage: "prod" },
        ],
      },
    });
    assert.deepEqual(inputs(registered, USAGE_PLAN_KEY), {
      "api-basic-mobile": { keyId: "api-mobile-id", keyType: "API_KEY", usagePlanId: "api-basic-id" },
      "api-basic-shared": { keyId: "outside-id", keyType: "API_KEY", usagePlanId: "api-basic-id" },
    });
  });

  it("are children of the API, and fields of it", async () => {
    let api: ReturnType<typeof make> | undefined;
    const registered = await record(() => {
      api = make();
    });
    for (const type of [USAGE_PLAN, USAGE_PLAN_KEY]) for (const { parent } of ofType(registered, type)) assert.equal(parent, "api");
    assert.equal(ofType(registered, API_KEY).find(({ name }) => name === "api-mobile")?.parent, "api");
    assert.ok(api);
    assert.ok(aws.apigateway.ApiKey.isInstance(api.apiKeys.mobile));
    assert.equal(await pulumi.isSecret(api.apiKeys.mobile.value), true);
    assert.deepEqual(Object.keys(api.usagePlans), ["basic", "free"]);
  });

  it("are tagged as the API is", async () => {
    const registered = await record(() => make({ tags: { team: "a" } }));
    for (const { inputs } of ofType(registered, USAGE_PLAN)) assert.deepEqual(inputs["tags"], { team: "a" });
    assert.deepEqual(ofType(registered, API_KEY).find(({ name }) => name === "api-mobile")?.inputs["tags"], { team: "a" });
  });

  it("are changed by their transforms", async () => {
    const registered = await record(() =>
      make({
        transform: {
          apiKey: (args, opts) => ({ args: { ...args, customerId: "c" }, opts }),
          usagePlan: (args, opts) => ({ args: { ...args, productCode: "p" }, opts }),
          usagePlanKey: (args, opts) => ({ args: { ...args, region: "eu-west-1" }, opts }),
        },
      }),
    );
    const input = (type: string, name: string, property: string) => Object(inputs(registered, type)[name])[property];
    assert.equal(input(API_KEY, "api-mobile", "customerId"), "c");
    assert.equal(input(USAGE_PLAN, "api-free", "productCode"), "p");
    assert.equal(input(USAGE_PLAN_KEY, "api-basic-mobile", "region"), "eu-west-1");
  });

  it("refuses names of stages, keys and routes that the API lacks, by type and by rule", async () => {
    const program = () =>
      new RestApi("api", {
        routes: { "GET /": { integration: mock() } },
        apiKeys: { mobile: { value: "short" } },
        usagePlans: {
          // @ts-expect-error the API has no such stage
          stages: { stages: ["prod"] },
          // @ts-expect-error the API has no such key
          keys: { apiKeys: ["web"] },
          // @ts-expect-error the API has no such route
          routes: { throttle: { rate: 1, burst: 1 }, methodThrottle: { "GET /a": { rate: 1, burst: 1 } } },
        },
        stages: { dev: {} },
      });
    await assert.rejects(
      record(program),
      refusal(
        "has 4 problems",
        "apiKeys.mobile.value",
        "usagePlans.stages.stages",
        "usagePlans.keys.apiKeys",
        "usagePlans.routes.methodThrottle",
      ),
    );
  });
});

describe("A stage's web ACL", () => {
  it("is associated with that stage alone", async () => {
    const webAclArn = pulumi.output("arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b");
    const registered = await record(
      () => new RestApi("api", { routes: { "GET /": { integration: mock() } }, stages: { dev: {}, prod: { webAclArn } } }),
    );
    assert.deepEqual(inputs(registered, WEB_ACL_ASSOCIATION), {
      "api-prod": {
        resourceArn: "arn:aws:apigateway:eu-central-1::/restapis/api/stages/api-prod",
        webAclArn: "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b",
      },
    });
    assert.equal(ofType(registered, WEB_ACL_ASSOCIATION)[0]?.parent, "api-prod");
  });

  it("refuses one that is made for CloudFront", async () => {
    const webAclArn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b";
    const refused = /stages\.prod\.webAclArn: is ".*", of scope CLOUDFRONT\. A stage takes one of scope REGIONAL/;
    await assert.rejects(
      record(() => new RestApi("api", { routes: { "GET /": { integration: mock() } }, stages: { prod: { webAclArn } } })),
      refused,
    );
  });

  it("is changed by its transform", async () => {
    const transform = {
      webAclAssociation: (args: aws.wafv2.WebAclAssociationArgs, opts: pulumi.CustomResourceOptions) => ({
        args: { ...args, region: "r" },
        opts,
      }),
    };
    const stages = { dev: { webAclArn: "arn:acl" } };
    const registered = await record(() => new RestApi("api", { routes: { "GET /": { integration: mock() } }, stages, transform }));
    assert.equal(ofType(registered, WEB_ACL_ASSOCIATION)[0]?.inputs["region"], "r");
  });
});
