import assert from "node:assert/strict";
import {
  type ApiArguments,
  type ApiDefinition,
  check,
  defineApi,
  defineStage,
  fillLateValues,
  header,
  type Named,
  query,
  readArguments,
  stageVariable,
  withPolicyDocument,
} from "../../definition/index";

const integration = { type: "MOCK" } as const;

function define(args: Partial<ApiArguments<Named>>): ApiDefinition {
  return defineApi("pets", { routes: { "GET /": { integration } }, ...args });
}

describe("An API's authorizers", () => {
  it("read the Authorization header and keep results for five minutes, unless they say otherwise", () => {
    const { authorizers } = define({
      authorizers: { a: { type: "TOKEN", function: "⟦fn⟧" }, b: { type: "COGNITO_USER_POOLS", providerArns: ["⟦pool⟧"] } },
    });
    const shared = { identitySource: ["method.request.header.Authorization"], authorizerResultTtlInSeconds: 300 };
    assert.deepEqual(authorizers, {
      a: { type: "TOKEN", authorizerUri: "⟦fn⟧", ...shared, providerArns: [] },
      b: { type: "COGNITO_USER_POOLS", ...shared, providerArns: ["⟦pool⟧"] },
    });
  });

  it("are asked about every request where they name nothing that results could be kept by", () => {
    const identitySource = [header("X-Tenant"), query("code"), stageVariable("colour")];
    const { authorizers } = define({
      authorizers: { none: { type: "REQUEST", function: "f" }, some: { type: "REQUEST", function: "f", identitySource } },
    });
    assert.deepEqual([authorizers["none"]?.identitySource, authorizers["none"]?.authorizerResultTtlInSeconds], [[], 0]);
    assert.deepEqual(authorizers["some"]?.identitySource, [
      "method.request.header.X-Tenant",
      "method.request.querystring.code",
      "stageVariables.colour",
    ]);
    assert.equal(authorizers["some"].authorizerResultTtlInSeconds, 300);
  });

  it("give a route its type", () => {
    const { routes } = define({
      authorizers: { fn: { type: "TOKEN", function: "f" }, pool: { type: "COGNITO_USER_POOLS", providerArns: ["p"] } },
      routes: {
        "GET /open": { integration },
        "GET /iam": { integration, authorization: "AWS_IAM" },
        "GET /fn": { integration, authorization: { authorizer: "fn" } },
        "GET /pool": { integration, authorization: { authorizer: "pool" } },
        "GET /scoped": { integration, authorization: { authorizer: "pool", scopes: ["a/b"] } },
      },
    });
    assert.deepEqual(Object.fromEntries(Object.entries(routes).map(([key, { authorization }]) => [key, authorization])), {
      "GET /open": { type: "NONE" },
      "GET /iam": { type: "AWS_IAM" },
      "GET /fn": { type: "CUSTOM", authorizer: "fn" },
      "GET /pool": { type: "COGNITO_USER_POOLS", authorizer: "pool", scopes: [] },
      "GET /scoped": { type: "COGNITO_USER_POOLS", authorizer: "pool", scopes: ["a/b"] },
    });
  });

  it("refuses an authorizer that the API lacks, and scopes of one that is a function", () => {
    const problems = (authorization: { readonly authorizer: string; readonly scopes?: readonly string[] }) => {
      const fn = { type: "TOKEN", function: "⟦fn⟧" } as const;
      const args: ApiArguments<Named> = { authorizers: { fn }, routes: { "GET /": { integration, authorization } } };
      return check(readArguments("pets", args), [defineStage("dev", {})]).filter(({ where }) => where.includes("authorization"));
    };
    assert.match(problems({ authorizer: "absent" })[0]?.message ?? "", /names the authorizer "absent"\. The API's authorizers are fn\./);
    assert.match(problems({ authorizer: "constructor" })[0]?.message ?? "", /names the authorizer "constructor"/);
    assert.match(
      problems({ authorizer: "fn", scopes: ["a"] })[0]?.message ?? "",
      /asks for the scopes a, but the authorizer "fn" is TOKEN/,
    );
    assert.deepEqual(problems({ authorizer: "fn" }), []);
  });
});

describe("An API's resource policy", () => {
  const INVOKE = { Action: "execute-api:Invoke", Resource: "execute-api:/*" };
  const ALLOW = { Effect: "Allow", Principal: "*", ...INVOKE };
  const deny = (Condition: object) => ({ Effect: "Deny", Principal: "*", ...INVOKE, Condition });
  const statements = (policy: NonNullable<ApiArguments<Named>["policy"]>, more: Partial<ApiArguments<Named>> = {}) =>
    Object(define({ policy, ...more }).policy)["Statement"];

  it("is none unless it is asked for", () => {
    assert.equal(define({}).policy, undefined);
    assert.equal(define({ endpointType: "PRIVATE" }).policy, undefined);
    assert.equal(define({ vpcEndpoints: ["vpce-1"] }).policy, undefined);
  });

  it("lets in of a private API who comes by its VPC endpoints, unless it names others", () => {
    const own = { endpointType: "PRIVATE", vpcEndpoints: ["vpce-1", "⟦endpoint⟧"] } as const;
    const byEndpoints = deny({ StringNotEquals: { "aws:SourceVpce": ["vpce-1", "⟦endpoint⟧"] } });
    assert.deepEqual(Object(define(own).policy), { Version: "2012-10-17", Statement: [ALLOW, byEndpoints] });
    const ranges = { "aws:VpcSourceIp": ["10.0.0.0/8"] };
    assert.deepEqual(statements({ allow: { ipRanges: ["10.0.0.0/8"] } }, own), [ALLOW, deny({ NotIpAddress: ranges }), byEndpoints]);
    assert.deepEqual(statements({ deny: { ipRanges: ["10.0.0.0/8"] } }, own), [ALLOW, byEndpoints, deny({ IpAddress: ranges })]);
    assert.deepEqual(statements({ allow: { vpcIds: ["vpc-1"] } }, own), [ALLOW, deny({ StringNotEquals: { "aws:SourceVpc": ["vpc-1"] } })]);
    assert.deepEqual(statements({ allow: { vpcEndpointIds: ["vpce-2"] } }, own), [
      ALLOW,
      deny({ StringNotEquals: { "aws:SourceVpce": ["vpce-2"] } }),
    ]);
    assert.deepEqual(statements({ Statement: [] }, own), []);
  });

  it("may be one text: a document, or what is known later", () => {
    assert.deepEqual(define({ policy: '{"Version": "2012-10-17", "Statement": []}' }).policy, { Version: "2012-10-17", Statement: [] });
    const late = define({ policy: "⟦policy⟧" });
    assert.equal(late.policy, "⟦policy⟧");
    const filled = fillLateValues(late, new Map([["⟦policy⟧", '{"Statement": []}']]));
    assert.deepEqual(withPolicyDocument(filled).policy, { Statement: [] });
    assert.throws(() => withPolicyDocument({ ...late, policy: "[]" }), /The policy is no JSON object/);
  });

  it("denies callers from elsewhere, whatever their own policies allow", () => {
    assert.deepEqual(statements({ allow: { ipRanges: ["203.0.113.0/24"] } }), [
      ALLOW,
      deny({ NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } }),
    ]);
  });

  it("asks of a private API's callers where they are inside the VPC", () => {
    const allow = { ipRanges: ["10.0.0.0/8"], vpcIds: ["vpc-1"], vpcEndpointIds: ["⟦endpoint⟧"] };
    assert.deepEqual(statements({ allow }, { endpointType: "PRIVATE" }), [
      ALLOW,
      deny({ NotIpAddress: { "aws:VpcSourceIp": ["10.0.0.0/8"] } }),
      deny({ StringNotEquals: { "aws:SourceVpc": ["vpc-1"] } }),
      deny({ StringNotEquals: { "aws:SourceVpce": ["⟦endpoint⟧"] } }),
    ]);
  });

  it("allows accounts and organizations by name, and no one else", () => {
    assert.deepEqual(statements({ allow: { accountIds: ["210987654321"], organizationIds: ["o-a1b2c3d4e5"] } }), [
      {
        Effect: "Allow",
        Principal: { AWS: ["210987654321"] },
        ...INVOKE,
        Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } },
      },
      deny({ StringNotEquals: { "aws:PrincipalAccount": ["210987654321"] } }),
      deny({ StringNotEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } }),
    ]);
  });

  it("denies whoever is in one of the lists", () => {
    assert.deepEqual(statements({ deny: { ipRanges: ["198.51.100.0/24"], accountIds: ["210987654321"] } }), [
      ALLOW,
      deny({ IpAddress: { "aws:SourceIp": ["198.51.100.0/24"] } }),
      deny({ StringEquals: { "aws:PrincipalAccount": ["210987654321"] } }),
    ]);
  });

  it("may be a document, which is left as it is", () => {
    const document = { Version: "2008-10-17", Statement: [{ ...ALLOW, Sid: "All" }] } as const;
    assert.deepEqual(define({ policy: document }).policy, document);
    assert.deepEqual(define({ policy: { Statement: [ALLOW] } }).policy, { Version: "2012-10-17", Statement: [ALLOW] });
  });
});
