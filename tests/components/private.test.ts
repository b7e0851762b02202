import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { ExecuteApiEndpoint, type ExecuteApiEndpointArgs, mock, RestApi, type RestApiArgs } from "../../components/index";
import { vpcEndpointUrl } from "../../components/private/vpc-endpoint-url";
import { counts, definitionOf, ofType, type Registered, record } from "./recording";

const REST_API = "aws:apigateway/restApi:RestApi";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
const VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const INVOKE = { Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };

const routes = { "GET /": { integration: mock() } };
const privateApi = (args: Partial<RestApiArgs>) => new RestApi("api", { endpointType: "PRIVATE", routes, stages: { prod: {} }, ...args });

function inputs(registered: readonly Registered[], type: string): Readonly<Record<string, unknown>> {
  return ofType(registered, type)[0]?.inputs ?? {};
}

function known<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

describe("A private API", () => {
  it("has its VPC endpoints, however they are given, and is for who comes by them", async () => {
    const registered = await record(() => {
      const made = new aws.ec2.VpcEndpoint("made", { vpcId: "vpc-0a", serviceName: "com.amazonaws.eu-central-1.execute-api" });
      const entrance = new ExecuteApiEndpoint("entrance", { vpcId: "vpc-0a", subnetIds: ["subnet-0a"] });
      privateApi({ vpcEndpoints: [made, entrance, pulumi.output("vpce-0b"), "vpce-0c"] });
    });
    const ids = ["made-id", "entrance-id", "vpce-0b", "vpce-0c"];
    assert.deepEqual(inputs(registered, REST_API)["endpointConfiguration"], {
      types: "PRIVATE",
      ipAddressType: "dualstack",
      vpcEndpointIds: ids,
    });
    const { endpoint, policy } = definitionOf(registered);
    assert.deepEqual(endpoint.vpcEndpointIds, ids);
    const Condition = { StringNotEquals: { "aws:SourceVpce": ids } };
    assert.deepEqual(policy, {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", ...INVOKE },
        { Effect: "Deny", ...INVOKE, Condition },
      ],
    });
  });

  it("has a url by each of them, with or without private DNS", async () => {
    const made: RestApi<keyof typeof routes>[] = [];
    await record(() =>
      made.push(
        privateApi({ vpcEndpoints: ["vpce-0a", pulumi.output("vpce-0b")] }),
        new RestApi("other", { routes, stages: { prod: {} } }),
      ),
    );
    const urls = made.flatMap(({ stages, url }) => [...(stages["prod"]?.vpcEndpointUrls ?? []), url]);
    const at = (host: string) => `https://${host}.execute-api.eu-central-1.amazonaws.com/prod`;
    assert.deepEqual(await Promise.all(urls.map(known)), [
      at("a1b2c3d4e5-vpce-0a"),
      at("a1b2c3d4e5-vpce-0b"),
      at("a1b2c3d4e5-vpce-0a"),
      at("a1b2c3d4e5"),
    ]);
    assert.equal(vpcEndpointUrl("http://localhost:3000/api/prod", "vpce-0a"), "http://localhost:3000/api/prod");
  });

  it("may say that it takes IPv6 addresses, as a regional one may", async () => {
    const configuration = async (args: Partial<RestApiArgs>) =>
      inputs(await record(() => privateApi(args)), REST_API)["endpointConfiguration"];
    assert.deepEqual(await configuration({ vpcEndpoints: ["vpce-0a"], ipAddressType: "dualstack" }), {
      types: "PRIVATE",
      ipAddressType: "dualstack",
      vpcEndpointIds: ["vpce-0a"],
    });
    assert.deepEqual(await configuration({ endpointType: "REGIONAL", ipAddressType: "dualstack" }), {
      types: "REGIONAL",
      ipAddressType: "dualstack",
    });
  });

  it("is taken as a document too, its VPC endpoints said beside it", async () => {
    const integration = {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      responses: { default: { statusCode: "200" } },
    };
    const get = { responses: { 200: { description: "" } }, "x-amazon-apigateway-integration": integration };
    const openapi = {
      openapi: "3.0.1",
      info: { title: "api", version: "1" },
      paths: { "/": { get } },
      "x-amazon-apigateway-policy": { Statement: [{ Effect: "Allow", ...INVOKE }] },
    };
    const args = { openapi, endpointType: "PRIVATE", vpcEndpoints: [pulumi.output("vpce-0a")], stages: { prod: {} } } as const;
    const registered = await record(() => new RestApi("api", args));
    assert.deepEqual(definitionOf(registered).endpoint.vpcEndpointIds, ["vpce-0a"]);
    assert.deepEqual(inputs(registered, REST_API)["endpointConfiguration"], {
      types: "PRIVATE",
      ipAddressType: "dualstack",
      vpcEndpointIds: ["vpce-0a"],
    });
  });

  const refused: readonly (readonly [what: string, args: Partial<RestApiArgs>, text: RegExp])[] = [
    ["neither VPC endpoints nor a policy", {}, /policy: is missing\. .*give its vpcEndpoints/],
    ["no VPC endpoint at all", { vpcEndpoints: [] }, /policy: is missing/],
    [
      "IPv4 alone",
      { vpcEndpoints: ["vpce-0a"], ipAddressType: "ipv4" },
      /ipAddressType: is ipv4; .*Only dualstack ipAddressType is supported/,
    ],
    ["the id of something else", { vpcEndpoints: ["vpc-0a"] }, /vpcEndpoints\[0\]: is "vpc-0a"/],
    ["VPC endpoints of an API that is not private", { endpointType: "REGIONAL", vpcEndpoints: ["vpce-0a"] }, /vpcEndpoints: are given/],
  ];
  for (const [what, args, text] of refused)
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        record(() => privateApi(args)),
        (error) => pulumi.ResourceError.isInstance(error) && text.test(error.message),
      );
    });
});

describe("ExecuteApiEndpoint", () => {
  const made = (args: Partial<ExecuteApiEndpointArgs> = {}) =>
    record(() => new ExecuteApiEndpoint("entrance", { vpcId: "vpc-0a", subnetIds: ["subnet-0a", "subnet-0b"], ...args }));

  it("is an interface endpoint whose security group lets HTTPS in from the VPC alone, and nothing out", async () => {
    const registered = await made();
    assert.deepEqual(inputs(registered, SECURITY_GROUP), {
      egress: [],
      description: "HTTPS from the VPC to API Gateway",
      vpcId: "vpc-0a",
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16", "10.1.0.0/16"] }],
    });
    assert.deepEqual(inputs(registered, VPC_ENDPOINT), {
      vpcId: "vpc-0a",
      serviceName: "com.amazonaws.eu-central-1.execute-api",
      vpcEndpointType: "Interface",
      subnetIds: ["subnet-0a", "subnet-0b"],
      securityGroupIds: ["entrance-id"],
      privateDnsEnabled: false,
    });
    assert.deepEqual(counts(registered), { "lambda-rest-api:index:ExecuteApiEndpoint": 1, [SECURITY_GROUP]: 1, [VPC_ENDPOINT]: 1 });
    for (const type of [SECURITY_GROUP, VPC_ENDPOINT]) assert.equal(ofType(registered, type)[0]?.parent, "entrance");
  });

  it("takes ranges, private DNS, tags and transforms", async () => {
    const registered = await made({
      cidrBlocks: [pulumi.output("10.0.1.0/24")],
      privateDnsEnabled: true,
      tags: { team: "a" },
      transform: {
        securityGroup: (args, opts) => ({ args: { ...args, name: "named" }, opts }),
        vpcEndpoint: (args, opts) => ({ args: { ...args, ipAddressType: "dualstack" }, opts }),
      },
    });
    const { ingress, tags, name } = inputs(registered, SECURITY_GROUP);
    assert.deepEqual(
      [ingress, tags, name],
      [[{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.1.0/24"] }], { team: "a" }, "named"],
    );
    const endpoint = inputs(registered, VPC_ENDPOINT);
    assert.deepEqual([endpoint["privateDnsEnabled"], endpoint["tags"], endpoint["ipAddressType"]], [true, { team: "a" }, "dualstack"]);
  });

  it("refuses tags that are AWS's own", async () => {
    await assert.rejects(made({ tags: { "aws:team": "a" } }), /ExecuteApiEndpoint "entrance" has 1 problem:\s+tags\["aws:team"\]/);
  });

  it("is put into a network of @pulumi/awsx", async () => {
    const registered = await record(() => {
      const network = new awsx.ec2.Vpc("network", { natGateways: { strategy: "None" } });
      const entrance = new ExecuteApiEndpoint("entrance", { vpcId: network.vpcId, subnetIds: network.isolatedSubnetIds });
      privateApi({ vpcEndpoints: [entrance] });
    });
    const { vpcId, subnetIds } = inputs(registered, VPC_ENDPOINT);
    assert.deepEqual([vpcId, subnetIds], ["vpc-of-network", ["network-a", "network-b"]]);
    assert.deepEqual(definitionOf(registered).endpoint.vpcEndpointIds, ["entrance-id"]);
  });
});
