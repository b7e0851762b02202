import assert from "node:assert/strict";
import { type DomainArguments, defineDomain, type Named } from "../../definition/index";

describe("The definition of a custom domain name", () => {
  const define = (parts: Partial<DomainArguments<Named, string>>) => defineDomain({ domainName: "api.example.com", ...parts });

  it("is regional, by TLS 1.2 and addresses of version 4", () => {
    assert.deepEqual(define({ mappings: { "": "prod" } }), {
      domainName: "api.example.com",
      endpointType: "REGIONAL",
      ipAddressType: "ipv4",
      securityPolicy: "TLS_1_2",
      vpcEndpoints: [],
      routingMode: "BASE_PATH_MAPPING_ONLY",
      mappings: { "": "prod" },
      routingRules: {},
    });
  });

  it("has the routing mode that its mappings and rules need, unless one is given", () => {
    const routingRules = { all: { priority: 1, stage: "prod" } };
    assert.equal(define({ routingRules }).routingMode, "ROUTING_RULE_ONLY");
    assert.equal(define({ routingRules, mappings: { a: "prod" } }).routingMode, "ROUTING_RULE_THEN_BASE_PATH_MAPPING");
    assert.equal(define({ routingMode: "ROUTING_RULE_THEN_BASE_PATH_MAPPING" }).routingMode, "ROUTING_RULE_THEN_BASE_PATH_MAPPING");
    assert.deepEqual(define({ routingRules }).routingRules, {
      all: { priority: 1, matchHeaders: [], stripBasePath: false, stage: "prod" },
    });
  });

  it("is strict where its security policy is an enhanced one, unless it is said otherwise", () => {
    const securityPolicy = "SecurityPolicy_TLS13_1_3_2025_09";
    assert.equal(define({ securityPolicy }).endpointAccessMode, "STRICT");
    assert.equal(define({ securityPolicy, endpointAccessMode: "BASIC" }).endpointAccessMode, "BASIC");
  });

  it("lets in those who come by the VPC endpoints of a private one, unless a policy says otherwise", () => {
    const { ipAddressType, policy } = define({ endpointType: "PRIVATE", vpcEndpoints: { office: "vpce-1", home: "⟦home⟧" } });
    const invoke = { Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
    assert.equal(ipAddressType, "dualstack");
    assert.deepEqual(policy, {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", ...invoke },
        { Effect: "Deny", ...invoke, Condition: { StringNotEquals: { "aws:SourceVpce": ["vpce-1", "⟦home⟧"] } } },
      ],
    });
    const narrowed = define({
      endpointType: "PRIVATE",
      vpcEndpoints: { office: "vpce-1" },
      policy: { allow: { ipRanges: ["10.0.0.0/8"] } },
    }).policy;
    assert.deepEqual(narrowed, {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", ...invoke },
        { Effect: "Deny", ...invoke, Condition: { NotIpAddress: { "aws:VpcSourceIp": ["10.0.0.0/8"] } } },
        { Effect: "Deny", ...invoke, Condition: { StringNotEquals: { "aws:SourceVpce": ["vpce-1"] } } },
      ],
    });
    const given = { Statement: [{ Effect: "Deny", ...invoke }] };
    assert.deepEqual(define({ endpointType: "PRIVATE", vpcEndpoints: { office: "vpce-1" }, policy: given }).policy, {
      Version: "2012-10-17",
      ...given,
    });
  });
});
