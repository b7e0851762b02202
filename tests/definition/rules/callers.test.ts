import assert from "node:assert/strict";
import { argumentProblems, assertRefused } from "./refusals";

const INTEGRATION = { type: "AWS_PROXY", httpMethod: "POST", function: "⟦calc⟧" } as const;
const SIGNED = { routes: { "GET /": { integration: INTEGRATION, authorization: "AWS_IAM" } } };

describe("The rules of a resource policy's callers", () => {
  const allow = (callers: object, more: object = {}) => argumentProblems({ policy: { allow: callers }, ...more });

  it("take addresses and ranges, accounts and organizations, and what is known later", () => {
    const ipRanges = ["203.0.113.7", "203.0.113.0/24", "0.0.0.0/0", "2001:db8::/32", "::1", "::", "1:2:3:4:5:6:7:8", "⟦office⟧"];
    assert.deepEqual(allow({ ipRanges }), []);
    assert.deepEqual(allow({ accountIds: ["210987654321"], organizationIds: ["o-a1b2c3d4e5"] }, SIGNED), []);
    assert.deepEqual(argumentProblems({ policy: { deny: { accountIds: ["210987654321"] } } }), []);
  });

  it("take VPCs and their endpoints of a private API", () => {
    assert.deepEqual(allow({ vpcIds: ["vpc-0a1b2c3d"], vpcEndpointIds: ["vpce-0a1b2c3d", "⟦endpoint⟧"] }, { endpointType: "PRIVATE" }), []);
  });

  it("leave a policy document to the rules of policies", () => {
    const Statement = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
    assert.deepEqual(argumentProblems({ policy: { Statement } }), []);
  });

  for (const range of [
    "203.0.113",
    "203.0.113.256",
    "203.0.113.0/33",
    "203.0.113.0/",
    "203.0.113.0/8/8",
    "::/129",
    "1::2::3",
    "1:2:3:4:5:6:7::8",
    "1:2:3",
    "12345::",
    "office",
    "*",
  ])
    it(`refuses the range ${range}`, () =>
      assertRefused(allow({ ipRanges: ["::1", range] }), "policy.allow.ipRanges[1]", JSON.stringify(range)));

  it("refuses ids that are none", () => {
    assertRefused(allow({ accountIds: ["arn:aws:iam::210987654321:root"] }, SIGNED), "policy.allow.accountIds[0]", "twelve digits");
    assertRefused(allow({ organizationIds: ["ou-a1b2"] }, SIGNED), "policy.allow.organizationIds[0]", "o-…");
    assertRefused(allow({ vpcIds: ["vpce-1"] }, { endpointType: "PRIVATE" }), "policy.allow.vpcIds[0]", "vpc-…");
    assertRefused(allow({ vpcEndpointIds: ["vpc-1"] }, { endpointType: "PRIVATE" }), "policy.allow.vpcEndpointIds[0]", "vpce-…");
  });

  it("refuses accounts and organizations where a route's callers have none", () => {
    const at = 'routes["GET /"].authorization';
    assertRefused(
      allow({ accountIds: ["210987654321"] }),
      at,
      "is NONE",
      "policy.allow.accountIds refuses every request",
      "Make it AWS_IAM",
    );
    assertRefused(
      allow({ organizationIds: ["o-a1b2c3d4e5"], accountIds: ["210987654321"] }),
      at,
      "policy.allow.accountIds and policy.allow.organizationIds",
    );
    const authorizers = { token: { type: "TOKEN", function: "⟦check⟧" } };
    const routes = { "GET /": { integration: INTEGRATION, authorization: { authorizer: "token" } } };
    assertRefused(allow({ accountIds: ["210987654321"] }, { authorizers, routes }), at, 'by the authorizer "token"');
  });

  it("refuses accounts where pages of other origins call, whose preflights have none", () => {
    assertRefused(allow({ accountIds: ["210987654321"] }, { ...SIGNED, cors: { origins: "*" } }), "policy.allow.accountIds", "OPTIONS /");
  });

  it("leave a policy alone that is known later, and refuse a text that is none", () => {
    assert.deepEqual(argumentProblems({ policy: "⟦policy⟧" }), []);
    assertRefused(argumentProblems({ policy: "everybody" }), "policy", "is no JSON object", "Invalid policy document");
    assertRefused(
      argumentProblems({ policy: '{"Statement": {"Effect": "Maybe", "Principal": "*", "Action": "a", "Resource": "*"}}' }),
      "policy",
      "Maybe",
    );
  });

  it("refuses a list that names nobody", () => {
    assertRefused(argumentProblems({ policy: { deny: { ipRanges: [] } } }), "policy.deny.ipRanges", "is empty");
  });

  it("refuses VPCs of an API that is not private", () => {
    assertRefused(allow({ vpcIds: ["vpc-0a1b2c3d"] }), "policy.allow.vpcIds", "private APIs alone");
  });
});
