import assert from "node:assert/strict";
import { documentedOutputs } from "../../../local/program/documented";
import { cloud } from "../../../local/program/index";
import { KNOWN_TYPES, provide } from "../../../local/program/outputs/index";
import { resource } from "../resources/resources";

const CLOUD = cloud("123456789012", "eu-west-2");

/** Inputs by which kinds are named, or that their outputs are made of. */
const INPUTS = {
  apiId: "abcdefghij",
  restApi: "abcdefghij",
  restApiId: "abcdefghij",
  stageName: "dev",
  userPoolId: "eu-west-2_abc",
  functionName: "fn",
  functionVersion: "1",
  logGroupName: "/logs",
  applicationId: "app1234",
  bucket: "pictures",
  cluster: "arn:aws:ecs:eu-west-2:123456789012:cluster/main",
  fileSystemId: "fs-12345678",
  generateSecret: true,
  identifier: "shop",
  keyId: "key1234567",
  loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-2:123456789012:loadbalancer/app/web/1234567890abcdef",
  parentId: "root",
  pathPart: "orders",
  providerName: "Google",
  role: "runs",
  secretId: "arn:aws:secretsmanager:eu-west-2:123456789012:secret:key-abcdef",
  scopes: [{ scopeName: "read" }],
  streamEnabled: true,
  topic: "arn:aws:sns:eu-west-2:123456789012:news",
  type: "A",
  website: {},
  zoneId: "Z1",
};

function outputs(type: string, inputs: Readonly<Record<string, unknown>> = {}, uniqueName = "thing") {
  return provide({
    type: type.includes(":index") || type.startsWith("aws") ? type : `aws:${type}`,
    name: uniqueName,
    uniqueName,
    id: undefined,
    inputs,
    cloud: CLOUD,
    baseUrl: "http://localhost:3000",
    find: (_, id) => resource("apigateway/apiKey:ApiKey", id, {}, { value: "secret", path: "/" }),
  });
}

const OF_AWS = KNOWN_TYPES.filter((type) => type.startsWith("aws:"));

describe("what the cloud adds to a resource", () => {
  for (const type of OF_AWS)
    it(`is what the provider documents of ${type.slice("aws:".length)}, whole, and the same at every start`, () => {
      const made = outputs(type, INPUTS);
      const documented = documentedOutputs(type, __dirname);
      if (documented.length > 0)
        for (const output of Object.keys(made.outputs))
          assert.ok([...documented, ...SINCE].includes(output), `${type} has no output ${output}`);
      const text = JSON.stringify(made);
      assert.doesNotMatch(text, /undefined|\[object|NaN|[{}]\w+[}]|"":|""/);
      for (const [arn] of text.matchAll(/arn:[^"]*/g))
        assert.match(arn, /^arn:aws:[a-z0-9-]+:(?:eu-west-2)?:(?:123456789012|aws|cloudfront|lambda)?:[^:].*$/);
      assert.deepEqual(outputs(type, INPUTS), made);
      assert.ok(made.id !== "");
    });

  it("differs from one resource to another, unless it is named", () => {
    for (const type of ["sqs/queue:Queue", "ec2/vpc:Vpc", "apigateway/restApi:RestApi", "sfn/stateMachine:StateMachine"])
      assert.notEqual(outputs(type).id, outputs(type, {}, "other").id, type);
  });

  it("leaves out what needs an input that is not known", () => {
    assert.deepEqual(Object.keys(outputs("cloudwatch/logStream:LogStream", { name: "s" }).outputs), ["region", "name"]);
    assert.equal(outputs("sns/topicSubscription:TopicSubscription").outputs["arn"], undefined);
    for (const output of ["address", "endpoint"]) assert.equal(outputs("rds/instance:Instance").outputs[output], undefined);
    assert.equal(outputs("dynamodb/table:Table").outputs["streamArn"], undefined);
  });

  it("is the given id of what exists already", () => {
    const registration = { name: "x", uniqueName: "x", inputs: {}, cloud: CLOUD, baseUrl: "", find: () => undefined };
    const { id, outputs } = provide({ ...registration, type: "aws:ec2/internetGateway:InternetGateway", id: "igw-1" });
    assert.deepEqual([id, outputs["arn"]], ["igw-1", "arn:aws:ec2:eu-west-2:123456789012:internet-gateway/igw-1"]);
  });

  const examples: readonly (readonly [type: string, inputs: Readonly<Record<string, unknown>>, output: string, value: string | RegExp])[] =
    [
      ["kinesis/stream:Stream", { name: "clicks" }, "arn", "arn:aws:kinesis:eu-west-2:123456789012:stream/clicks"],
      ["sfn/stateMachine:StateMachine", { name: "orders" }, "arn", "arn:aws:states:eu-west-2:123456789012:stateMachine:orders"],
      ["cloudwatch/eventRule:EventRule", { name: "daily" }, "arn", "arn:aws:events:eu-west-2:123456789012:rule/daily"],
      [
        "cloudwatch/eventRule:EventRule",
        { name: "sold", eventBusName: "shop" },
        "arn",
        "arn:aws:events:eu-west-2:123456789012:rule/shop/sold",
      ],
      ["cloudfront/distribution:Distribution", {}, "domainName", /^d[a-z0-9]{13}\.cloudfront\.net$/],
      ["cloudfront/distribution:Distribution", {}, "arn", /^arn:aws:cloudfront::123456789012:distribution\/E[A-Z0-9]{13}$/],
      ["ecr/repository:Repository", { name: "web" }, "repositoryUrl", "123456789012.dkr.ecr.eu-west-2.amazonaws.com/web"],
      ["iam/instanceProfile:InstanceProfile", { name: "web", path: "/a/" }, "arn", "arn:aws:iam::123456789012:instance-profile/a/web"],
      [
        "apigatewayv2/api:Api",
        { protocolType: "WEBSOCKET" },
        "apiEndpoint",
        /^wss:\/\/[a-z0-9]{10}\.execute-api\.eu-west-2\.amazonaws\.com$/,
      ],
      [
        "apigateway/authorizer:Authorizer",
        { restApi: "abc" },
        "arn",
        /^arn:aws:apigateway:eu-west-2::\/restapis\/abc\/authorizers\/[a-z0-9]{6}$/,
      ],
      ["s3/bucketObjectv2:BucketObjectv2", { bucket: "b" }, "arn", "arn:aws:s3:::b/thing"],
      ["s3/bucket:Bucket", { bucket: "b", website: {} }, "websiteEndpoint", "b.s3-website.eu-west-2.amazonaws.com"],
      ["lb/listener:Listener", INPUTS, "arn", /:listener\/app\/web\/1234567890abcdef\/[0-9a-f]{16}$/],
      ["scheduler/schedule:Schedule", { name: "nightly" }, "arn", "arn:aws:scheduler:eu-west-2:123456789012:schedule/default/nightly"],
      [
        "wafv2/webAcl:WebAcl",
        { name: "w", scope: "REGIONAL" },
        "arn",
        /^arn:aws:wafv2:eu-west-2:123456789012:regional\/webacl\/w\/[0-9a-f-]{36}$/,
      ],
      ["secretsmanager/secretVersion:SecretVersion", { secretId: "arn:x" }, "secretArn", "arn:x"],
    ];
  for (const [type, inputs, output, value] of examples)
    it(`is ${output} of ${type} in AWS's form${inputs === INPUTS ? "" : ` with ${JSON.stringify(inputs)}`}`, () => {
      const made = String(outputs(type, inputs).outputs[output]);
      if (typeof value === "string") assert.equal(made, value);
      else assert.match(made, value);
    });

  it("has a record for each name of a certificate", () => {
    const { outputs: made } = outputs("acm/certificate:Certificate", {
      domainName: "a.org",
      subjectAlternativeNames: ["*.a.org", "b.org"],
    });
    assert.deepEqual(
      Array.from(Object(made["domainValidationOptions"]), ({ domainName }) => domainName),
      ["a.org", "*.a.org", "b.org"],
    );
  });
});

/** The region is of providers from 7 on, and some outputs of a deployment of those before. */
const SINCE = ["region", "executionArn", "invokeUrl"];
