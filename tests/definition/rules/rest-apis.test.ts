import assert from "node:assert/strict";
import { api, assertRefused, type Case, itRefuses, itTakes, problemsOf } from "./refusals";

const POLICY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" }],
};

function endpoint(parts: object, policy?: object) {
  return api({ endpoint: { type: "REGIONAL", vpcEndpointIds: [], disableExecuteApiEndpoint: false, ...parts }, ...(policy && { policy }) });
}

function policy(...statements: readonly object[]) {
  return api({ policy: { Version: "2012-10-17", Statement: statements } });
}

describe("The rules of REST APIs", () => {
  itTakes([
    ["an API with nothing but a route", api()],
    ["compression from 0 bytes, and to 10485760", api({ minimumCompressionSize: 0 })],
    ["any binary media type, as API Gateway does", api({ binaryMediaTypes: ["-", "image/png"] })],
    [
      "a private API with a policy and its VPC endpoints",
      endpoint({ type: "PRIVATE", ipAddressType: "dualstack", vpcEndpointIds: ["vpce-0a1b", "⟦endpoint⟧"] }, POLICY),
    ],
    ["a policy of one statement that is no list", api({ policy: { Statement: POLICY.Statement[0] } })],
    [
      "principals by kind, and those that are known later",
      policy({ ...POLICY.Statement[0], Principal: { AWS: "123456789012" } }, { ...POLICY.Statement[0], Principal: "⟦who⟧" }),
    ],
    [
      "conditions by every kind of operator, of numbers and truth values too",
      policy({
        ...POLICY.Statement[0],
        Condition: {
          "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a", "⟦tag⟧"] },
          Bool: { "aws:SecureTransport": true },
          NumericLessThan: { "aws:EpochTime": 5 },
          Null: { "aws:SourceVpc": "true" },
          NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24"] },
        },
      }),
    ],
    ["a policy by what it does not name", policy({ Effect: "Deny", NotPrincipal: { AWS: "1" }, NotAction: "a", NotResource: "b" })],
  ]);

  itRefuses([
    [
      "an API without a name",
      api({ name: "" }),
      "name",
      "Value null at 'createRestApiInput.name' failed to satisfy constraint: Member must not be null",
    ],
    ["an empty description", api({ description: "" }), "description", "Description cannot be an empty string"],
    [
      "a source of API keys that is none",
      api({ apiKeySource: "query" }),
      "apiKeySource",
      "Member must satisfy enum value set: [AUTHORIZER, HEADER]",
    ],
    ...[-1, 10_485_761, 1.5, Number.NaN].map(
      (size): Case => [
        `compression from ${size} bytes`,
        api({ minimumCompressionSize: size }),
        "minimumCompressionSize",
        String(size),
        "Invalid minimum compression size, must be between 0 and 10485760",
      ],
    ),
    [
      "an endpoint type that is none",
      endpoint({ type: "wrong" }),
      "endpoint.type",
      "Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE",
      "1 validation error detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]",
    ],
    [
      "an empty endpoint type",
      endpoint({ type: "" }),
      "endpoint.type",
      "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.",
    ],
    [
      "an address type that is none",
      endpoint({ ipAddressType: "wrong" }),
      "endpoint.ipAddressType",
      "ipAddressType must be either ipv4 or dualstack.",
      "Value 'wrong' at 'createRestApiInput.endpointConfiguration.ipAddressType'",
    ],
    [
      "a private API by IPv4 alone",
      endpoint({ type: "PRIVATE", ipAddressType: "ipv4" }, POLICY),
      "endpoint.ipAddressType",
      "Only dualstack ipAddressType is supported for Private APIs.",
    ],
    [
      "VPC endpoints of an API that is not private",
      endpoint({ vpcEndpointIds: ["vpce-0a1b"] }),
      "endpoint.vpcEndpointIds",
      "VPCEndpoints can only be specified with PRIVATE apis.",
    ],
    [
      "a VPC endpoint by another id",
      endpoint({ type: "PRIVATE", vpcEndpointIds: ["vpc-0a1b"] }, POLICY),
      "endpoint.vpcEndpointIds[0]",
      '"vpc-0a1b"',
    ],
    [
      "a private API without a policy",
      endpoint({ type: "PRIVATE" }),
      "policy",
      "Private REST API doesn't have a resource policy attached to it",
    ],
  ]);

  const invalid = "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";
  itRefuses([
    ["a policy of another version", api({ policy: { ...POLICY, Version: "2020-01-01" } }), "policy.Version", invalid],
    ["a policy without statements", api({ policy: { Version: "2012-10-17" } }), "policy.Statement", invalid],
    ["a statement that is text", api({ policy: { ...POLICY, Statement: ["Allow"] } }), "policy.Statement[0]", invalid],
    ["a statement with another effect", policy({ ...POLICY.Statement[0], Effect: "allow" }), "policy.Statement[0]", '"allow"', invalid],
    [
      "a statement without a principal",
      policy({ Effect: "Allow", Action: "a", Resource: "b" }),
      "policy.Statement[0]",
      "either Principal or NotPrincipal",
      invalid,
    ],
    [
      "a statement with both an action and none",
      policy({ ...POLICY.Statement[0], NotAction: "a" }),
      "policy.Statement[0]",
      "either Action or NotAction",
      invalid,
    ],
    [
      "a principal that is neither all nor of a kind",
      policy({ ...POLICY.Statement[0], Principal: "123456789012" }),
      "policy.Statement[0]",
      '"123456789012"',
      invalid,
    ],
    [
      "a principal that is a number",
      policy({ ...POLICY.Statement[0], Principal: { AWS: [123_456_789_012] } }),
      "policy.Statement[0]",
      "has the Principal",
      invalid,
    ],
    [
      "an action that is no text",
      policy({ ...POLICY.Statement[0], Action: null }),
      "policy.Statement[0]",
      "has the Action null. Write a text, or a list of texts.",
      invalid,
    ],
    [
      "an operator of conditions that there is not",
      policy({ ...POLICY.Statement[0], Condition: { IpAdress: { "aws:SourceIp": "203.0.113.0/24" } } }),
      "policy.Statement[0]",
      'has the operator "IpAdress" in its Condition. Did you mean IpAddress?',
      invalid,
    ],
    [
      "conditions without keys",
      policy({ ...POLICY.Statement[0], Condition: { StringEquals: "vpc-1" } }),
      "policy.Statement[0]",
      'has "vpc-1" at StringEquals in its Condition.',
      invalid,
    ],
    [
      "a condition on a value that is no text",
      policy({ ...POLICY.Statement[0], Condition: { StringEquals: { "aws:SourceVpc": [{ Ref: "Vpc" }] } } }),
      "policy.Statement[0]",
      "Write a text, or a list of texts.",
      invalid,
    ],
    [
      "conditions that are no object",
      policy({ ...POLICY.Statement[0], Condition: [] }),
      "policy.Statement[0]",
      "has the Condition []",
      invalid,
    ],
    [
      "a resource that a template would make",
      policy({ ...POLICY.Statement[0], Resource: [{ "Fn::Sub": "execute-api:/*" }] }),
      "policy.Statement[0]",
      "has the Resource",
      invalid,
    ],
  ]);

  it("refuses a policy of more characters than the account may have", () => {
    const long = api({ policy: { ...POLICY, Id: "a".repeat(8192) } });
    assertRefused(problemsOf(long), "policy", "It may have 8192");
    assert.deepEqual(problemsOf(long, undefined, { quotas: { policyLength: 10_000 } }), []);
  });

  it("refuses documentation of more than 2000 parts", () => {
    const documentationParts = Array.from({ length: 2001 }, () => ({ location: { type: "API" }, properties: {} }));
    const extensions = { "x-amazon-apigateway-documentation": { version: "1", documentationParts } };
    assertRefused(problemsOf(api({ extensions })), 'extensions["x-amazon-apigateway-documentation"]', "2001 documentation parts");
    assert.deepEqual(
      problemsOf(api({ extensions: { "x-amazon-apigateway-documentation": { documentationParts: documentationParts.slice(1) } } })),
      [],
    );
  });

  it("refuses a definition of more than 6 MB", () => {
    assertRefused(problemsOf(api({ description: "a".repeat(6 * 1024 * 1024) })), "api", "It may be 6291456");
  });
});
