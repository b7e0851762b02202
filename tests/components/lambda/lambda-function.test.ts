import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction } from "../../../components/index";
import { counts, ofType, type Registered, record } from "../recording";

const HELLO = "functions/hello/index.ts";

async function code(registered: readonly Registered[]): Promise<string> {
  const archive = ofType(registered, "aws:lambda/function:Function")[0]?.inputs["code"];
  assert.ok(archive instanceof pulumi.asset.AssetArchive);
  return textOf(archive);
}

async function textOf(archive: pulumi.asset.AssetArchive): Promise<string> {
  const file = (await archive.assets)["index.js"];
  assert.ok(file instanceof pulumi.asset.StringAsset);
  return file.text;
}

describe("LambdaFunction", () => {
  it("makes a function, its role with a policy, and its log group, and nothing else", async () => {
    const registered = await record(() => new LambdaFunction("hello", { entry: HELLO }));
    assert.deepEqual(counts(registered), {
      "lambda-rest-api:index:LambdaFunction": 1,
      "aws:cloudwatch/logGroup:LogGroup": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
      "aws:lambda/function:Function": 1,
    });
    assert.deepEqual(
      registered.filter(({ parent }) => parent !== "hello").map(({ type }) => type),
      ["lambda-rest-api:index:LambdaFunction"],
    );
  });

  it("has the newest Node.js on arm64, and a log that is kept for a month", async () => {
    const registered = await record(() => new LambdaFunction("hello", { entry: HELLO }));
    const { code: _, ...fn } = ofType(registered, "aws:lambda/function:Function")[0]?.inputs ?? {};
    assert.deepEqual(fn, {
      handler: "index.handler",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      memorySize: 256,
      timeout: 10,
      ephemeralStorage: { size: 512 },
      role: "arn:aws:iam::123456789012:role/hello-role",
      tracingConfig: { mode: "PassThrough" },
      loggingConfig: { logFormat: "Text", logGroup: "hello-log" },
    });
    assert.deepEqual(ofType(registered, "aws:cloudwatch/logGroup:LogGroup")[0]?.inputs, { retentionInDays: 30 });
  });

  it("waits for its role's policy", async () => {
    const registered = await record(() => new LambdaFunction("hello", { entry: HELLO }));
    assert.deepEqual(ofType(registered, "aws:lambda/function:Function")[0]?.dependsOn, ["hello"]);
  });

  it("may write its own log, do what its policy says, and nothing else", async () => {
    const policy = [{ actions: ["dynamodb:GetItem"], resources: [pulumi.output("arn:aws:dynamodb:eu-central-1:123456789012:table/t")] }];
    const registered = await record(() => new LambdaFunction("hello", { entry: HELLO, policy }));
    assert.deepEqual(JSON.parse(String(ofType(registered, "aws:iam/role:Role")[0]?.inputs["assumeRolePolicy"])), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    assert.deepEqual(JSON.parse(String(ofType(registered, "aws:iam/rolePolicy:RolePolicy")[0]?.inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: ["arn:aws:logs:eu-central-1:123456789012:log-group:hello-log:*"],
        },
        { Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: ["arn:aws:dynamodb:eu-central-1:123456789012:table/t"] },
      ],
    });
  });

  it("lets every child be changed by its transform", async () => {
    const registered = await record(
      () =>
        new LambdaFunction("hello", {
          entry: HELLO,
          transform: {
            function: (args, opts) => ({ args: { ...args, timeout: 1 }, opts }),
            role: (args, opts) => ({ args: { ...args, path: "/a/" }, opts }),
            rolePolicy: (args, opts) => ({ args: { ...args, name: "b" }, opts }),
            logGroup: (args, opts) => ({ args: { ...args, retentionInDays: 1 }, opts: { ...opts, retainOnDelete: true } }),
          },
        }),
    );
    assert.equal(ofType(registered, "aws:lambda/function:Function")[0]?.inputs["timeout"], 1);
    assert.equal(ofType(registered, "aws:iam/role:Role")[0]?.inputs["path"], "/a/");
    assert.equal(ofType(registered, "aws:iam/rolePolicy:RolePolicy")[0]?.inputs["name"], "b");
    assert.equal(ofType(registered, "aws:cloudwatch/logGroup:LogGroup")[0]?.inputs["retentionInDays"], 1);
    assert.equal(ofType(registered, "aws:cloudwatch/logGroup:LogGroup")[0]?.retainOnDelete, true);
  });

  it("bundles what the source imports, and leaves the AWS SDK to the runtime", async () => {
    const text = await code(await record(() => new LambdaFunction("operations", { entry: "functions/operations/index.ts" })));
    assert.match(text, /require\("@aws-sdk\/client-dynamodb"\)/);
    assert.ok(text.length < 10_000, `${text.length} bytes`);
  });

  it("refuses a source that does not compile, with the place of the error and without a stack trace", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bundle-"));
    try {
      const entry = join(folder, "index.ts");
      writeFileSync(entry, "export const handler = (;\n");
      await assert.rejects(
        record(() => new LambdaFunction("broken", { entry })),
        (error) =>
          pulumi.ResourceError.isInstance(error) && error.hideStack === true && /index\.ts:1:24: ERROR: Unexpected ";"/.test(error.message),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses a source that does not export the handler", async () => {
    await assert.rejects(
      record(() => new LambdaFunction("hello", { entry: HELLO, handler: "main" })),
      /entry "functions\/hello\/index\.ts" cannot be bundled:\s+it exports handler, and no main; export the function under that name/,
    );
  });

  it("refuses a source that is not there", async () => {
    await assert.rejects(
      record(() => new LambdaFunction("absent", { entry: "functions/absent/index.ts" })),
      /entry "functions\/absent\/index\.ts" cannot be bundled[\s\S]*Could not resolve/,
    );
  });
});
