import assert from "node:assert/strict";
import fc from "fast-check";
import {
  arnLike,
  type Decision,
  evaluatePolicy,
  globMatch,
  type PolicyRequest,
  parsePolicy,
  permittingStatement,
  roleAllows,
} from "../../../gateway/policy/index";

const API = "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5";
const METHOD = `${API}/test/GET/pets/1`;

function decide(statements: unknown, request: Partial<PolicyRequest> = {}): Decision | "malformed" {
  const policy = parsePolicy({ Version: "2012-10-17", Statement: statements }, API);
  return policy === undefined ? "malformed" : evaluatePolicy(policy, { action: "execute-api:Invoke", resource: METHOD, ...request });
}

function allow(more: object = {}): object {
  return { Effect: "Allow", Action: "execute-api:Invoke", Resource: METHOD, ...more };
}

function deny(more: object = {}): object {
  return { ...allow(), Effect: "Deny", ...more };
}

describe("a wildcard pattern", () => {
  const TABLE: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
    ["", "", true],
    ["*", "", true],
    ["*", "a/b:c", true],
    ["a*", "a/b/c", true],
    ["a*c", "abcbc", true],
    ["a*c", "abcb", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["?", "", false],
    ["**a**", "bab", true],
    ["a.c", "abc", false],
    ["[a]", "a", false],
    ["/pets/{id}", "/pets/{id}", true],
    ["/pets/{id}", "/pets/1", false],
    ["A", "a", false],
  ];
  for (const [pattern, text, matches] of TABLE) {
    it(`${JSON.stringify(pattern)} ${matches ? "matches" : "does not match"} ${JSON.stringify(text)}`, () => {
      assert.equal(globMatch(pattern, text), matches);
    });
  }
  it("matches what a regular expression of the same meaning matches", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (one, other) =>
        assert.equal(globMatch(one, other), new RegExp(`^${one.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(other)),
      ),
    );
  });
  it("takes no long time for many stars", () => {
    assert.equal(globMatch(`${"*a".repeat(2000)}b`, "a".repeat(5000)), false);
  });
});

describe("an ARN pattern", () => {
  const TABLE: readonly (readonly [pattern: string, matches: boolean])[] = [
    [METHOD, true],
    ["*", true],
    ["arn:aws:execute-api:*", true],
    ["arn:aws:execute-api:*:*:*/test/*", true],
    [`${API}/*`, true],
    [`${API}/test/*/pets/?`, true],
    [`${API}/prod/*`, false],
    ["arn:aws:execute-api:us-east-?:*:a1b2c3d4e5/*/GET/*", true],
    ["arn:aws:execute-api:*/test/GET/pets/1", false],
    ["arn:aws:lambda:*:*:*", false],
    [`${METHOD}:x`, false],
  ];
  for (const [pattern, matches] of TABLE) {
    it(`${pattern} ${matches ? "matches" : "does not match"} a method`, () => {
      assert.equal(arnLike(pattern, METHOD), matches);
    });
  }
  it("takes colons in the last component for its own", () => {
    assert.equal(arnLike(`${API}/test/GET/a:*`, `${API}/test/GET/a:b:c`), true);
    assert.equal(arnLike(`${API}/test/GET/a`, `${API}/test/GET/a:b`), false);
  });
});

describe("an ARN pattern of more components than the ARN", () => {
  it("does not match it", () => assert.equal(arnLike("arn:aws:execute-api:*:*", "arn:aws:execute-api"), false));
});

describe("a policy", () => {
  const DECISIONS: readonly (readonly [title: string, statements: unknown, decision: Decision | "malformed"])[] = [
    ["allows what it names", [allow()], "Allow"],
    ["may be one statement instead of a list", allow(), "Allow"],
    ["allows nothing without statements", [], "ImplicitDeny"],
    ["does not allow what it does not name", [allow({ Resource: `${API}/test/POST/*` })], "ImplicitDeny"],
    ["does not allow another action", [allow({ Action: "lambda:InvokeFunction" })], "ImplicitDeny"],
    ["takes actions of any case and with wildcards", [allow({ Action: ["s3:Get*", "EXECUTE-API:inv*"] })], "Allow"],
    ["takes * as action", [allow({ Action: "*" })], "Allow"],
    ["denies in spite of every allow", [allow(), deny({ Resource: "*" }), allow()], "ExplicitDeny"],
    ["does not deny what the deny does not name", [allow(), deny({ Resource: `${API}/prod/*` })], "Allow"],
    ["takes NotAction", [allow({ Action: undefined, NotAction: "execute-api:ManageConnections" })], "Allow"],
    ["takes NotAction of the action", [allow({ Action: undefined, NotAction: ["execute-api:*"] })], "ImplicitDeny"],
    ["takes NotResource", [deny({ Resource: undefined, NotResource: `${API}/prod/*` })], "ExplicitDeny"],
    ["takes NotResource of the resource", [allow({ Resource: undefined, NotResource: `${API}/test/*` })], "ImplicitDeny"],
    ["expands the short form of resources", [allow({ Resource: "execute-api:/test/GET/pets/*" })], "Allow"],
    ["expands the short form of all resources", [allow({ Resource: "execute-api:/*" })], "Allow"],
    ["expands the short form of another stage", [allow({ Resource: ["execute-api:/prod/*"] })], "ImplicitDeny"],
    ["refuses what is no list of statements", "Allow", "malformed"],
    ["refuses a statement that is null", [null], "malformed"],
    ["refuses an effect of another case", [allow({ Effect: "allow" })], "malformed"],
    ["refuses a statement without action", [allow({ Action: undefined })], "malformed"],
    ["refuses a statement without resource", [allow({ Resource: undefined })], "malformed"],
    ["refuses both Action and NotAction", [allow({ NotAction: "a" })], "malformed"],
    ["refuses a resource that is no text", [allow({ Resource: [1] })], "malformed"],
    ["refuses an unknown operator", [allow({ Condition: { Equals: { a: "b" } } })], "malformed"],
    ["refuses a condition that is a list", [allow({ Condition: [] })], "malformed"],
    ["refuses an operator without keys", [allow({ Condition: { StringEquals: "a" } })], "malformed"],
    ["refuses addresses that are none", [allow({ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/33" } } })], "malformed"],
    ["refuses a principal that is a number", [allow({ Principal: 1 })], "malformed"],
    ["refuses both Principal and NotPrincipal", [allow({ Principal: "*", NotPrincipal: "*" })], "malformed"],
  ];
  for (const [title, statements, decision] of DECISIONS) it(title, () => assert.equal(decide(statements), decision));

  const user = { arn: "arn:aws:iam::123456789012:user/jane", accountId: "123456789012" };
  const PRINCIPALS: readonly (readonly [principal: unknown, asUser: Decision, asAnybody: Decision])[] = [
    ["*", "Allow", "Allow"],
    [{ AWS: "*" }, "Allow", "Allow"],
    [{ AWS: ["999999999999", user.arn] }, "Allow", "ImplicitDeny"],
    [{ AWS: "arn:aws:iam::123456789012:root" }, "Allow", "ImplicitDeny"],
    [{ AWS: "123456789012" }, "Allow", "ImplicitDeny"],
    [{ AWS: "arn:aws:iam::123456789012:user/*" }, "ImplicitDeny", "ImplicitDeny"],
    [{ Service: "apigateway.amazonaws.com" }, "ImplicitDeny", "ImplicitDeny"],
    [{ Federated: "*" }, "ImplicitDeny", "ImplicitDeny"],
  ];
  for (const [Principal, asUser, asAnybody] of PRINCIPALS) {
    it(`for ${JSON.stringify(Principal)} is for whom it names`, () => {
      assert.deepEqual([decide(allow({ Principal }), { principal: user }), decide(allow({ Principal }))], [asUser, asAnybody]);
    });
  }
  it("for everybody but one is for everybody but that one", () => {
    const statement = allow({ NotPrincipal: { AWS: user.arn } });
    assert.deepEqual([decide(statement, { principal: user }), decide(statement)], ["ImplicitDeny", "Allow"]);
  });

  const keys = {
    "aws:SourceIp": "203.0.113.7",
    "aws:SourceAccount": "123456789012",
    "aws:SecureTransport": "true",
    "aws:EpochTime": "1700000000",
  };
  const CONDITIONS: readonly (readonly [condition: object, holds: boolean])[] = [
    [{}, true],
    [{ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, true],
    [{ IpAddress: { "aws:SourceIp": ["198.51.100.0/24", "203.0.113.7"] } }, true],
    [{ IpAddress: { "aws:SourceIp": ["198.51.100.0/24", "2001:db8::/32"] } }, false],
    [{ NotIpAddress: { "aws:SourceIp": ["198.51.100.0/24", "203.0.113.0/24"] } }, false],
    [{ NotIpAddress: { "aws:SourceIp": "198.51.100.0/24" } }, true],
    [{ IpAddress: { "aws:VpcSourceIp": "0.0.0.0/0" } }, false],
    [{ NotIpAddress: { "aws:VpcSourceIp": "0.0.0.0/0" } }, true],
    [{ IpAddressIfExists: { "aws:VpcSourceIp": "10.0.0.0/8" } }, true],
    [{ StringEquals: { "AWS:sourceaccount": "123456789012" } }, true],
    [{ StringEquals: { "aws:SourceAccount": ["1", "2"] } }, false],
    [{ StringEquals: { "aws:SourceVpce": "vpce-1" } }, false],
    [{ StringNotEquals: { "aws:SourceVpce": "vpce-1" } }, true],
    [{ StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } }, true],
    [{ StringEqualsIfExists: { "aws:SourceAccount": "1" } }, false],
    [{ StringNotEquals: { "aws:SourceAccount": ["1", "123456789012"] } }, false],
    [{ StringLike: { "aws:SourceAccount": "12345*" } }, true],
    [{ BinaryEquals: { "aws:SourceAccount": "123456789012" } }, true],
    [{ StringNotLike: { "aws:SourceAccount": "12345*" } }, false],
    [{ StringEqualsIgnoreCase: { "aws:SecureTransport": "TRUE" } }, true],
    [{ StringNotEqualsIgnoreCase: { "aws:SecureTransport": "TRUE" } }, false],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:execute-api:*" } }, false],
    [{ ArnNotEquals: { "aws:SourceArn": "arn:aws:execute-api:*" } }, true],
    [{ Bool: { "aws:SecureTransport": true } }, true],
    [{ Bool: { "aws:SecureTransport": "false" } }, false],
    [{ Null: { "aws:SourceVpce": true, "aws:SourceIp": "false" } }, true],
    [{ Null: { "aws:SourceVpce": "false" } }, false],
    [{ NumericLessThan: { "aws:EpochTime": 1800000000 } }, true],
    [{ NumericNotEquals: { "aws:EpochTime": "1700000000" } }, false],
    [{ DateGreaterThan: { "aws:EpochTime": "2023-11-14T00:00:00Z" } }, true],
    [{ DateLessThanEquals: { "aws:EpochTime": "2023-11-14T00:00:00Z" } }, false],
    [{ "ForAnyValue:StringEquals": { "aws:TagKeys": "a" } }, false],
    [{ "ForAllValues:StringEquals": { "aws:TagKeys": "a" } }, true],
    [{ IpAddress: { "aws:SourceIp": "203.0.113.7" }, Bool: { "aws:SecureTransport": "false" } }, false],
    [{ StringEquals: JSON.parse('{"__proto__": "a"}') }, false],
  ];
  for (const [Condition, holds] of CONDITIONS) {
    it(`${holds ? "applies" : "does not apply"} under the condition ${JSON.stringify(Condition)}`, () => {
      assert.equal(decide(allow({ Condition }), { conditionKeys: keys }), holds ? "Allow" : "ImplicitDeny");
    });
  }
  it("knows IPv6 addresses, and IPv4 addresses written as such", () => {
    const Condition = { IpAddress: { "aws:SourceIp": ["2001:db8::/32", "127.0.0.0/8"] } };
    const from = (ip: string) => decide(allow({ Condition }), { conditionKeys: { "aws:SourceIp": ip } });
    assert.deepEqual(["2001:db8:1::1", "2001:db9::1", "::ffff:127.0.0.1", "nonsense"].map(from), [
      "Allow",
      "ImplicitDeny",
      "Allow",
      "ImplicitDeny",
    ]);
  });
  it("never throws, whatever the document", () => {
    const member = fc.constantFrom(
      "Effect",
      "Action",
      "Resource",
      "Principal",
      "Condition",
      "StringEquals",
      "IpAddress",
      "Allow",
      "*",
      "__proto__",
    );
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        member,
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(member, tie("value")),
      ),
    })).value;
    fc.assert(
      fc.property(value, (statement) => assert.ok(["Allow", "ExplicitDeny", "ImplicitDeny", "malformed"].includes(decide(statement)))),
    );
  });
});

describe("a function's policy", () => {
  const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:f";
  const sourceArn = `${API}/test/ANY/pets/{id}`;
  const permission = { functionArn, action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com", sourceArn };
  const permits = (change: object) =>
    permittingStatement([{ ...permission, ...change }], { functionArn, sourceArn, account: "123456789012" }) !== undefined;
  const TABLE: readonly (readonly [change: object, permits: boolean])[] = [
    [{}, true],
    [{ sourceArn: `${API}/*` }, true],
    [{ sourceArn: `${API}/*/*/pets/*` }, true],
    [{ sourceArn: `${API}/test/GET/pets/{id}` }, false],
    [{ sourceArn: `${API}/test/ANY/pets/*id*` }, true],
    [{ sourceArn: `${API}/test/ANY/pets/{ID}` }, false],
    [{ sourceArn: `${API}/prod/ANY/pets/{id}` }, false],
    [{ sourceAccount: "123456789012" }, true],
    [{ sourceAccount: "999999999999" }, false],
    [{ principal: "s3.amazonaws.com" }, false],
    [{ principal: "*" }, true],
    [{ action: "lambda:*" }, true],
    [{ action: "lambda:GetFunction" }, false],
    [{ functionArn: `${functionArn}:live` }, false],
  ];
  for (const [change, expected] of TABLE) {
    it(`with ${JSON.stringify(change)} ${expected ? "permits" : "does not permit"} the invocation`, () =>
      assert.equal(permits(change), expected));
  }
  it("without a source permits every source", () => {
    const { sourceArn: _, ...anySource } = permission;
    assert.equal(permittingStatement([anySource], { functionArn, sourceArn, account: "1" }), anySource);
  });
  it("that is empty permits nothing", () => {
    assert.equal(permittingStatement([], { functionArn, sourceArn, account: "1" }), undefined);
  });
});

describe("a role", () => {
  const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:f";
  const trust = { Effect: "Allow", Principal: { Service: ["lambda.amazonaws.com", "apigateway.amazonaws.com"] }, Action: "sts:AssumeRole" };
  const invoke = { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: functionArn };
  const role = (trusts: unknown, ...policies: unknown[]) =>
    roleAllows(
      {
        arn: "arn:aws:iam::123456789012:role/r",
        assumeRolePolicy: JSON.parse(JSON.stringify({ Statement: trusts })),
        policies: policies.map((statement) => JSON.parse(JSON.stringify({ Statement: statement }))),
      },
      "lambda:InvokeFunction",
      functionArn,
    );
  it("that trusts API Gateway and allows the action may be used", () => {
    assert.deepEqual(role(trust, [], [invoke]), { assumable: true, allowed: true });
  });
  it("that trusts somebody else is not assumable", () => {
    assert.equal(role({ ...trust, Principal: { Service: "lambda.amazonaws.com" } }, invoke).assumable, false);
    assert.equal(role({ ...trust, Action: "sts:TagSession" }, invoke).assumable, false);
  });
  it("allows no other function, and nothing that any of its policies denies", () => {
    assert.equal(role(trust, { ...invoke, Resource: `${functionArn}2` }).allowed, false);
    assert.equal(role(trust, invoke, { ...invoke, Effect: "Deny", Resource: "*" }).allowed, false);
  });
  it("with malformed policies allows nothing", () => {
    assert.deepEqual(role({ Effect: "Allow" }, { ...invoke, Effect: "allow" }), { assumable: false, allowed: false });
    assert.equal(role({ ...trust, Principal: undefined }, invoke).assumable, false);
  });
});
