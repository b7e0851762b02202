import assert from "node:assert/strict";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type InlineArgs, LambdaFunction, type LambdaFunctionArgs } from "../../../components/index";
import { ofType, type Registered, record } from "../recording";
import { answerOf, type Files, folderOf, made, removeFolders } from "./sources";

after(removeFolders);

const entry = "functions/hello/index.ts";
const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/limit";

function registered(args: LambdaFunctionArgs<string>): Promise<readonly Registered[]> {
  return record(() => new LambdaFunction("f", args));
}

/** Stand-ins for the clients, which count what they are asked for. */
const CLIENTS: Files = {
  "node_modules/@aws-sdk/client-secrets-manager/index.js":
    "let calls = 0; exports.SecretsManager = class { async getSecretValue({ SecretId }) { calls++; return SecretId === 'none' ? {} : { SecretString: SecretId + calls }; } };",
  "node_modules/@aws-sdk/client-ssm/index.js":
    "exports.SSM = class { async getParameter(asked) { return { Parameter: { Value: JSON.stringify(asked) } }; } };",
};

describe("Secrets and parameters of a function", () => {
  it("are told by their ARNs, which the role may read, and by nothing else", async () => {
    const all = await registered({
      entry,
      environment: { AB: "c" },
      secrets: { DB: pulumi.output(SECRET) },
      parameters: { LIMIT: PARAMETER },
    });
    assert.deepEqual(ofType(all, "aws:lambda/function:Function")[0]?.inputs["environment"], {
      variables: { AB: "c", SECRET_DB: SECRET, PARAMETER_LIMIT: PARAMETER },
    });
    assert.deepEqual(JSON.parse(String(ofType(all, "aws:iam/rolePolicy:RolePolicy")[0]?.inputs["policy"])).Statement.slice(1), [
      { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [SECRET] },
      { Effect: "Allow", Action: ["ssm:GetParameter"], Resource: [PARAMETER] },
    ]);
  });

  it("are read once by the function, which fails where they are not named", async () => {
    const text = `import { parameter, secret } from "lambda-rest-api/function";\nexport const handler = async () => [await secret("DB"), await secret("DB"), await parameter("LIMIT"), await secret("X").catch((error) => error.message), await secret("NONE").catch((error) => error.message)];`;
    const folder = folderOf({ "index.ts": text, ...CLIENTS });
    const alias = Object.fromEntries(
      ["@aws-sdk/client-secrets-manager", "@aws-sdk/client-ssm"].map((name) => [name, join(folder, "node_modules", name)]),
    );
    Object.assign(process.env, { SECRET_DB: "arn", PARAMETER_LIMIT: "limit", SECRET_NONE: "none" });
    try {
      assert.deepEqual(await answerOf(made(folder, { bundleAwsSdk: true, alias })), [
        "arn1",
        "arn1",
        '{"Name":"limit","WithDecryption":true}',
        "SECRET_X is not in the environment: name it in the function's secrets",
        "none has no text",
      ]);
    } finally {
      for (const name of ["SECRET_DB", "PARAMETER_LIMIT", "SECRET_NONE"]) delete process.env[name];
    }
  });

  for (const arn of [SECRET, pulumi.output(SECRET)])
    it(`may be read before the first request, ${typeof arn === "string" ? "by an ARN" : "by one that is known at deployment alone"}`, async () => {
      const text = `import { secret } from "lambda-rest-api/function";\nconst db = await secret("DB");\nexport const handler = async () => db;`;
      const folder = folderOf({ "index.ts": text });
      const [made] = ofType(await registered({ entry: join(folder, "index.ts"), secrets: { DB: arn } }), "aws:lambda/function:Function");
      assert.equal(made?.inputs["handler"], "index.handler");
    });

  it("bring no client of AWS into a function that asks for none", () => {
    const folder = folderOf({
      "index.ts": `import { corsHeaders } from "lambda-rest-api/function";\nexport const handler = async () => corsHeaders({ origins: "*" }, {});`,
    });
    assert.doesNotThrow(() => made(folder, { entry: join(folder, "index.ts"), bundleAwsSdk: true, loadCheck: true }));
  });
});

describe("Versions of a function", () => {
  it("share an alias's requests, the one before by its number", async () => {
    const traffic = async (alias: object) =>
      ofType(await registered({ entry, aliases: { live: alias } }), "aws:lambda/alias:Alias")[0]?.inputs["routingConfig"];
    assert.deepEqual(await traffic({ functionVersion: "7", traffic: { previous: 0.9 } }), { additionalVersionWeights: { "6": 0.9 } });
    assert.deepEqual(await traffic({ functionVersion: "7", traffic: { "3": 0.1 } }), { additionalVersionWeights: { "3": 0.1 } });
    // The first version of a function, which is all that there is.
    assert.deepEqual(await traffic({ traffic: { previous: 0.9 } }), { additionalVersionWeights: {} });
    assert.equal(await traffic({}), undefined);
  });

  it("start from a snapshot, go on after a pause, and are of one tenant each, where that is said", async () => {
    const inputs = async (args: Partial<InlineArgs>) => {
      const all = await registered({ inline: "def handler(event, context): pass", ...args });
      return ofType(all, "aws:lambda/function:Function")[0]?.inputs ?? {};
    };
    const { snapStart, publish } = await inputs({ runtime: "python3.14", snapStart: true });
    assert.deepEqual([snapStart, publish], [{ applyOn: "PublishedVersions" }, true]);
    assert.deepEqual((await inputs({ durable: { executionTimeout: 60 } }))["durableConfig"], { executionTimeout: 60 });
    assert.deepEqual((await inputs({ tenantIsolation: "PER_TENANT" }))["tenancyConfig"], { tenantIsolationMode: "PER_TENANT" });
  });

  it("may keep the progress of their own executions where these are durable", async () => {
    const policies = async (args: object) =>
      ofType(await registered({ inline: "exports.handler = async () => 1", ...args }), "aws:iam/rolePolicy:RolePolicy").slice(1);
    const [policy, ...others] = await policies({ durable: { executionTimeout: 60 } });
    assert.deepEqual(others, []);
    assert.match(policy?.name ?? "", /-durable$/);
    const [statement] = JSON.parse(String(policy?.inputs["policy"])).Statement;
    assert.deepEqual(statement.Action, ["lambda:CheckpointDurableExecution", "lambda:GetDurableExecutionState"]);
    assert.match(String(statement.Resource), /^arn:aws:lambda:[^:]+:\d+:function:[^:]+:\*$/);
    assert.deepEqual(await policies({}), []);
  });
});
