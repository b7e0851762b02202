import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, type LambdaFunctionArgs } from "../../../components/index";
import { destinationStatements } from "../../../components/lambda/destinations";
import { counts, ofType, type Registered, record } from "../recording";

const entry = "functions/hello/index.ts";
const FUNCTION = "aws:lambda/function:Function";
const EVENT_CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const ARN = "arn:aws:sqs:eu-central-1:123456789012:q";

function made(args: LambdaFunctionArgs<string>): Promise<readonly Registered[]> {
  return record(() => new LambdaFunction("f", args));
}

async function inputs(args: LambdaFunctionArgs<string>): Promise<Readonly<Record<string, unknown>>> {
  return ofType(await made(args), FUNCTION)[0]?.inputs ?? {};
}

/** The statements besides that of the log. */
function statements(registered: readonly Registered[]): readonly unknown[] {
  return JSON.parse(String(ofType(registered, "aws:iam/rolePolicy:RolePolicy")[0]?.inputs["policy"])).Statement.slice(1);
}

describe("A function's options", () => {
  it("are absent unless given, and have exactly what is given", async () => {
    const plain = await inputs({ entry });
    const {
      code: _,
      loggingConfig: __,
      ...given
    } = await inputs({
      entry,
      description: "d",
      layers: [pulumi.output("arn:layer")],
      ephemeralStorage: 1024,
      reservedConcurrentExecutions: 0,
      publish: true,
      environment: { AB: "c" },
    });
    assert.deepEqual(given, {
      description: "d",
      handler: "index.handler",
      runtime: "nodejs24.x",
      layers: ["arn:layer"],
      architectures: ["arm64"],
      memorySize: 256,
      timeout: 10,
      ephemeralStorage: { size: 1024 },
      role: "arn:aws:iam::123456789012:role/f-role",
      environment: { variables: { AB: "c" } },
      reservedConcurrentExecutions: 0,
      publish: true,
      tracingConfig: { mode: "PassThrough" },
    });
    for (const name of [
      "layers",
      "environment",
      "kmsKeyArn",
      "vpcConfig",
      "reservedConcurrentExecutions",
      "publish",
      "deadLetterConfig",
      "tags",
    ])
      assert.equal(Object.hasOwn(plain, name), false, name);
  });

  it("are told to the provider as Lambda's own where it would keep what it was told before", async () => {
    const { ephemeralStorage, tracingConfig, architectures } = await inputs({ entry });
    assert.deepEqual([ephemeralStorage, tracingConfig, architectures], [{ size: 512 }, { mode: "PassThrough" }, ["arm64"]]);
  });

  it("put tags on the function, its role and its log group", async () => {
    const registered = await made({ entry, tags: { a: "b" } });
    for (const type of [FUNCTION, "aws:iam/role:Role", "aws:cloudwatch/logGroup:LogGroup"])
      assert.deepEqual(ofType(registered, type)[0]?.inputs["tags"], { a: "b" }, type);
  });

  it("let the role decrypt by the key of the environment", async () => {
    const registered = await made({ entry, kmsKeyArn: pulumi.output("arn:aws:kms:eu-central-1:123456789012:key/k") });
    assert.equal(ofType(registered, FUNCTION)[0]?.inputs["kmsKeyArn"], "arn:aws:kms:eu-central-1:123456789012:key/k");
    assert.deepEqual(statements(registered), [
      { Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["arn:aws:kms:eu-central-1:123456789012:key/k"] },
    ]);
  });

  it("put it into a VPC, whose network interfaces Lambda may handle, and the function's own code may not", async () => {
    const registered = await made({ entry, vpc: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } });
    assert.deepEqual(ofType(registered, FUNCTION)[0]?.inputs["vpcConfig"], { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] });
    const actions = [
      "AssignPrivateIpAddresses",
      "CreateNetworkInterface",
      "DeleteNetworkInterface",
      "DescribeNetworkInterfaces",
      "DescribeSubnets",
    ];
    assert.deepEqual(statements(registered), [
      {
        Effect: "Allow",
        Action: [...actions, "UnassignPrivateIpAddresses"].map((action) => `ec2:${action}`),
        Resource: ["*"],
        Condition: { Null: { "lambda:SourceFunctionArn": "true" } },
      },
    ]);
  });

  it("take a container image in place of a source", async () => {
    const { loggingConfig: _, ...given } = await inputs({
      image: pulumi.output("uri@sha256:1"),
      imageConfig: { commands: ["a"] },
      architecture: "x86_64",
    });
    assert.deepEqual(given, {
      packageType: "Image",
      imageUri: "uri@sha256:1",
      imageConfig: { commands: ["a"] },
      architectures: ["x86_64"],
      memorySize: 256,
      timeout: 10,
      ephemeralStorage: { size: 512 },
      tracingConfig: { mode: "PassThrough" },
      role: "arn:aws:iam::123456789012:role/f-role",
    });
  });

  it("refuse a source and an image together, and neither, as type errors", () => {
    // @ts-expect-error one of both
    const both: LambdaFunctionArgs = { entry, image: "uri" };
    // @ts-expect-error one of both
    const neither: LambdaFunctionArgs = { memorySize: 128 };
    assert.deepEqual([Object.keys(both), Object.keys(neither)], [["entry", "image"], ["memorySize"]]);
  });
});

describe("A function's aliases", () => {
  it("point to the newest version, or stay at one, and are kept warm where it is asked for", async () => {
    const registered = await made({
      entry,
      aliases: { next: {}, live: { functionVersion: "7", description: "d", provisionedConcurrentExecutions: 2 } },
    });
    assert.equal(ofType(registered, FUNCTION)[0]?.inputs["publish"], true);
    assert.deepEqual(
      ofType(registered, "aws:lambda/alias:Alias").map(({ name, inputs: alias, parent }) => [name, alias, parent]),
      [
        ["f-next", { name: "next", functionName: "f-fn", functionVersion: "1" }, "f"],
        ["f-live", { name: "live", functionName: "f-fn", functionVersion: "7", description: "d" }, "f"],
      ],
    );
    assert.deepEqual(
      ofType(registered, "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig").map(({ name, inputs: config, parent }) => [
        name,
        config,
        parent,
      ]),
      [["f-live", { functionName: "f-fn", qualifier: "live", provisionedConcurrentExecutions: 2 }, "f"]],
    );
  });

  it("are fields by their names, and none where there are none", async () => {
    await record(() => {
      const { aliases } = new LambdaFunction("f", { entry, aliases: { live: {} } });
      assert.deepEqual(Object.keys(aliases), ["live"]);
      // @ts-expect-error there is no such alias
      assert.equal(aliases.next, undefined);
      assert.deepEqual(new LambdaFunction("g", { entry }).aliases, {});
    });
  });
});

describe("A function's asynchronous invocations", () => {
  it("are said of the function and of each alias, and what fails goes where the role may send", async () => {
    const asynchronous = {
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: 60,
      onFailure: "arn:aws:s3:::bucket",
      onSuccess: pulumi.output(ARN),
    };
    const registered = await made({ entry, aliases: { live: {} }, asynchronous });
    const config = {
      functionName: "f-fn",
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: 60,
      destinationConfig: { onFailure: { destination: "arn:aws:s3:::bucket" }, onSuccess: { destination: ARN } },
    };
    assert.deepEqual(
      ofType(registered, EVENT_CONFIG).map(({ name, inputs: given, parent }) => [name, given, parent]),
      [
        ["f", config, "f"],
        ["f-live", { ...config, qualifier: "live" }, "f"],
      ],
    );
    assert.deepEqual(statements(registered), [
      { Effect: "Allow", Action: ["s3:ListBucket", "s3:PutObject"], Resource: ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"] },
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [ARN] },
    ]);
  });

  const allowed: readonly (readonly [arn: string, action: string])[] = [
    ["arn:aws:sns:eu-central-1:123456789012:t", "sns:Publish"],
    ["arn:aws:lambda:eu-central-1:123456789012:function:g", "lambda:InvokeFunction"],
    ["arn:aws:events:eu-central-1:123456789012:event-bus/b", "events:PutEvents"],
  ];
  for (const [arn, action] of allowed)
    it(`may go to ${arn} by ${action} alone`, async () => {
      assert.deepEqual(statements(await made({ entry, asynchronous: { onFailure: arn } })), [
        { Effect: "Allow", Action: [action], Resource: [arn] },
      ]);
    });

  it("leave the event itself in a dead-letter target, of which nothing more is made, and which the role knows once", async () => {
    const registered = await made({ entry, asynchronous: { deadLetterTarget: ARN, onFailure: ARN } });
    assert.deepEqual(ofType(registered, FUNCTION)[0]?.inputs["deadLetterConfig"], { targetArn: ARN });
    assert.deepEqual(statements(registered), [{ Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [ARN] }]);
    const only = await made({ entry, asynchronous: { deadLetterTarget: ARN } });
    assert.deepEqual(counts(only), counts(await made({ entry })));
  });

  it("refuses a target to which Lambda sends nothing", () => {
    assert.throws(
      () => destinationStatements(["arn:aws:dynamodb:eu-central-1:123456789012:table/t"]),
      /cannot be the destination of a function; give the ARN of one of sqs, sns/,
    );
  });

  it("can be changed by transforms, as aliases can", async () => {
    const registered = await made({
      entry,
      aliases: { live: { provisionedConcurrentExecutions: 1 } },
      asynchronous: { maximumRetryAttempts: 1 },
      transform: {
        alias: (args, opts) => ({ args: { ...args, description: "mine" }, opts }),
        provisionedConcurrency: (args, opts) => ({ args: { ...args, skipDestroy: true }, opts }),
        eventInvokeConfig: (args, opts) => ({ args: { ...args, maximumRetryAttempts: 2 }, opts }),
      },
    });
    assert.equal(ofType(registered, "aws:lambda/alias:Alias")[0]?.inputs["description"], "mine");
    assert.equal(
      ofType(registered, "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig")[0]?.inputs["skipDestroy"],
      true,
    );
    assert.equal(ofType(registered, EVENT_CONFIG)[0]?.inputs["maximumRetryAttempts"], 2);
  });
});
