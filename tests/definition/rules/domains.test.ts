import assert from "node:assert/strict";
import {
  checkDomainName,
  type DomainArguments,
  type DomainTarget,
  defineDomain,
  type Endpoint,
  type Named,
  warnDomainName,
} from "../../../definition/index";
import { assertRefused } from "./refusals";

type Arguments = DomainArguments<Named, DomainTarget>;

const CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b";
const GLOBAL_CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b";
const MUTUAL_TLS = { truststoreUri: "s3://truststores/partners.pem" };

function stage(type: Endpoint["type"] = "REGIONAL", disableExecuteApiEndpoint = false): DomainTarget {
  return { endpoint: { type, vpcEndpointIds: [], disableExecuteApiEndpoint } };
}

/** Arguments of a domain name that API Gateway takes, but for the parts that are given, which may be what no type allows. */
function domain(parts: object): Arguments {
  return { domainName: "api.example.com", certificateArn: CERTIFICATE, mappings: { "": stage() }, ...parts };
}

function privateDomain(parts: object = {}): Arguments {
  return domain({ endpointType: "PRIVATE", vpcEndpoints: { office: "vpce-0a1b" }, mappings: { "": stage("PRIVATE") }, ...parts });
}

function rule(parts: object): Arguments {
  return domain({ routingRules: { beta: { priority: 10, stage: stage(), ...parts } } });
}

function header(name: string, valueGlob: string): Arguments {
  return rule({ matchHeaders: [{ header: name, valueGlob }] });
}

function problems(args: Arguments): string[] {
  return checkDomainName(args, defineDomain(args)).map(({ where, message }) => `${where}: ${message}`);
}

const TAKEN: readonly (readonly [what: string, args: Arguments])[] = [
  ["a regional domain name", domain({})],
  ["one without a certificate, which is validated in a hosted zone", { domainName: "api.example.com", hostedZone: "Z0123" }],
  ["a wildcard", domain({ domainName: "*.example.com" })],
  ["a name of 64 characters whose certificate is to be made", { domainName: `${"a".repeat(52)}.example.com`, hostedZone: "Z0123" }],
  ["a longer one with a certificate", domain({ domainName: `${"a".repeat(53)}.example.com` })],
  ["a policy that is known only at deployment", privateDomain({ policy: "⟦policy⟧" })],
  [
    "an edge-optimized one",
    domain({ endpointType: "EDGE", certificateArn: GLOBAL_CERTIFICATE, securityPolicy: "SecurityPolicy_TLS13_2025_EDGE" }),
  ],
  ["a certificate that is known only at deployment", domain({ endpointType: "EDGE", certificateArn: "⟦certificate⟧" })],
  ["a private one", privateDomain()],
  ["a private one with a policy of its own", privateDomain({ vpcEndpoints: undefined, policy: { allow: { vpcIds: ["vpc-0a1b"] } } })],
  ["mutual TLS", domain({ mutualTls: MUTUAL_TLS })],
  ["an enhanced security policy", domain({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", mappings: { "orders/v2": stage() } })],
  ["dual stack", domain({ ipAddressType: "dualstack" })],
  [
    "base paths of several parts",
    domain({ mappings: { "": stage(), orders: stage(), "orders/v2/items": stage(), "$-_.+!*'()": stage() } }),
  ],
  ["a base path of 300 characters", domain({ mappings: { ["a".repeat(300)]: stage() } })],
  ["the old security policy with base paths of one part", domain({ securityPolicy: "TLS_1_0", mappings: { orders: stage() } })],
  ["stages of APIs that are not known here", domain({ endpointType: "EDGE", certificateArn: GLOBAL_CERTIFICATE, mappings: { "": {} } })],
  ["a rule for all requests", rule({})],
  [
    "a rule with everything",
    rule({
      priority: 1_000_000,
      matchHeaders: [
        { header: "x-version", valueGlob: "*beta*" },
        { header: "Accept", valueGlob: "image/webp" },
      ],
      matchBasePath: "orders/v2",
      stripBasePath: true,
    }),
  ],
  ["rules before mappings, by name", domain({ routingMode: "ROUTING_RULE_THEN_BASE_PATH_MAPPING" })],
];

const REFUSED: readonly (readonly [what: string, args: Arguments, where: string, ...texts: string[]])[] = [
  ["capitals", domain({ domainName: "API.example.com" }), "domainName", "API.example.com", "Invalid domain name identifier specified"],
  ["a dot at the end", domain({ domainName: "api.example.com." }), "domainName", "Trailing period should be omitted from domain name"],
  ["a name of one part", domain({ domainName: "localhost" }), "domainName", "api.example.com"],
  ["a wildcard that is not the first part", domain({ domainName: "api.*.example.com" }), "domainName"],
  ["a part that ends with a hyphen", domain({ domainName: "api-.example.com" }), "domainName"],
  ["a part of 64 characters", domain({ domainName: `${"a".repeat(64)}.example.com` }), "domainName"],
  ["a private wildcard", privateDomain({ domainName: "*.example.com" }), "domainName", "wildcard"],
  ["a security policy of no form", domain({ securityPolicy: "TLS_9" }), "securityPolicy", "TLS_9", "TLS_1_2"],
  ["an endpoint type that is none", domain({ endpointType: "of all" }), "endpointType", "of all", "PRIVATE, EDGE, REGIONAL"],
  [
    "a name of 65 characters whose certificate is to be made",
    domain({ domainName: `${"a".repeat(53)}.example.com`, certificateArn: undefined, hostedZone: "Z0123" }),
    "certificateArn",
    "65",
    "64",
  ],
  ["neither certificate nor hosted zone", domain({ certificateArn: undefined }), "certificateArn", "hostedZone"],
  ["what is no certificate", domain({ certificateArn: "arn:aws:iam::123456789012:server-certificate/a" }), "certificateArn", "arn:aws:acm"],
  [
    "a certificate of another region in front of an edge",
    domain({ endpointType: "EDGE" }),
    "certificateArn",
    "is of eu-west-1",
    "Certificate must be in 'us-east-1'.",
  ],
  ["a security policy that is none", domain({ securityPolicy: "TLS_1_3" }), "securityPolicy", "TLS_1_3", "TLS_1_2"],
  ["an edge's security policy", domain({ securityPolicy: "SecurityPolicy_TLS13_2025_EDGE" }), "securityPolicy", "REGIONAL"],
  ["TLS 1.0 of a private one", privateDomain({ securityPolicy: "TLS_1_0" }), "securityPolicy", "PRIVATE", "TLS_1_2"],
  ["an access mode with an old security policy", domain({ endpointAccessMode: "STRICT" }), "endpointAccessMode", "TLS_1_2"],
  [
    "an access mode that is none",
    domain({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09", endpointAccessMode: "lax" }),
    "endpointAccessMode",
    "lax",
    "BASIC or STRICT",
  ],
  ["an address type that is none", domain({ ipAddressType: "IPv6" }), "ipAddressType", "IPv6", "dualstack"],
  ["a private one by version 4 alone", privateDomain({ ipAddressType: "ipv4" }), "ipAddressType", "dualstack"],
  ["VPC endpoints of a public one", domain({ vpcEndpoints: { office: "vpce-0a1b" } }), "vpcEndpoints", "PRIVATE"],
  ["what is no VPC endpoint", privateDomain({ vpcEndpoints: { office: "vpc-0a1b" } }), "vpcEndpoints", "vpc-0a1b", "vpce-"],
  ["a policy that is no JSON", privateDomain({ policy: "everybody" }), "policy", "no JSON object"],
  ["a policy of a public one", domain({ policy: { allow: { ipRanges: ["203.0.113.0/24"] } } }), "policy", "private domain name"],
  ["a private one that lets nobody in", privateDomain({ vpcEndpoints: undefined }), "policy", "is missing", "vpcEndpoints"],
  ["what is no VPC in a policy", privateDomain({ policy: { allow: { vpcIds: ["office"] } } }), "policy.allow.vpcIds[0]", "office", "vpc-"],
  [
    "a policy without principals",
    privateDomain({ policy: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } } }),
    "policy.Statement",
    "Principal",
  ],
  ["several parts of a private one", privateDomain({ mappings: { "orders/v2": stage("PRIVATE") } }), 'mappings["orders/v2"]', "one part"],
  [
    "rules of a private one",
    privateDomain({ routingRules: { all: { priority: 1, stage: stage("PRIVATE") } } }),
    "routingRules",
    "mappings",
  ],
  ["mutual TLS at the edge", domain({ endpointType: "EDGE", certificateArn: "⟦late⟧", mutualTls: MUTUAL_TLS }), "mutualTls", "REGIONAL"],
  [
    "mutual TLS by an enhanced policy",
    domain({ mutualTls: MUTUAL_TLS, securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }),
    "securityPolicy",
    "Mutual TLS needs TLS_1_2",
  ],
  [
    "mutual TLS by an old policy",
    domain({ mutualTls: MUTUAL_TLS, securityPolicy: "TLS_1_0" }),
    "securityPolicy",
    "Mutual TLS authentication is only supported with TLS 1.2.",
  ],
  ["a truststore that is not in S3", domain({ mutualTls: { truststoreUri: "partners.pem" } }), "mutualTls.truststoreUri", "s3://"],
  [
    "mutual TLS for an edge-optimized API",
    domain({ mutualTls: MUTUAL_TLS, mappings: { "": stage("EDGE") } }),
    'mappings[""]',
    "Mutual TLS authentication is supported for Regional APIs only",
  ],
  ["a slash at a base path's end", domain({ mappings: { "orders/": stage() } }), 'mappings["orders/"]', "single slashes"],
  ["a slash before a base path", domain({ mappings: { "/orders": stage() } }), 'mappings["/orders"]', "single slashes"],
  ["an empty part of a base path", domain({ mappings: { "a//b": stage() } }), 'mappings["a//b"]', "single slashes"],
  ["a variable in a base path", domain({ mappings: { "{id}": stage() } }), 'mappings["{id}"]', "letters, digits"],
  ["a base path of 301 characters", domain({ mappings: { ["a".repeat(301)]: stage() } }), `mappings.${"a".repeat(301)}`, "301", "300"],
  [
    "more than 200 base paths of several parts",
    domain({ mappings: Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`a/${index}`, stage()])) }),
    "mappings",
    "201",
    "200",
  ],
  [
    "several parts by the old security policy",
    domain({ securityPolicy: "TLS_1_0", mappings: { "orders/v2": stage() } }),
    'mappings["orders/v2"]',
    "TLS_1_0",
    "Only REGIONAL domain names with a security policy of TLS 1.2",
  ],
  [
    "several parts at the edge",
    domain({ endpointType: "EDGE", certificateArn: GLOBAL_CERTIFICATE, mappings: { "orders/v2": stage() } }),
    'mappings["orders/v2"]',
    "EDGE",
  ],
  ["a private API at a public domain", domain({ mappings: { "": stage("PRIVATE") } }), 'mappings[""]', "private API"],
  ["a public API at a private domain", privateDomain({ mappings: { "": stage() } }), 'mappings[""]', "public API"],
  ["a private API by a rule of a public domain", rule({ stage: stage("PRIVATE") }), "routingRules.beta.stage", "private API"],
  [
    "more than fifty routing rules",
    domain({
      routingRules: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`r${index}`, { priority: index + 1, stage: stage() }])),
    }),
    "routingRules",
    "are 51",
    "50",
  ],
  ["priority 0", rule({ priority: 0 }), "routingRules.beta.priority", "is 0", "1000000"],
  ["a priority between two numbers", rule({ priority: 1.5 }), "routingRules.beta.priority", "1.5"],
  [
    "one priority twice",
    domain({ routingRules: { a: { priority: 1, stage: stage() }, b: { priority: 1, stage: stage() } } }),
    "routingRules.b.priority",
    'that of "a"',
  ],
  [
    "three headers",
    rule({ matchHeaders: ["a", "b", "c"].map((name) => ({ header: name, valueGlob: "*" })) }),
    "routingRules.beta.matchHeaders",
    "are 3",
    "2 headers",
  ],
  ["a wildcard for a header's name", header("x-*", "a"), "routingRules.beta.matchHeaders[0].header", "x-*"],
  ["a header's name of 40 characters", header("x".repeat(40), "a"), "routingRules.beta.matchHeaders[0].header", "39"],
  ["a header that is not looked at", header("Authorization", "a"), "routingRules.beta.matchHeaders[0].header", "Authorization"],
  ["one of API Gateway's own headers", header("X-Amzn-Trace-Id", "a"), "routingRules.beta.matchHeaders[0].header", "X-Amzn-Trace-Id"],
  ["a star in the middle", header("a", "b*c"), "routingRules.beta.matchHeaders[0].valueGlob", "b*c"],
  ["no value", header("a", ""), "routingRules.beta.matchHeaders[0].valueGlob", "1 to 127"],
  ["a value of 128 characters", header("a", "b".repeat(128)), "routingRules.beta.matchHeaders[0].valueGlob", "128", "127"],
  ["a middle of more than 39 characters", header("a", `*${"b".repeat(38)}*`), "routingRules.beta.matchHeaders[0].valueGlob", "39"],
  ["a rule's base path of 128 characters", rule({ matchBasePath: "a".repeat(128) }), "routingRules.beta.matchBasePath", "127"],
  ["a rule's base path with a slash before it", rule({ matchBasePath: "/orders" }), "routingRules.beta.matchBasePath", "single slashes"],
  ["a base path taken away that is none", rule({ stripBasePath: true }), "routingRules.beta.stripBasePath", "matchBasePath"],
  ["a routing mode that is none", domain({ routingMode: "api-mapping" }), "routingMode", "BASE_PATH_MAPPING_ONLY"],
  [
    "mappings by rules alone",
    domain({ routingMode: "ROUTING_RULE_ONLY", routingRules: { a: { priority: 1, stage: stage() } } }),
    "routingMode",
    "mappings",
  ],
  [
    "rules by mappings alone",
    domain({ routingMode: "BASE_PATH_MAPPING_ONLY", routingRules: { a: { priority: 1, stage: stage() } } }),
    "routingMode",
    "routing rules",
  ],
];

describe("The rules of custom domain names", () => {
  for (const [what, args] of TAKEN) it(`take ${what}`, () => assert.deepEqual(problems(args), []));
  for (const [what, args, where, ...texts] of REFUSED) it(`refuses ${what}`, () => assertRefused(problems(args), where, ...texts));

  it("refuses all that is wrong at once", () => {
    const all = problems(domain({ domainName: "A", certificateArn: "b", securityPolicy: "c", mappings: { "d/": stage() } }));
    assert.deepEqual(
      all.map((problem) => problem.split(":", 1)[0]),
      ["domainName", "certificateArn", "securityPolicy", 'mappings["d/"]'],
    );
  });

  it("warn of an API that needs no certificate at its default endpoint", () => {
    const args = domain({ mutualTls: MUTUAL_TLS, mappings: { "": stage(), closed: stage("REGIONAL", true), foreign: {} } });
    const warnings = warnDomainName(defineDomain(args));
    assert.deepEqual(
      warnings.map(({ where, rule }) => [where, rule]),
      [['mappings[""]', "open-default-endpoint"]],
    );
    assert.deepEqual(warnDomainName(defineDomain(args), ["open-default-endpoint"]), []);
    assert.deepEqual(warnDomainName(defineDomain(domain({}))), []);
  });

  it("warn of a security policy that has the form of one and is not known, and name the nearest", () => {
    const args = domain(JSON.parse('{"securityPolicy": "SecurityPolicy_TLS13_1_3_2031_09"}'));
    assert.deepEqual(checkDomainName(args, defineDomain(args)), []);
    const [warning, ...others] = warnDomainName(defineDomain(args));
    assert.deepEqual([warning?.where, warning?.rule, others], ["securityPolicy", "unknown-value", []]);
    assert.match(warning?.message ?? "", /nearest that is known is SecurityPolicy_TLS13_1_3_2025_09/);
  });

  it("warn of other words of AWS's form that are not known, where they stand", () => {
    const args = domain({ endpointType: "REGIONS", ipAddressType: "ipv6", routingMode: "ROUTING_RULES_ONLY" });
    assert.deepEqual(checkDomainName(args, defineDomain(args)), []);
    assert.deepEqual(
      warnDomainName(defineDomain(args)).map(({ where, message }) => [where, / known is (\S+)\.$/.exec(message)?.[1]]),
      [
        ["endpointType", "REGIONAL"],
        ["ipAddressType", "ipv4"],
        ["routingMode", "ROUTING_RULE_ONLY"],
      ],
    );
    assert.deepEqual(warnDomainName(defineDomain(args), ["unknown-value"]), []);
  });

  it("warn of a base path that is kept for health checks", () => {
    const args = domain({ mappings: { ping: stage(), sping: stage(), pings: stage() } });
    assert.deepEqual(
      warnDomainName(defineDomain(args)).map(({ where }) => where),
      ["mappings.ping", "mappings.sping"],
    );
  });
});
