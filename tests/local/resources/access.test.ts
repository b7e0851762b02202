import assert from "node:assert/strict";
import { read, resource } from "./resources";

const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const allow = (action: string) => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });

describe("who may invoke a function", () => {
  const permission = (name: string, inputs: Readonly<Record<string, unknown>>) =>
    resource("lambda/permission:Permission", name, { action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com", ...inputs });
  const cases: readonly (readonly [inputs: Readonly<Record<string, unknown>>, functionArn: string])[] = [
    [{ function: "f" }, "arn:aws:lambda:us-east-1:123456789012:function:f"],
    [{ function: "f:live" }, "arn:aws:lambda:us-east-1:123456789012:function:f:live"],
    [{ function: "f", qualifier: "live" }, "arn:aws:lambda:us-east-1:123456789012:function:f:live"],
    [{ function: "123456789012:function:f" }, "arn:aws:lambda:us-east-1:123456789012:function:f"],
    [{ function: "arn:aws:lambda:eu-west-1:123456789012:function:f" }, "arn:aws:lambda:eu-west-1:123456789012:function:f"],
  ];
  for (const [inputs, functionArn] of cases)
    it(`is read from a permission on ${JSON.stringify(inputs)}`, () => {
      assert.deepEqual(read(permission("p", { ...inputs, sourceArn: "arn:s" })).access.permissions, [
        { functionArn, action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com", sourceArn: "arn:s" },
      ]);
    });
});

describe("a role", () => {
  const role = (inputs: Readonly<Record<string, unknown>>) =>
    resource("iam/role:Role", "r", { assumeRolePolicy: JSON.stringify(TRUST), ...inputs }, { arn: "arn:aws:iam::123456789012:role/r" });

  it("has all its policies: inline, of its own, attached and AWS's", () => {
    const { roles, notices } = read(
      role({
        inlinePolicies: [{ name: "i", policy: JSON.stringify(allow("a:1")) }],
        managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaRole"],
      }),
      resource("iam/rolePolicy:RolePolicy", "own", { role: "r", policy: JSON.stringify(allow("a:2")) }),
      resource("iam/rolePolicy:RolePolicy", "other", { role: "other", policy: JSON.stringify(allow("a:no")) }),
      resource("iam/policy:Policy", "shared", { policy: JSON.stringify(allow("a:3")) }, { arn: "arn:shared" }),
      resource("iam/rolePolicyAttachment:RolePolicyAttachment", "a", { role: "r", policyArn: "arn:shared" }),
    ).access;
    const actions = roles[0]?.policies.map(({ Statement }) => JSON.stringify(Statement).match(/"Action":(\[?"[^\]]*?"\]?)/)?.[1]);
    assert.deepEqual(actions, ['"a:1"', '"a:2"', '["lambda:InvokeFunction"]', '"a:3"']);
    assert.deepEqual(roles[0]?.assumeRolePolicy, TRUST);
    assert.deepEqual(notices, []);
  });

  it("has nothing by a policy that is not known here, which is told if API Gateway may assume it", () => {
    const managedPolicyArns = ["arn:aws:iam::aws:policy/Unheard"];
    assert.deepEqual(read(role({ managedPolicyArns, assumeRolePolicy: "{}" })).notices, []);
    const { access, notices } = read(role({ managedPolicyArns }));
    assert.deepEqual(access.roles[0]?.policies, []);
    assert.deepEqual(notices, ['Role "r": what arn:aws:iam::aws:policy/Unheard allows is not known here; it allows nothing']);
  });
});

describe("keys", () => {
  it("of users sign with the users' policies, beside the key for local use", () => {
    const { credentials } = read(
      resource("iam/user:User", "u", {}, { arn: "arn:u", uniqueId: "AIDA" }),
      resource("iam/userPolicy:UserPolicy", "p", { user: "u", policy: JSON.stringify(allow("execute-api:Invoke")) }),
      resource("iam/accessKey:AccessKey", "AKIA1", { user: "u" }, { secret: "s" }),
    ).access;
    assert.deepEqual(
      credentials.map(({ accessKeyId, secretAccessKey, userArn }) => [accessKeyId, secretAccessKey, userArn]),
      [
        ["test", "test", "arn:aws:iam::123456789012:user/local"],
        ["AKIA1", "s", "arn:u"],
      ],
    );
    assert.deepEqual(credentials[1]?.policies, [allow("execute-api:Invoke")]);
  });

  it("of APIs belong to usage plans by stage", () => {
    const { apiKeys, usagePlans } = read(
      resource("apigateway/apiKey:ApiKey", "k1", { value: "secret-1" }),
      resource("apigateway/apiKey:ApiKey", "k2", { enabled: false }, { value: "made" }),
      resource("apigateway/usagePlan:UsagePlan", "plan", {
        apiStages: [
          { apiId: "a", stage: "dev", throttles: [{ path: "/pets/GET", rateLimit: 1, burstLimit: 2 }] },
          { apiId: "b", stage: "dev" },
        ],
        throttleSettings: { rateLimit: 3 },
        quotaSettings: { limit: 4, period: "WEEK", offset: 1 },
      }),
      resource("apigateway/usagePlanKey:UsagePlanKey", "x", { keyId: "k1", usagePlanId: "plan" }),
      resource("apigateway/usagePlanKey:UsagePlanKey", "y", { keyId: "k2", usagePlanId: "other" }),
    );
    assert.deepEqual(apiKeys, [
      { id: "k1", value: "secret-1", enabled: true },
      { id: "k2", value: "made", enabled: false },
    ]);
    assert.deepEqual(usagePlans("a"), [
      {
        id: "plan",
        stages: { dev: { throttle: { "GET /pets": { rate: 1, burst: 2 } } } },
        throttle: { rate: 3, burst: Number.POSITIVE_INFINITY },
        quota: { limit: 4, offset: 1, period: "WEEK" },
        keyIds: ["k1"],
      },
    ]);
    assert.deepEqual(usagePlans("c"), []);
  });
});
