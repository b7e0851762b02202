import assert from "node:assert/strict";
import { type ApiDefinition, check, invocationUri, type StageDefinition, warn } from "../../../definition/index";
import { readCases } from "../../conformance/files";
import { api, integration, readAs, route, STAGE, withIntegration, withRoute } from "./refusals";

const AT = 'routes["GET /"].integration';
const TOKEN = {
  type: "TOKEN",
  authorizerUri: "⟦a⟧",
  identitySource: ["method.request.header.A"],
  authorizerResultTtlInSeconds: 0,
  providerArns: [],
};
const response = (parts: object) => ({ statusCode: "200", responseParameters: {}, responseTemplates: {}, ...parts });
const proxy = (parts: object) => withIntegration({ type: "AWS_PROXY", responses: [], ...parts });
const modelled = (models: object, extensions: object = {}) =>
  api({
    models,
    extensions,
    routes: {
      "GET /": route({
        requestModels: { "application/json": "Used" },
        methodResponses: { 200: { headers: [], models: { "application/json": "Answer" } } },
      }),
    },
  });
const MODELS = {
  Used: { schema: { items: { $ref: "#/components/schemas/Inner" } } },
  Inner: { schema: { properties: { a: { $ref: "#/definitions/Used" } } } },
  Answer: { schema: { type: "object" } },
};

const USE = { stages: ["dev", "prod"], usagePlans: {}, stagesOfSameName: [] };
const denying = (key: string) => ({
  policy: { Statement: [{ Effect: "Deny", Principal: "*", Action: "*", Resource: "*", Condition: { StringEquals: { [key]: "1" } } }] },
});

type Warned = readonly [what: string, definition: ApiDefinition, rule: string, where: string];

const warned: readonly Warned[] = [
  ["a deny that no route's caller can meet", api(denying("aws:PrincipalAccount")), "unsigned-callers", "policy"],
  ["an authorizer that no route uses", api({ authorizers: { auth: TOKEN } }), "unused-authorizer", "authorizers.auth"],
  [
    "a model that no route uses",
    modelled({ ...MODELS, Alone: { schema: { $ref: "#/components/schemas/Used" } } }),
    "unused-model",
    "models.Alone",
  ],
  [
    "a pattern after one that selects every error",
    withIntegration({ responses: [response({ selectionPattern: ".*" }), response({ selectionPattern: "404.*" }), response({})] }),
    "shadowed-response",
    `${AT}.responses[1]`,
  ],
  [
    "an integration without a default response",
    withIntegration({ responses: [response({ selectionPattern: "a" })] }),
    "no-default-response",
    `${AT}.responses`,
  ],
  ["request templates of a proxy", proxy({ requestTemplates: { "application/json": "{}" } }), "ignored-by-proxy", `${AT}.requestTemplates`],
  [
    "response templates of a proxy",
    proxy({ responses: [response({ responseTemplates: { "application/json": "{}" } })] }),
    "ignored-by-proxy",
    `${AT}.responses[0]`,
  ],
  ["a path for health checks", api({ routes: { "GET /ping": route({ path: "/ping" }) } }), "reserved-path", 'routes["GET /ping"]'],
  [
    "a template that prints no JSON",
    withIntegration({ requestTemplates: { "application/json": '{"a": "$input.params("a")", "b" $input.json("$.b")}' } }),
    "template-not-json",
    `${AT}.requestTemplates["application/json"]`,
  ],
  [
    "a template with directives that prints no JSON",
    withIntegration({ requestTemplates: { "application/json": '[#foreach($i in $input.path("$"))"$i", #end; 1]' } }),
    "template-not-json",
    `${AT}.requestTemplates["application/json"]`,
  ],
  [
    "a function's template that prints text",
    withIntegration({ requestTemplates: { "application/json": 'hello $input.params("a")' } }),
    "template-not-json",
    `${AT}.requestTemplates["application/json"]`,
  ],
  [
    "a response template that begins as JSON and prints none",
    withIntegration({ responses: [response({ responseTemplates: { "application/json": '{"a": "$input.path(\'$.a\')" "b": 1}' } })] }),
    "template-not-json",
    `${AT}.responses[0].responseTemplates["application/json"]`,
  ],
  ...["method.request.querystring.q", "method.request.header.H", "method.request.body.a", "method.request.multivalueheader.H"].map(
    (source): Warned => [
      `a variable of a uri that ${source} fills`,
      withIntegration({ type: "HTTP", uri: "https://a/{b}", requestParameters: { "integration.request.path.b": source } }),
      "unencoded-variable",
      `${AT}.uri`,
    ],
  ),
  [
    "a path variable in the query of a uri",
    withIntegration({
      type: "HTTP_PROXY",
      uri: "https://a/?b={b}&c={b}",
      requestParameters: { "integration.request.path.b": "method.request.path.b" },
    }),
    "unencoded-variable",
    `${AT}.uri`,
  ],
  [
    "a function that a stage variable names",
    proxy({ uri: invocationUri("arn:aws:lambda:eu-central-1:123456789012:function:a:${stageVariables.b}"), httpMethod: "POST" }),
    "unallowed-function",
    `${AT}.uri`,
  ],
  [
    "a variable of a uri that nothing fills",
    withIntegration({ type: "HTTP", uri: "https://a/{b}" }),
    "unfilled-path-variable",
    `${AT}.uri`,
  ],
  [
    "a keyword by which nothing is validated",
    modelled({ ...MODELS, Answer: { schema: { properties: { a: { nullable: true } } } } }),
    "unsupported-keyword",
    "models.Answer.schema.properties.a.nullable",
  ],
];

const KEYWORDS: readonly (readonly [keyword: string, value: unknown, says: string])[] = [
  ["const", "cat", "no keyword of JSON schema draft 4"],
  ["if", { required: ["a"] }, "no keyword of JSON schema draft 4"],
  ["examples", [{}], "no keyword of JSON schema draft 4"],
  ["dependentRequired", { a: ["b"] }, "no keyword of JSON schema draft 4"],
  ["propertyNames", { pattern: "^a" }, "no keyword of JSON schema draft 4"],
  ["xml", { name: "x" }, "an import leaves out"],
  ["externalDocs", { url: "https://example.com" }, "an import leaves out"],
  ["x-java-type", "X", "an import leaves out"],
  ["exclusiveMinimum", 3, "exclusiveMinimum: true beside minimum"],
  ["default", 1, "does not validate by"],
  ["minItems", 1, "does not validate by"],
  ["format", "int64", "int64"],
  ["type", ["string", "null"], "anyOf"],
];

describe("The warnings", () => {
  for (const [keyword, value, says] of KEYWORDS)
    it(`say what becomes of the keyword ${keyword} of a model, whatever has its name`, () => {
      const schema = { properties: { a: { [keyword]: value }, [keyword]: { type: "string" } }, format: "date-time" };
      const [warning, ...others] = warn(modelled({ ...MODELS, Answer: { schema } }));
      assert.deepEqual(
        [warning?.rule, warning?.where.replace(/\["(.*)"\]$/, ".$1"), others],
        ["unsupported-keyword", `models.Answer.schema.properties.a.${keyword}`, []],
      );
      assert.ok(warning?.message.includes(says), warning?.message);
    });

  for (const [what, definition, rule, where] of warned)
    it(`name ${what}, and are silent where it is suppressed`, () => {
      assert.deepEqual(
        warn(definition).map((warning) => [warning.rule, warning.where]),
        [[rule, where]],
      );
      assert.deepEqual(
        warn(
          definition,
          warn(definition).map((warning) => warning.rule),
        ),
        [],
      );
    });

  it("name stages that no usage plan opens to keys, and are silent where one does", () => {
    const keyed = withRoute({ apiKeyRequired: true });
    const told = (use: object) => warn(keyed, [], { ...USE, ...use }).map(({ rule, where }) => `${rule} ${where}`);
    assert.deepEqual(told({}), ["no-usage-plan stages.dev", "no-usage-plan stages.prod"]);
    assert.deepEqual(told({ usagePlans: { basic: { stages: ["prod"] } } }), ["no-usage-plan stages.dev"]);
    assert.deepEqual(told({ usagePlans: { basic: {} } }), []);
    assert.deepEqual(warn(api(), [], USE), []);
  });

  it("name an API whose metrics another of its name mixes with", () => {
    assert.deepEqual(
      warn(api(), [], { ...USE, stagesOfSameName: ["prod", "test"] }).map(({ rule, where, message }) => [
        rule,
        where,
        / stage prod, /.test(message),
      ]),
      [["shared-name", "name", true]],
    );
    assert.deepEqual(warn(api(), [], { ...USE, stagesOfSameName: ["test"] }), []);
  });

  const silent: readonly (readonly [string, ApiDefinition])[] = [
    [
      "models that others refer to, those that are documented, and API Gateway's own",
      modelled(
        { ...MODELS, Empty: { schema: { type: "object" } }, Error: { schema: { type: "object" } }, Told: { schema: { type: "object" } } },
        { "x-amazon-apigateway-documentation": { documentationParts: [{ location: { type: "MODEL", name: "Told" }, properties: {} }] } },
      ),
    ],
    [
      "an authorizer that a route uses",
      api({ authorizers: { auth: TOKEN }, routes: { "GET /": route({ authorization: { type: "CUSTOM", authorizer: "auth" } }) } }),
    ],
    [
      "the pattern for every error after the others",
      withIntegration({ responses: [response({ selectionPattern: "404.*" }), response({ selectionPattern: ".+" }), response({})] }),
    ],
    [
      "mapped variables, and those of a host or a query",
      withIntegration({ type: "HTTP", uri: "https://a/{b}?c={d}", requestParameters: { "integration.request.path.b": "'x'" } }),
    ],
    [
      "variables of the path in the path of a uri, and what the caller does not say in its query",
      withIntegration({
        type: "HTTP",
        uri: "https://a/{b}?c={d}",
        requestParameters: { "integration.request.path.b": "method.request.path.b", "integration.request.path.d": "stageVariables.d" },
      }),
    ],
    [
      "a property that is named as a keyword",
      modelled({ ...MODELS, Answer: { schema: { properties: { nullable: { type: "string" } } } } }),
    ],
    ["a deny by what every caller has", api(denying("aws:SourceIp"))],
    [
      "a deny by accounts where every request is signed",
      { ...withRoute({ authorization: { type: "AWS_IAM" } }), ...denying("aws:PrincipalAccount") },
    ],
    ["responses of a proxy that map nothing", proxy({ responses: [response({})] })],
    [
      "what a service or a back end may want besides JSON, and templates of what is known later",
      api({
        routes: {
          "GET /": route({
            integration: integration({
              uri: "arn:aws:apigateway:eu-west-1:sqs:path/1/q",
              requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$input.body" },
              responses: [
                response({ responseTemplates: { "text/plain": "[$input.body", "application/json": '{"late": ⟦late⟧ $input.body}' } }),
              ],
            }),
          }),
        },
      }),
    ],
    ["a body that passes as it is", withRoute({ integration: integration() })],
  ];
  for (const [what, definition] of silent) it(`are silent of ${what}`, () => assert.deepEqual(warn(definition), []));

  it("are of values that have the form of AWS's and are not known, which are not refused, with the nearest that is", () => {
    const definition = api({
      apiKeySource: "HEADERS",
      endpoint: {
        type: "GLOBAL",
        vpcEndpointIds: [],
        disableExecuteApiEndpoint: false,
        securityPolicy: "SecurityPolicy_TLS13_1_4_2031_01",
      },
      authorizers: { a: { type: "OIDC", identitySource: [], authorizerResultTtlInSeconds: 0, providerArns: [] } },
      gatewayResponses: { THROTTLE: { responseParameters: {}, responseTemplates: {} } },
      routes: { "GET /": route({ integration: integration({ contentHandling: "CONVERT_TO_JSON" }) }) },
    });
    const stage: StageDefinition = JSON.parse(
      JSON.stringify({ ...STAGE, cacheClusterSize: "474", methodSettings: { "*": { loggingLevel: "WARN" } } }),
    );
    const plan = JSON.parse('{"quota": {"limit": 1, "period": "YEAR"}}');
    const use = { stages: ["dev"], stageDefinitions: [stage], usagePlans: { basic: plan }, stagesOfSameName: [] };
    const found = warn(definition, ["unused-authorizer"], use).filter(({ rule }) => rule === "unknown-value");
    assert.deepEqual(
      found.map(({ where, message }) => [where, / known is (\S+)\.$/.exec(message)?.[1]]),
      [
        ["apiKeySource", "HEADER"],
        ["endpoint.type", undefined],
        ["endpoint.securityPolicy", "SecurityPolicy_TLS13_1_2_2021_06"],
        ["gatewayResponses.THROTTLE", "THROTTLED"],
        ["authorizers.a.type", undefined],
        ['routes["GET /"].integration.contentHandling', "CONVERT_TO_TEXT"],
        ["stages.dev.cacheClusterSize", undefined],
        ['stages.dev.methodSettings["*"].loggingLevel', undefined],
        ["usagePlans.basic.quota.period", undefined],
      ],
    );
    assert.deepEqual(check(readAs(definition), [stage]), []);
    assert.deepEqual(warn(definition, ["unknown-value", "unused-authorizer"], use), []);
  });

  it("are silent of every recorded template that prints JSON for requests as they are", () => {
    for (const { template } of readCases([`${__dirname}/../../conformance/vtl`]).templates) {
      const { expect } = template;
      if (typeof expect !== "string" || !isJson(expect)) continue;
      assert.deepEqual(warn(withIntegration({ requestTemplates: { "application/json": template.template } })), [], template.name);
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
