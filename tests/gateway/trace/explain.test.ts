import assert from "node:assert/strict";
import { type Explanation, explain, type GatewayOptions } from "../../../gateway/index";
import { allow, arnOf, custom, EXECUTION_ARN, gatewayOf, proxy, ROLE, request, type Sent, type TestApi, trust, uriOf } from "../api";

interface SentTo extends Sent {
  readonly method?: string;
  readonly path?: string;
}

async function explained(api: TestApi, { method = "GET", path = "/", ...sent }: SentTo = {}): Promise<Explanation | undefined> {
  const { trace } = await request(gatewayOf(api), method, path, sent);
  return explain(trace.steps());
}

const at = (operation: object, more: Partial<TestApi> = {}): TestApi => ({
  paths: { "/": { get: operation } },
  functions: { it: () => ({}) },
  ...more,
});
const authorizer = {
  type: "token",
  authorizerUri: uriOf("auth"),
  authorizerCredentials: ROLE,
  authorizerResultTtlInSeconds: 0,
};
const schemes = {
  auth: {
    type: "apiKey",
    name: "X-Token",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": authorizer,
  },
  key: { type: "apiKey", name: "x-api-key", in: "header" },
};
const guarded = (auth: () => unknown): TestApi =>
  at(
    { ...proxy("it"), security: [{ auth: [] }] },
    { document: { components: { securitySchemes: schemes } }, functions: { it: () => ({}), auth } },
  );
const keyed = (options: Partial<GatewayOptions>): TestApi =>
  at({ ...proxy("it"), security: [{ key: [] }] }, { document: { components: { securitySchemes: schemes } }, options });
const apiKeys = [{ id: "k1", value: "v".repeat(20), enabled: true }];
const validated: TestApi = {
  paths: {
    "/": {
      post: {
        ...proxy("it"),
        parameters: [{ name: "a", in: "query", required: true, schema: { type: "string" } }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/In" } } } },
        "x-amazon-apigateway-request-validator": "all",
      },
    },
  },
  document: {
    components: { schemas: { In: { type: "object", required: ["n"] } } },
    "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
  },
  functions: { it: () => ({}) },
};
const unpermitted = at(proxy("it", { credentials: undefined }));
const byRole = (role: object): TestApi =>
  at(proxy("it"), { options: { roles: [{ arn: ROLE, assumeRolePolicy: trust("apigateway.amazonaws.com"), policies: [], ...role }] } });
const token = { headers: { "X-Token": "t" } };

type Row = readonly [what: string, api: TestApi, sent: SentTo, step: Explanation["step"], reason: RegExp, remedy: RegExp | undefined];

const ROWS: readonly Row[] = [
  ["a path without a route", at(proxy("it")), { path: "/b" }, "methodRequest", /^No route takes GET \/b/, /printed at the start/],
  ["a method without a route", at(proxy("it")), { method: "POST" }, "methodRequest", /^No route takes POST \//, /^This path has GET \/\.$/],
  ["a header too many", at(proxy("it")), { headers: { x: "x".repeat(11_000) } }, "methodRequest", /larger than 10240 bytes/, undefined],
  ["a missing token", guarded(() => ({})), {}, "authorization", /X-Token is missing.*it was not asked/, /Send the header X-Token\./],
  [
    "an authorizer's Unauthorized",
    guarded(() => Promise.reject(new Error("Unauthorized"))),
    token,
    "authorization",
    /auth threw "Unauthorized"/,
    /log/,
  ],
  [
    "an authorizer's own error",
    guarded(() => Promise.reject(new Error("oops"))),
    token,
    "authorization",
    /The authorizer failed: oops/,
    /log says more/,
  ],
  [
    "an authorizer's answer that is none",
    guarded(() => ({ yes: true })),
    token,
    "authorization",
    /has no principalId/,
    /principalId, policyDocument/,
  ],
  [
    "an authorizer's deny",
    guarded(() => ({ principalId: "me", policyDocument: allow("execute-api:Invoke", "arn:x") })),
    token,
    "authorization",
    /not authorized/,
    /The policy that auth returns has to allow/,
  ],
  [
    "an authorizer that may not be invoked",
    at(
      { ...proxy("it"), security: [{ auth: [] }] },
      {
        document: {
          components: {
            securitySchemes: {
              ...schemes,
              auth: { ...schemes.auth, "x-amazon-apigateway-authorizer": { ...authorizer, authorizerCredentials: undefined } },
            },
          },
        },
      },
    ),
    token,
    "authorization",
    /^No permission on .*function:auth/,
    /new aws\.lambda\.Permission\(.*\/authorizers\//,
  ],
  ["a missing key", keyed({}), {}, "apiKey", /missing, unknown/, /as the header x-api-key/],
  [
    "a key without a plan",
    keyed({ apiKeys }),
    { headers: { "x-api-key": "v".repeat(20) } },
    "apiKey",
    /in no usage plan/,
    /The key k1 is in no usage plan/,
  ],
  [
    "a throttle",
    at(proxy("it"), {
      options: { stage: { name: "test", variables: {}, tracing: false, methodSettings: { "*": { throttle: { rate: 0, burst: 0 } } } } },
    }),
    {},
    "apiKey",
    /throttle/,
    /raise rate and burst/,
  ],
  [
    "a missing parameter",
    validated,
    { method: "POST", body: "{}" },
    "validation",
    /Missing required request parameters: \[a\]/,
    /^Send a,/,
  ],
  [
    "a body against its model",
    validated,
    { method: "POST", path: "/?a=1", body: "{}" },
    "validation",
    /does not meet the model In for application\/json.*n/,
    /model In allows/,
  ],
  [
    "a template that is not well formed",
    at(custom("it", { requestTemplates: { "application/json": "{\n  #if(" } })),
    {},
    "requestTemplate",
    /^The request template for application\/json fails/,
    /^Mend its line 2, column \d+\.$/,
  ],
  [
    "an answer that the template cannot read",
    at(custom("it", { responses: { default: { statusCode: "200", responseTemplates: { "application/json": "x\n#include('a')" } } } })),
    {},
    "responseTemplate",
    /^The response template for application\/json fails/,
    /^Mend its line \d+, column \d+\.$/,
  ],
  [
    "a media type without a template",
    { paths: { "/": { post: custom("it", { requestTemplates: { "application/json": "{}" }, passthroughBehavior: "never" }) } } },
    { method: "POST", headers: { "Content-Type": "text/plain" } },
    "requestTemplate",
    /no request template for the Content-Type/,
    /Content-Type that has a template/,
  ],
  [
    "a permission that is missing",
    unpermitted,
    {},
    "permission",
    /^No permission on/,
    new RegExp(`new aws.lambda.Permission\\(.*"${arnOf("it")}".*sourceArn: "${EXECUTION_ARN}/test/GET/"`.replaceAll("$", "\\$")),
  ],
  [
    "a role that does not allow it",
    byRole({}),
    {},
    "permission",
    /No policy of .* allows lambda:InvokeFunction/,
    /"Action":"lambda:InvokeFunction"/,
  ],
  [
    "a role that cannot be assumed",
    byRole({ assumeRolePolicy: trust("lambda.amazonaws.com") }),
    {},
    "permission",
    /trust policy/,
    /sts:AssumeRole/,
  ],
  ["a role that is not there", at(proxy("it"), { options: { roles: [] } }), {}, "permission", /There is no role/, /ARN of a role/],
  [
    "no response for an answer",
    at(custom("it", { responses: { "x.*": { statusCode: "400" } } })),
    {},
    "selection",
    /No match for output mapping/,
    /without a selectionPattern/,
  ],
  [
    "a status that the method does not have",
    at({ ...custom("it"), responses: {} }),
    {},
    "selection",
    /invalid method response: 200/,
    /among the responses of the method/,
  ],
  [
    "a function that fails",
    at(proxy("it"), { functions: { it: () => Promise.reject(new Error("no")) } }),
    {},
    "integrationResponse",
    /customer function error: no/,
    /its log says where/,
  ],
  [
    "an answer that is none",
    at(proxy("it"), { functions: { it: () => ({ yes: 1 }) } }),
    {},
    "integrationResponse",
    /Malformed Lambda proxy response/,
    /returns \{ statusCode/,
  ],
  ["a function that is not there", at(proxy("it"), { functions: {} }), {}, "integrationResponse", /Lambda refused/, undefined],
  [
    "a function's own 404",
    at(proxy("it"), { functions: { it: () => ({ statusCode: 404 }) } }),
    {},
    "integrationResponse",
    /The function itself answered so/,
    undefined,
  ],
  [
    "an error's own response",
    at(custom("it", { responses: { "no.*": { statusCode: "400" } } }), { functions: { it: () => Promise.reject(new Error("no")) } }),
    {},
    "selection",
    /ended with "no", and the response for the pattern no\.\* was taken/,
    undefined,
  ],
  [
    "a back end that does not answer",
    at({ "x-amazon-apigateway-integration": { type: "http_proxy", httpMethod: "GET", uri: "http://127.0.0.1:1/x" } }),
    {},
    "integrationResponse",
    /network error/,
    /Nothing answers at http:\/\/127\.0\.0\.1:1\/x/,
  ],
  [
    "a service's role that may not",
    at(
      custom("it", {
        uri: "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem",
        requestTemplates: { "application/json": '{"TableName":"t"}' },
        responses: { "4..": { statusCode: "403" } },
      }),
      {
        options: {
          serviceEndpoint: () => "http://127.0.0.1:1",
          roles: [{ arn: ROLE, assumeRolePolicy: trust("apigateway.amazonaws.com"), policies: [] }],
        },
      },
    ),
    {},
    "permission",
    /dynamodb:GetItem/,
    /"Action":"dynamodb:GetItem"/,
  ],
];

describe("what a request's trace says of an error", () => {
  for (const [what, api, sent, step, reason, remedy] of ROWS) {
    it(`names step, reason and remedy for ${what}`, async () => {
      const explanation = await explained(api, sent);
      assert.equal(explanation?.step, step, JSON.stringify(explanation));
      assert.match(explanation.reason, reason);
      if (remedy === undefined) assert.equal(explanation.remedy, undefined);
      else assert.match(explanation.remedy ?? "", remedy);
    });
  }

  it("is nothing where the answer is no error", async () => {
    assert.equal(await explained(at(proxy("it"))), undefined);
  });
});
