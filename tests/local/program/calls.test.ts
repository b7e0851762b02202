import assert from "node:assert/strict";
import { callFunction } from "../../../local/program/calls";
import { documentedOutputs } from "../../../local/program/documented";
import { cloud } from "../../../local/program/index";
import { functionNamed, resource, restApi } from "../resources/resources";

const CLOUD = cloud("123456789012", "eu-west-2");
const RESOURCES = [
  functionNamed("fn"),
  restApi("orders"),
  resource("kms/alias:Alias", "own", { targetKeyId: "0000" }, { name: "alias/own", targetKeyArn: "arn:of-the-key" }),
  resource("ec2/vpc:Vpc", "vpc-0a", { cidrBlock: "10.7.0.0/16" }, { arn: "arn:of-the-program" }),
];

function call(name: string, inputs: Readonly<Record<string, unknown>> = {}) {
  const context = { cloud: CLOUD, directory: __dirname, resources: RESOURCES, given: new Map() };
  return callFunction(`aws:${name}:${name.split("/")[1]}`, inputs, context);
}

describe("a data source", () => {
  const known: readonly (readonly [name: string, inputs: Readonly<Record<string, unknown>>, output: string, value: unknown])[] = [
    ["index/getRegion", {}, "name", "eu-west-2"],
    ["index/getCallerIdentity", {}, "accountId", "123456789012"],
    ["index/getPartition", {}, "dnsSuffix", "amazonaws.com"],
    ["index/getAvailabilityZones", {}, "names", ["eu-west-2a", "eu-west-2b", "eu-west-2c"]],
    ["index/getAvailabilityZone", { name: "eu-west-2c" }, "nameSuffix", "c"],
    ["index/getArn", { arn: "arn:aws:rds:eu-west-1:1:db:a:b" }, "resource", "db:a:b"],
    ["index/getServicePrincipal", { serviceName: "s3" }, "name", "s3.amazonaws.com"],
    ["ec2/getVpc", { id: "vpc-1" }, "id", "vpc-1"],
    ["ec2/getVpc", { default: true }, "id", /^vpc-[0-9a-f]{17}$/],
    ["ec2/getVpc", { tags: { Name: "main" } }, "cidrBlock", "10.0.0.0/16"],
    ["ec2/getVpc", { filters: [{ name: "tag:Name", values: ["main"] }] }, "id", /^vpc-[0-9a-f]{17}$/],
    ["ec2/getSubnets", { filters: [] }, "ids", /^\["subnet-[0-9a-f]{17}",/],
    ["ec2/getSecurityGroup", { name: "default" }, "id", /^sg-[0-9a-f]{17}$/],
    ["apigateway/getRestApi", { name: "elsewhere" }, "id", /^[a-z0-9]{10}$/],
    ["cognito/getUserPool", { userPoolId: "eu-west-2_abc" }, "arn", "arn:aws:cognito-idp:eu-west-2:123456789012:userpool/eu-west-2_abc"],
    ["dynamodb/getTable", { name: "t" }, "arn", "arn:aws:dynamodb:eu-west-2:123456789012:table/t"],
    ["ecr/getRepository", { name: "web" }, "repositoryUrl", "123456789012.dkr.ecr.eu-west-2.amazonaws.com/web"],
    ["iam/getRole", { name: "r" }, "arn", "arn:aws:iam::123456789012:role/r"],
    ["iam/getPolicy", { name: "AWSLambda_FullAccess" }, "arn", "arn:aws:iam::aws:policy/AWSLambda_FullAccess"],
    ["kms/getAlias", { name: "alias/a" }, "arn", "arn:aws:kms:eu-west-2:123456789012:alias/a"],
    ["kms/getAlias", { name: "alias/a" }, "targetKeyArn", /^arn:aws:kms:eu-west-2:123456789012:key\/[0-9a-f-]{36}$/],
    ["kinesis/getStream", { name: "s" }, "arn", "arn:aws:kinesis:eu-west-2:123456789012:stream/s"],
    ["lambda/getFunction", { functionName: "f" }, "qualifiedArn", "arn:aws:lambda:eu-west-2:123456789012:function:f"],
    ["lambda/getLayerVersion", { layerName: "l" }, "layerArn", "arn:aws:lambda:eu-west-2:123456789012:layer:l"],
    ["route53/getZone", { name: "a.org" }, "name", "a.org"],
    ["s3/getBucket", { bucket: "b" }, "bucketDomainName", "b.s3.amazonaws.com"],
    ["sns/getTopic", { name: "t" }, "arn", "arn:aws:sns:eu-west-2:123456789012:t"],
    ["sqs/getQueue", { name: "q" }, "url", "https://sqs.eu-west-2.amazonaws.com/123456789012/q"],
    ["sfn/getStateMachine", { name: "m" }, "arn", "arn:aws:states:eu-west-2:123456789012:stateMachine:m"],
  ];
  for (const [name, inputs, output, value] of known)
    it(`answers ${name} ${JSON.stringify(inputs)} with its ${output}`, () => {
      const found = call(name, inputs)?.[output];
      if (value instanceof RegExp) assert.match(typeof found === "string" ? found : JSON.stringify(found), value);
      else assert.deepEqual(found, value);
      assert.ok(documentedOutputs(`aws:${name}:${name.split("/")[1]}`, __dirname).includes(output), "the provider documents it");
      assert.deepEqual(call(name, inputs), call(name, inputs));
    });

  it("finds what the program itself makes", () => {
    assert.equal(call("lambda/getFunction", { functionName: "fn" })?.["arn"], RESOURCES[0]?.outputs["arn"]);
    assert.equal(call("kms/getAlias", { name: "alias/own" })?.["targetKeyArn"], "arn:of-the-key");
    assert.equal(call("apigateway/getRestApi", { name: "orders" })?.["rootResourceId"], "orders-root");
    assert.equal(call("ec2/getVpc", { cidrBlock: "10.7.0.0/16" })?.["id"], "vpc-0a");
    assert.notEqual(call("ec2/getVpc", { default: true })?.["id"], "vpc-0a");
  });

  it("is not known where only a cloud could know it", () => {
    for (const name of ["ec2/getAmi", "lambda/getInvocation", "rds/getInstance", "index/toString"])
      assert.equal(call(name), undefined, name);
  });
});
