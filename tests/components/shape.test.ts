import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  ApiAlarms,
  ApiDashboard,
  ApiGatewayAccount,
  DomainName,
  ExecuteApiEndpoint,
  LambdaFunction,
  lambdaProxy,
  mock,
  RestApi,
  refusal,
} from "../../components/index";
import { definitionOf, ofType, record } from "./recording";

const FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:fn";
const MOCK = mock({ request: { statusCode: 200 } });
const late = pulumi.output("late");

/** What is told of arguments as a program in JavaScript gives them: places and messages. */
async function problemsOf(args: unknown): Promise<readonly (readonly [where: string, message: string])[]> {
  let told: readonly (readonly [string, string])[] = [];
  await record(() => {
    try {
      Reflect.construct(RestApi, ["api", args]);
    } catch (error) {
      const refused = refusal(error);
      if (refused === undefined) throw error;
      told = refused.problems.map(({ where, message, rule }) => [where, `${message} (${rule})`]);
    }
  });
  return told;
}

const whole = (args: object) => ({ routes: { "GET /": { integration: MOCK } }, stages: { dev: {} }, ...args });
const route = (parts: object) => whole({ routes: { "GET /": { integration: MOCK, ...parts } } });

/** A resource of a type that belongs nowhere. */
const OTHER = Object.assign(Object.create(pulumi.Resource.prototype), { __pulumiResource: true, __pulumiType: "a:b:C" });

const circle: Record<string, unknown> = { type: "object" };
circle["properties"] = { self: circle };
const deep = Array.from({ length: 1000 }).reduce<unknown>((inner) => ({ items: inner }), {});

const CASES: readonly (readonly [what: string, args: unknown, where: string, says: string])[] = [
  ["a misspelt member of a route", route({ authorisation: "AWS_IAM" }), 'routes["GET /"].authorisation', "Did you mean authorization?"],
  ["a member in other capitals", route({ apiKeyrequired: true }), 'routes["GET /"].apiKeyrequired', "Did you mean apiKeyRequired?"],
  [
    "a misspelt member of a stage",
    whole({ stages: { dev: { throtle: { rate: 1, burst: 1 } } } }),
    "stages.dev.throtle",
    "Did you mean throttle?",
  ],
  ["a misspelt argument", whole({ endpointtype: "EDGE" }), "endpointtype", "Did you mean endpointType?"],
  [
    "a word of the component's own that it does not know",
    whole({ lambdaAccess: "Role" }),
    "lambdaAccess",
    'is "Role". Give one of permissions, role.',
  ],
  [
    "a word for a document's security scheme that it does not know",
    whole({ routes: undefined, openapi: {}, securitySchemes: { token: "JWT" } }),
    "securitySchemes.token",
    'is "JWT". Give one of API_KEY, AWS_IAM, NONE.',
  ],
  [
    "a misspelt member of an integration",
    route({ integration: { ...MOCK, timeoutInMilis: 1 } }),
    'routes["GET /"].integration.timeoutInMilis',
    "timeoutInMillis?",
  ],
  ["a misspelt transform", whole({ transform: { restAPI: () => undefined } }), "transform.restAPI", "Did you mean restApi?"],
  [
    "a route that is undefined",
    whole({ routes: { "GET /": undefined } }),
    'routes["GET /"]',
    "is undefined. Give an object with integration.",
  ],
  ["a stage that is undefined", whole({ stages: { dev: {}, prod: undefined } }), "stages.prod", "is undefined. Give an object"],
  ["a model that is undefined", whole({ models: { Pet: undefined } }), "models.Pet", "is undefined. Give an object"],
  ["an authorizer that is undefined", whole({ authorizers: { own: undefined } }), "authorizers.own", "is undefined. Give an object"],
  ["a usage plan that is undefined", whole({ usagePlans: { free: undefined } }), "usagePlans.free", "is undefined. Give an object"],
  [
    "a response that is undefined",
    route({ responses: { 200: undefined } }),
    'routes["GET /"].responses["200"]',
    "is undefined. Give an object",
  ],
  ["a route without an integration", whole({ routes: { "GET /": {} } }), 'routes["GET /"].integration', "is missing"],
  [
    "a function of JavaScript as an integration",
    route({ integration: () => 1 }),
    'routes["GET /"].integration',
    "is a function of JavaScript",
  ],
  [
    "a function of JavaScript as a function",
    route({ integration: { type: "AWS_PROXY", function: () => 1 } }),
    'routes["GET /"].integration.function',
    "LambdaFunction",
  ],
  ["no stages", { routes: { "GET /": { integration: MOCK } } }, "stages", "is missing"],
  ["cors that is true", whole({ cors: true }), "cors", "is true. Give an object with origins"],
  ["parameters that are a list", route({ parameters: { query: ["a"] } }), 'routes["GET /"].parameters.query', "is a list"],
  [
    "a number that is text",
    whole({ stages: { dev: { throttle: { rate: "5", burst: 1 } } } }),
    "stages.dev.throttle.rate",
    'is "5". Give a number.',
  ],
  ["a model that is text", whole({ models: { Pet: "string" } }), "models.Pet", 'is "string"'],
  ["a model with a circle in it", whole({ models: { Pet: circle } }), "models.Pet.properties.self", "no circles"],
  ["a model that is a thousand deep", whole({ models: { Pet: deep } }), `models.Pet${".items".repeat(100)}`, "nested more than 100 deep"],
  ["a Date in a model", whole({ models: { Pet: { enum: [new Date(0)] } } }), "models.Pet.enum[0]", "is a Date, which is no JSON."],
  ["a RegExp in a model", whole({ models: { Pet: { pattern: /a/ } } }), "models.Pet.pattern", "is a RegExp, which is no JSON."],
  ["routes that are a Map", { routes: new Map([["GET /", { integration: MOCK }]]), stages: { dev: {} } }, "routes", "is a Map. Give an"],
  ["variables that are a Map", whole({ stages: { dev: { variables: new Map([["a", "b"]]) } } }), "stages.dev.variables", "is a Map"],
  ["media types that are a Set", whole({ binaryMediaTypes: new Set(["image/png"]) }), "binaryMediaTypes", "is a Set. Give a list"],
  ["a key that is another resource", whole({ apiKeys: { k: OTHER } }), "apiKeys.k", "Give a resource ApiKey or an object"],
  ["a VPC endpoint that is another resource", whole({ vpcEndpoints: [OTHER] }), "vpcEndpoints[0]", "is a resource, a:b:C"],
  ["a bigint", whole({ models: { Pet: { maximum: 1n } } }), "models.Pet.maximum", "the bigint 1"],
  ["an Output in a model", whole({ models: { Pet: { enum: [late] } } }), "models.Pet.enum[0]", "known only at deployment"],
  [
    "an Output as a timeout",
    route({ integration: { ...MOCK, timeoutInMillis: late } }),
    'routes["GET /"].integration.timeoutInMillis',
    "known only at deployment",
  ],
  ["null as a policy", whole({ policy: null }), "policy", "is null. Give an object, or one as text."],
  ["true as what pages may call a route", route({ cors: true }), 'routes["GET /"].cors', "is true. Give false or an object with origins"],
  ["one origin without a list", whole({ cors: { origins: "https://a.example" } }), "cors.origins", 'Give "*" or a list.'],
  [
    "where an authorizer finds a caller, without a name",
    whole({ authorizers: { a: { type: "REQUEST", function: FUNCTION, identitySource: [null] } } }),
    "authorizers.a.identitySource[0]",
    "Give an object with $source, name.",
  ],
  ["an Output as a transform", whole({ transform: { restApi: late } }), "transform.restApi", "known only at deployment"],
  [
    "a call of a service without what its role may do",
    route({ integration: { type: "AWS", service: { service: "sqs", target: "path/q" } } }),
    'routes["GET /"].integration.service.statements',
    "is missing",
  ],
  ["null", whole({ binaryMediaTypes: null }), "binaryMediaTypes", "is null. Give a list."],
  ["arguments that are an Output", pulumi.output<unknown>(whole({})), "args", "is known only at deployment"],
  [
    "a text with an Output in it",
    whole({ description: `of ${late}` }),
    "description",
    'with an output in it, "of …". Make it by pulumi.interpolate',
  ],
  [
    "JSON with an Output in it",
    whole({ stages: { dev: { variables: { a: JSON.stringify({ b: late }) } } } }),
    "stages.dev.variables.a",
    "with an output in it",
  ],
  [
    "a route with an Output in its path",
    whole({ routes: { [`GET /${late}`]: { integration: MOCK } } }),
    'routes["GET /…"]',
    "has a name with an output",
  ],
];

describe("The shape of a function's arguments", () => {
  const cases: readonly (readonly [args: object, where: string, says: string])[] = [
    [{ memory: 512 }, "memory", "Did you mean memorySize?"],
    [{ environment: { URL: `https://${late}/` } }, "environment.URL", '"https://…/"'],
    [{ memorySize: "512" }, "memorySize", 'is "512". Give a number.'],
    [{ policy: [{ action: ["s3:GetObject"], actions: [], resources: [late] }] }, "policy[0].action", "Did you mean actions?"],
    [{ aliases: { live: { version: "1" } } }, "aliases.live.version", "functionVersion"],
    [{ transform: { func: () => undefined } }, "transform.func", "Did you mean function?"],
  ];
  for (const [args, where, says] of cases)
    it(`refuses ${where}, at its place`, async () => {
      await record(() => {
        assert.throws(
          () => Reflect.construct(LambdaFunction, ["fn", { entry: "functions/hello/index.ts", ...args }]),
          (error) => {
            const [problem, ...others] = refusal(error)?.problems ?? [];
            assert.match(refusal(error)?.message ?? "", /^LambdaFunction "fn" has /);
            return problem?.where === where && problem.message.includes(says) && others.length === 0;
          },
        );
      });
    });
});

describe("The shape of the other components' arguments", () => {
  const domain = (args: object) => ({
    domainName: "api.example.com",
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/a",
    ...args,
  });
  const network = (args: object) => ({ vpcId: "vpc-1", subnetIds: ["subnet-1"], ...args });
  const alarms = (args: object) => ({ api: undefined, stage: "dev", actions: [], ...args });
  type Component = new (name: string, args: never) => pulumi.ComponentResource;
  /** Of arguments that need an API, the member `api` is one. */
  const cases: readonly (readonly [component: Component, args: object, where: string, says: string])[] = [
    [DomainName, domain({ mapings: {} }), "mapings", "Did you mean mappings?"],
    [DomainName, domain({ mappings: { v1: "dev" } }), "mappings.v1", 'is "dev". Give a resource Stage.'],
    [DomainName, domain({ mappings: { v1: OTHER } }), "mappings.v1", "is a resource, a:b:C. Give a resource Stage."],
    [DomainName, domain({ routingRules: { r: { priority: 1, stage: OTHER } } }), "routingRules.r.stage", "is a resource, a:b:C"],
    [DomainName, domain({ hostedZone: OTHER }), "hostedZone", "Give a resource Zone or text."],
    [
      DomainName,
      domain({ vpcEndpoints: { a: { endpoint: OTHER } } }),
      "vpcEndpoints.a.endpoint",
      "Give a resource ExecuteApiEndpoint or a resource VpcEndpoint or text.",
    ],
    [DomainName, domain({ routingRules: { beta: { prio: 1 } } }), "routingRules.beta.prio", "Did you mean priority?"],
    [DomainName, domain({ domainName: late }), "domainName", "known only at deployment"],
    [DomainName, domain({ mutualTls: { truststore: "s3://a/b" } }), "mutualTls.truststore", "Did you mean truststoreUri?"],
    [DomainName, domain({ vpcEndpoints: ["vpce-1"] }), "vpcEndpoints", "is a list. Give an object."],
    [DomainName, {}, "domainName", "is missing"],
    [ApiAlarms, alarms({ action: [] }), "action", "Did you mean actions?"],
    [ApiAlarms, alarms({ serverErrors: { percentage: 5 } }), "serverErrors.percentage", "Did you mean percent?"],
    [ApiAlarms, alarms({ serverErrors: true }), "serverErrors", "is true. Give false or an object with percent."],
    [ApiAlarms, alarms({ routes: { "GET /": { latncy: false } } }), 'routes["GET /"].latncy', "Did you mean latency?"],
    [ApiAlarms, { api: "api", stage: "dev", actions: [] }, "api", 'is "api". Give a resource RestApi.'],
    [ApiDashboard, alarms({ actions: undefined, alarm: {} }), "alarm", "Did you mean alarms?"],
    [ApiDashboard, { stage: "dev" }, "api", "is missing"],
    [ExecuteApiEndpoint, network({ subnets: [] }), "subnets", "Did you mean subnetIds?"],
    [ExecuteApiEndpoint, network({ privateDnsEnabled: "true" }), "privateDnsEnabled", 'is "true". Give true or false.'],
    [ApiGatewayAccount, { transform: { roles: () => undefined } }, "transform.roles", "Did you mean role?"],
  ];
  for (const [component, args, where, says] of cases)
    it(`refuses ${where} of ${component.name}, at its place: ${says}`, async () => {
      await record(() => {
        const api = new RestApi("api", { routes: { "GET /": { integration: MOCK } }, stages: { dev: {} } });
        const given = Object.fromEntries(
          Object.entries({ ...args }).map(([name, value]) => [name, name === "api" ? (value ?? api) : value]),
        );
        assert.throws(
          () => Reflect.construct(component, ["other", given]),
          (error) => {
            assert.ok(refusal(error)?.message.startsWith(`${component.name} "other" has `));
            const told = (refusal(error)?.problems ?? []).filter(
              ({ message }) => !message.startsWith("is missing") || says === "is missing",
            );
            return told.length === 1 && told[0]?.where === where && told[0].message.includes(says);
          },
        );
      });
    });

  it("refuses nothing at all, and null, as arguments", async () => {
    await record(() => {
      for (const component of [LambdaFunction, ApiGatewayAccount])
        assert.throws(() => Reflect.construct(component, ["other", null]), /args: is null\. Give an object with /);
      assert.throws(() => Reflect.construct(LambdaFunction, ["nothing"]), /args: is undefined\. Give an object with /);
      assert.throws(() => Reflect.construct(DomainName, ["other"]), /domainName: is missing/);
    });
  });

  it("refuses as an API what is another resource", async () => {
    await record(() => {
      const api = new pulumi.ComponentResource("a:b:C", "c");
      for (const component of [ApiAlarms, ApiDashboard])
        assert.throws(
          () => Reflect.construct(component, ["other", { api, stage: "dev", ...(component === ApiAlarms && { actions: [] }) }]),
          /api: is a resource, a:b:C\. Give a resource RestApi\./,
        );
    });
  });
});

describe("The shape of an API's arguments", () => {
  for (const [what, args, where, says] of CASES)
    it(`refuses ${what}, at its place`, async () => {
      const [problem, ...others] = await problemsOf(args);
      assert.deepEqual([problem?.[0], others], [where, []], problem?.join(": "));
      assert.ok(problem?.[1].includes(says) && problem[1].endsWith("(argument-shape)"), problem?.[1]);
    });

  it("refuses nothing given at all", async () => {
    assert.deepEqual(await problemsOf(undefined), [["stages", "is missing. Stages by name. (argument-shape)"]]);
  });

  it("is asked for everywhere at once", async () => {
    const args = { ...route({ authorisation: "AWS_IAM" }), stages: { dev: { variables: { a: 1 } } }, cors: { origins: 1 } };
    assert.deepEqual(
      (await problemsOf(args)).map(([where]) => where),
      ['routes["GET /"].authorisation', "stages.dev.variables.a", "cors.origins"],
    );
  });

  it("fills in a description, stage variables and gateway responses that are known only at deployment", async () => {
    const registered = await record(
      () =>
        new RestApi("api", {
          description: late,
          gatewayResponses: { DEFAULT_4XX: { headers: { "X-A": pulumi.output("'a'") }, responseTemplates: { "application/json": late } } },
          routes: { "GET /": { integration: MOCK } },
          stages: { dev: { variables: { link: pulumi.output("vpclink"), plain: "a" } } },
        }),
    );
    const api = ofType(registered, "aws:apigateway/restApi:RestApi")[0]?.inputs;
    const { description, gatewayResponses } = definitionOf(registered);
    assert.deepEqual([api?.["description"], description], ["late", "late"]);
    assert.deepEqual(gatewayResponses.DEFAULT_4XX, {
      responseParameters: { "gatewayresponse.header.X-A": "'a'" },
      responseTemplates: { "application/json": "late" },
    });
    assert.deepEqual(ofType(registered, "aws:apigateway/stage:Stage")[0]?.inputs["variables"], { link: "vpclink", plain: "a" });
  });

  it("takes what is known only at deployment where an input may be", async () => {
    const integration = { ...lambdaProxy(pulumi.output(FUNCTION)), credentials: late };
    assert.deepEqual(await problemsOf(whole({ routes: { "GET /": { integration } }, tags: { a: late } })), []);
  });
});
