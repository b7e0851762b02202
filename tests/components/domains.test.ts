import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DomainName, type DomainNameArgs, ExecuteApiEndpoint, mock, RestApi, type RestApiArgs } from "../../components/index";
import { counts, ofType, type Registered, record } from "./recording";

const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/given";
const TYPES = {
  domainName: "aws:apigateway/domainName:DomainName",
  mapping: "aws:apigateway/basePathMapping:BasePathMapping",
  apiMapping: "aws:apigatewayv2/apiMapping:ApiMapping",
  rule: "aws:apigatewayv2/routingRule:RoutingRule",
  certificate: "aws:acm/certificate:Certificate",
  validation: "aws:acm/certificateValidation:CertificateValidation",
  record: "aws:route53/record:Record",
  association: "aws:apigateway/domainNameAccessAssociation:DomainNameAccessAssociation",
};

function api(name: string, more: Partial<RestApiArgs<"GET /", "prod" | "beta">> = {}) {
  return new RestApi(name, { routes: { "GET /": { integration: mock() } }, stages: { prod: {}, beta: {} }, ...more });
}

/** The resources of a domain name with a given certificate that leads to a stage. */
function recordDomain(args: (shop: ReturnType<typeof api>) => Partial<DomainNameArgs>): Promise<readonly Registered[]> {
  return record(() => {
    const shop = api("api");
    new DomainName("shop", {
      domainName: "api.example.com",
      certificateArn: CERTIFICATE,
      mappings: { "": shop.stages.prod },
      ...args(shop),
    });
  });
}

function inputsOf(registered: readonly Registered[], type: keyof typeof TYPES): readonly unknown[] {
  return ofType(registered, TYPES[type]).map(({ inputs }) => inputs);
}

function refusal(program: () => void): Promise<string> {
  return record(program).then(
    () => "nothing was refused",
    (error: Error) => error.message,
  );
}

describe("A custom domain name", () => {
  it("is one resource, and one for each mapping, where its certificate is given and DNS is up to others", async () => {
    const registered = await recordDomain(() => ({}));
    assert.deepEqual(inputsOf(registered, "domainName"), [
      {
        domainName: "api.example.com",
        endpointConfiguration: { types: "REGIONAL", ipAddressType: "ipv4" },
        regionalCertificateArn: CERTIFICATE,
        securityPolicy: "TLS_1_2",
        routingMode: "BASE_PATH_MAPPING_ONLY",
      },
    ]);
    assert.deepEqual(inputsOf(registered, "mapping"), [{ domainName: "api.example.com", restApi: "api-id", stageName: "prod" }]);
    const count = counts(registered);
    assert.deepEqual(
      [count[TYPES.certificate], count[TYPES.record], count[TYPES.association], count[TYPES.rule]],
      [undefined, undefined, undefined, undefined],
    );
    for (const type of [TYPES.domainName, TYPES.mapping]) assert.equal(ofType(registered, type)[0]?.parent, "shop");
  });

  it("maps base paths of one part and of several, each by the API that knows it", async () => {
    const registered = await recordDomain(({ stages }) => ({
      mappings: { "": stages.prod, orders: stages.beta, "orders/v2": stages.prod },
    }));
    assert.deepEqual(
      ofType(registered, TYPES.mapping).map(({ name, inputs }) => [name, inputs]),
      [
        ["shop/", { domainName: "api.example.com", restApi: "api-id", stageName: "prod" }],
        ["shop/orders", { domainName: "api.example.com", basePath: "orders", restApi: "api-id", stageName: "beta" }],
      ],
    );
    assert.deepEqual(
      ofType(registered, TYPES.apiMapping).map(({ name, inputs }) => [name, inputs]),
      [["shop/orders/v2", { domainName: "api.example.com", apiMappingKey: "orders/v2", apiId: "api-id", stage: "prod" }]],
    );
  });

  it("refuses a stage that the API lacks, by its type", async () => {
    await record(() => {
      const { stages } = api("api");
      // @ts-expect-error the API has no such stage
      assert.equal(stages.none, undefined);
    });
  });

  it("leads to the stages of other APIs, too", async () => {
    const registered = await record(() => {
      const stage = new aws.apigateway.Stage("plain", { restApi: "plain-api", deployment: "d", stageName: "v1" });
      new DomainName("shop", { domainName: "api.example.com", certificateArn: CERTIFICATE, mappings: { "": stage } });
    });
    assert.deepEqual(inputsOf(registered, "mapping"), [{ domainName: "api.example.com", restApi: "plain-api", stageName: "v1" }]);
  });

  it("has rules, for which its routing mode makes room", async () => {
    const registered = await recordDomain(({ stages }) => ({
      routingRules: {
        beta: {
          priority: 10,
          matchHeaders: [
            { header: "x-version", valueGlob: "beta*" },
            { header: "x-team", valueGlob: "*" },
          ],
          matchBasePath: "orders",
          stripBasePath: true,
          stage: stages.beta,
        },
        all: { priority: 20, stage: stages.prod },
      },
    }));
    assert.deepEqual(
      ofType(registered, TYPES.rule).map(({ name, inputs }) => [name, inputs]),
      [
        [
          "shop-beta",
          {
            domainName: "api.example.com",
            priority: 10,
            conditions: [
              { matchHeaders: { anyOf: { header: "x-version", valueGlob: "beta*" } } },
              { matchHeaders: { anyOf: { header: "x-team", valueGlob: "*" } } },
              { matchBasePaths: { anyOfs: ["orders"] } },
            ],
            actions: [{ invokeApi: { apiId: "api-id", stage: "beta", stripBasePath: true } }],
          },
        ],
        [
          "shop-all",
          {
            domainName: "api.example.com",
            priority: 20,
            conditions: [],
            actions: [{ invokeApi: { apiId: "api-id", stage: "prod", stripBasePath: false } }],
          },
        ],
      ],
    );
    const [domain] = ofType(registered, TYPES.domainName);
    assert.equal(domain?.inputs["routingMode"], "ROUTING_RULE_THEN_BASE_PATH_MAPPING");
  });

  it("has a certificate made and validated in its hosted zone, and an address there", async () => {
    const registered = await record(() => {
      const hostedZone = new aws.route53.Zone("zone");
      new DomainName("shop", {
        domainName: "api.example.com",
        hostedZone,
        mappings: { "": api("api").stages.prod },
        tags: { team: "shop" },
      });
    });
    assert.deepEqual(inputsOf(registered, "certificate"), [
      { domainName: "api.example.com", validationMethod: "DNS", tags: { team: "shop" } },
    ]);
    const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/shop";
    assert.deepEqual(inputsOf(registered, "validation"), [{ certificateArn, validationRecordFqdns: ["_shop.example.com."] }]);
    assert.deepEqual(
      ofType(registered, TYPES.record).map(({ name, inputs }) => [name, inputs]),
      [
        [
          "shop-validation",
          { zoneId: "zone-zone", name: "_shop.example.com.", type: "CNAME", records: ["_shop.acm."], ttl: 300, allowOverwrite: true },
        ],
        [
          "shop-a",
          {
            zoneId: "zone-zone",
            name: "api.example.com",
            type: "A",
            aliases: [{ name: "shop.regional", zoneId: "shop-regional-zone", evaluateTargetHealth: false }],
          },
        ],
      ],
    );
    const [domain] = ofType(registered, TYPES.domainName);
    assert.deepEqual([domain?.inputs["regionalCertificateArn"], domain?.inputs["tags"]], [certificateArn, { team: "shop" }]);
  });

  it("has an address of each version where it is called by both", async () => {
    const registered = await recordDomain(() => ({ hostedZone: "Z0123", ipAddressType: "dualstack" }));
    assert.deepEqual(
      ofType(registered, TYPES.record).map(({ inputs }) => [inputs["type"], inputs["zoneId"]]),
      [
        ["A", "Z0123"],
        ["AAAA", "Z0123"],
      ],
    );
    assert.deepEqual(ofType(registered, TYPES.domainName)[0]?.inputs["endpointConfiguration"], {
      types: "REGIONAL",
      ipAddressType: "dualstack",
    });
  });

  it("at the edge has its certificate in us-east-1, and its address at CloudFront", async () => {
    const registered = await record(() => {
      const shop = api("api", { endpointType: "EDGE" });
      new DomainName("shop", {
        domainName: "api.example.com",
        endpointType: "EDGE",
        hostedZone: "Z0123",
        mappings: { "": shop.stages.prod },
      });
    });
    for (const type of [TYPES.certificate, TYPES.validation]) assert.equal(ofType(registered, type)[0]?.inputs["region"], "us-east-1");
    const [domain] = ofType(registered, TYPES.domainName);
    assert.deepEqual(
      [domain?.inputs["certificateArn"], domain?.inputs["regionalCertificateArn"], domain?.inputs["region"]],
      ["arn:aws:acm:eu-central-1:123456789012:certificate/shop", undefined, undefined],
    );
    assert.deepEqual(ofType(registered, TYPES.record).find(({ name }) => name === "shop-a")?.inputs["aliases"], [
      { name: "shop.cloudfront.net", zoneId: "shop-edge-zone", evaluateTargetHealth: false },
    ]);
  });

  it("asks callers for certificates", async () => {
    const registered = await recordDomain(() => ({
      mutualTls: {
        truststoreUri: pulumi.output("s3://truststores/partners.pem"),
        truststoreVersion: "7",
        ownershipVerificationCertificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/owner",
      },
    }));
    const [domain] = ofType(registered, TYPES.domainName);
    assert.deepEqual(domain?.inputs["mutualTlsAuthentication"], { truststoreUri: "s3://truststores/partners.pem", truststoreVersion: "7" });
    assert.equal(domain?.inputs["ownershipVerificationCertificateArn"], "arn:aws:acm:eu-central-1:123456789012:certificate/owner");
  });

  it("has an access mode with an enhanced security policy", async () => {
    const registered = await recordDomain(() => ({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }));
    const [domain] = ofType(registered, TYPES.domainName);
    assert.deepEqual(
      [domain?.inputs["securityPolicy"], domain?.inputs["endpointAccessMode"]],
      ["SecurityPolicy_TLS13_1_3_2025_09", "STRICT"],
    );
  });

  it("in private is for its VPC endpoints, whose networks find it", async () => {
    const registered = await record(() => {
      const office = new ExecuteApiEndpoint("office", { vpcId: "vpc-1", subnetIds: ["subnet-1"] });
      const home = new aws.ec2.VpcEndpoint("home", { vpcId: "vpc-2", serviceName: "execute-api" });
      const ledger = api("api", { endpointType: "PRIVATE", vpcEndpoints: [office] });
      new DomainName("shop", {
        domainName: "ledger.example.com",
        endpointType: "PRIVATE",
        certificateArn: CERTIFICATE,
        hostedZone: "Z0123",
        vpcEndpoints: {
          office: { endpoint: office, hostedZone: new aws.route53.Zone("inner") },
          home: { endpoint: home },
          branch: { endpoint: "vpce-0a1b" },
        },
        mappings: { ledger: ledger.stages.prod },
      });
    });
    const [domain] = ofType(registered, TYPES.domainName);
    const invoke = { Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
    assert.deepEqual(
      { ...domain?.inputs, policy: JSON.parse(String(domain?.inputs["policy"])) },
      {
        domainName: "ledger.example.com",
        endpointConfiguration: { types: "PRIVATE", ipAddressType: "dualstack" },
        certificateArn: CERTIFICATE,
        securityPolicy: "TLS_1_2",
        routingMode: "BASE_PATH_MAPPING_ONLY",
        policy: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", ...invoke },
            { Effect: "Deny", ...invoke, Condition: { StringNotEquals: { "aws:SourceVpce": ["office-id", "home-id", "vpce-0a1b"] } } },
          ],
        },
      },
    );
    assert.deepEqual(inputsOf(registered, "mapping"), [
      { domainName: "ledger.example.com", domainNameId: "shop-domain-id", basePath: "ledger", restApi: "api-id", stageName: "prod" },
    ]);
    const association = { domainNameArn: "arn:aws:apigateway:eu-central-1::/domainnames/shop", accessAssociationSourceType: "VPCE" };
    assert.deepEqual(inputsOf(registered, "association"), [
      { ...association, accessAssociationSource: "office-id" },
      { ...association, accessAssociationSource: "home-id" },
      { ...association, accessAssociationSource: "vpce-0a1b" },
    ]);
    assert.deepEqual(inputsOf(registered, "record"), [
      {
        zoneId: "inner-zone",
        name: "ledger.example.com",
        type: "A",
        aliases: [{ name: "office.vpce", zoneId: "office-vpce-zone", evaluateTargetHealth: false }],
      },
    ]);
  });

  it("in private has records by names of their own, whatever its VPC endpoints are called", async () => {
    const registered = await recordDomain(() => {
      const endpoint = new aws.ec2.VpcEndpoint("home", { vpcId: "vpc-2", serviceName: "execute-api" });
      return {
        endpointType: "PRIVATE",
        mappings: {},
        certificateArn: undefined as never,
        hostedZone: "Z0123",
        vpcEndpoints: { validation: { endpoint, hostedZone: "Z0456" } },
      };
    });
    const names = ofType(registered, TYPES.record).map(({ name }) => name);
    assert.deepEqual(names, ["shop-validation", "shop/validation"]);
  });

  it("refuses one private hosted zone for several VPC endpoints, which has room for one record of the name", async () => {
    const inner = (vpcEndpoints: (zone: aws.route53.Zone) => DomainNameArgs["vpcEndpoints"] & object) =>
      refusal(() => {
        const zone = new aws.route53.Zone("inner");
        new DomainName("shop", {
          domainName: "ledger.example.com",
          endpointType: "PRIVATE",
          certificateArn: CERTIFICATE,
          vpcEndpoints: vpcEndpoints(zone),
        });
      });
    const endpoint = (name: string) => new aws.ec2.VpcEndpoint(name, { vpcId: "vpc-2", serviceName: "execute-api" });
    const message = /vpcEndpoints\.home\.hostedZone: is that of "office", too/;
    assert.match(
      await inner((zone) => ({
        office: { endpoint: endpoint("a"), hostedZone: zone },
        home: { endpoint: endpoint("b"), hostedZone: zone },
      })),
      message,
    );
    assert.match(
      await inner(() => ({ office: { endpoint: endpoint("a"), hostedZone: "Z1" }, home: { endpoint: endpoint("b"), hostedZone: "Z1" } })),
      message,
    );
    const each = await inner(() => ({
      office: { endpoint: endpoint("a"), hostedZone: "Z1" },
      home: { endpoint: endpoint("b"), hostedZone: "Z2" },
    }));
    assert.equal(each, "nothing was refused");
  });

  it("refuses a hosted zone by its name, wherever one is given", async () => {
    const told = await refusal(() => {
      const endpoint = new aws.ec2.VpcEndpoint("office", { vpcId: "vpc-2", serviceName: "execute-api" });
      new DomainName("shop", {
        domainName: "ledger.example.com",
        endpointType: "PRIVATE",
        hostedZone: "example.com",
        vpcEndpoints: { office: { endpoint, hostedZone: "inner.example.com." } },
      });
    });
    assert.match(told, / {2}hostedZone: is "example\.com", a name\. Give the hosted zone's id/);
    assert.match(told, /vpcEndpoints\.office\.hostedZone: is "inner\.example\.com\."/);
  });

  it("in private takes its policy as JSON, too, that is known only at deployment", async () => {
    const document = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" }],
    };
    for (const policy of [JSON.stringify(document), pulumi.output(JSON.stringify(document))]) {
      const registered = await recordDomain(() => ({
        endpointType: "PRIVATE",
        mappings: {},
        vpcEndpoints: { office: { endpoint: "vpce-0a1b" } },
        policy,
      }));
      assert.deepEqual(JSON.parse(String(ofType(registered, TYPES.domainName)[0]?.inputs["policy"])), document);
    }
  });

  it("lets each child be changed, and gives its url", async () => {
    let url = "";
    const registered = await record(() => {
      const tagged = <Args extends object>(args: Args, opts: pulumi.CustomResourceOptions) => ({
        args: { ...args, region: "eu-west-1" },
        opts,
      });
      const shop = api("api");
      const domain = new DomainName("shop", {
        domainName: "api.example.com",
        hostedZone: "Z0123",
        mappings: { "": shop.stages.prod, "a/b": shop.stages.prod },
        routingRules: { all: { priority: 1, stage: shop.stages.beta } },
        transform: {
          certificate: tagged,
          certificateValidation: tagged,
          domainName: tagged,
          basePathMapping: tagged,
          apiMapping: tagged,
          routingRule: tagged,
          record: (args, opts) => ({ args: { ...args, allowOverwrite: false }, opts }),
        },
      });
      url = domain.url;
      assert.deepEqual([Object.keys(domain.mappings), Object.keys(domain.routingRules), domain.records.length], [["", "a/b"], ["all"], 1]);
    });
    assert.equal(url, "https://api.example.com");
    for (const type of [TYPES.certificate, TYPES.validation, TYPES.domainName, TYPES.mapping, TYPES.apiMapping, TYPES.rule])
      assert.deepEqual(
        ofType(registered, type).map(({ inputs }) => inputs["region"]),
        ["eu-west-1"],
        type,
      );
    assert.deepEqual(
      ofType(registered, TYPES.record).map(({ inputs }) => inputs["allowOverwrite"]),
      [false, false],
    );
  });

  it("refuses, before anything is made, all for which API Gateway would refuse it", async () => {
    const message = await refusal(() => {
      const edge = api("api", { endpointType: "EDGE" });
      const mutualTls = { truststoreUri: "partners.pem" };
      new DomainName("shop", { domainName: "API.example.com", mutualTls, mappings: { "/a": edge.stages.prod }, tags: { "aws:a": "b" } });
    });
    assert.match(message, /DomainName "shop" has 6 problems:/);
    for (const where of ["domainName:", "certificateArn:", "mutualTls.truststoreUri:", 'mappings["/a"]:', 'tags["aws:a"]:'])
      assert.ok(message.includes(where), where);
    assert.match(message, /Mutual TLS authentication is supported for Regional APIs only/);
  });
});
