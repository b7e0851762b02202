import assert from "node:assert/strict";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { storedValues } from "../../../local/program/index";
import { createCallers } from "../../../local/services/callers";
import { type Services, startServices } from "../../../local/services/index";
import { missingValues } from "../../../local/services/missing-values";
import { functionNamed, read, resource } from "../resources/resources";

const CLOUD = { accountId: "123456789012", region: "us-east-1", partition: "aws", dnsSuffix: "amazonaws.com" };
const SSM = "arn:aws:ssm:us-east-1:123456789012:parameter";
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret";
const MARKER = "marker-of-a-secret-value";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/0000";

const parameter = (name: string, path: string, inputs: object) =>
  resource("ssm/parameter:Parameter", name, { ...inputs }, { name: path, arn: `${SSM}/${path.replace(/^\//, "")}` });
const secret = (name: string, inputs: object = {}) => ({
  ...resource("secretsmanager/secret:Secret", name, { ...inputs }, { arn: `${SECRET}:${name}-AbCdEf` }),
  id: `${SECRET}:${name}-AbCdEf`,
});
const version = (name: string, of: string, inputs: object) =>
  resource("secretsmanager/secretVersion:SecretVersion", name, { secretId: `${SECRET}:${of}-AbCdEf`, ...inputs });

const RESOURCES = [
  parameter("limit", "/shop/limit", { type: "String", value: "10" }),
  parameter("password", "/shop/db/password", { type: "SecureString", value: MARKER }),
  parameter("own-key", "/shop/own-key", { type: "SecureString", keyId: KEY, value: MARKER }),
  parameter("alias-key", "/keys/own-alias", { type: "SecureString", keyId: "alias/own", value: MARKER }),
  parameter("aws-key", "/keys/of-aws", { type: "SecureString", keyId: "alias/aws/ssm", value: MARKER }),
  resource("kms/alias:Alias", "own", { targetKeyId: "0000" }, { name: "alias/own" }),
  parameter("plain", "plain", { type: "StringList", insecureValue: "a,b" }),
  parameter("later", "/shop/later", { type: "String" }),
  parameter("other", "/other/name", { type: "String", value: "x" }),
  secret("db"),
  version("db", "db", { secretString: MARKER }),
  version("db-pending", "db", { secretString: "next", versionStages: ["AWSPENDING"] }),
  secret("binary", { kmsKeyId: "0000" }),
  version("binary", "binary", { secretBinary: Buffer.from("bytes").toString("base64") }),
  secret("empty"),
  secret("by-hand"),
];
const GIVEN = new Map<string, unknown>([
  ["/shop/given.value", 7],
  ["prod/db.secretString", { user: "me" }],
  ["by-hand.secretString", "typed"],
]);

const allow = (Action: string | string[], Resource: string | string[]) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource }],
});
const ROLES = [
  ["reader", [allow(["ssm:Get*", "secretsmanager:GetSecretValue"], "*")]],
  ["keeper", [allow(["ssm:Get*", "secretsmanager:GetSecretValue", "kms:Decrypt"], "*")]],
  ["nobody", [allow(["ssm:GetParameter"], `${SSM}/shop/limit`)]],
] as const;

describe("What Parameter Store and Secrets Manager hold locally", () => {
  const values = storedValues(RESOURCES, GIVEN, CLOUD);
  const roles = ROLES.map(([name, policies]) => ({
    arn: `arn:aws:iam::123456789012:role/${name}`,
    assumeRolePolicy: {},
    policies: [...policies],
  }));
  const callers = createCallers(
    ROLES.map(([name]) => ({ name, role: `arn:aws:iam::123456789012:role/${name}` })),
    roles,
  );
  const logged: string[] = [];
  const start = (...extensionPorts: (number | undefined)[]) =>
    startServices({
      callers,
      cloud: CLOUD,
      endpoints: new Map(),
      invoke: async () => ({ kind: "accepted" }),
      values,
      objects: [],
      stack: "dev",
      extensionPorts,
      log: (line) => void logged.push(line),
    });
  let services: Services;
  before(async () => {
    services = await start(undefined);
  });
  after(() => services.close());

  const client = (name: string) => {
    const variables = callers.variablesOf(name);
    return {
      region: "us-east-1",
      endpoint: String(services.variables["AWS_ENDPOINT_URL"]),
      maxAttempts: 1,
      credentials: {
        accessKeyId: variables["AWS_ACCESS_KEY_ID"] ?? "nobody's",
        secretAccessKey: variables["AWS_SECRET_ACCESS_KEY"] ?? "x",
        sessionToken: variables["AWS_SESSION_TOKEN"] ?? "x",
      },
    };
  };
  const getParameter = async (Name: string, WithDecryption = true, as = "reader") =>
    (await new SSMClient(client(as)).send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;
  const getSecret = (SecretId: string, more: object = {}, as = "reader") =>
    new SecretsManagerClient(client(as)).send(new GetSecretValueCommand({ SecretId, ...more }));

  for (const [name, value] of [
    ["/shop/limit", "10"],
    ["/shop/limit:1", "10"],
    [`${SSM}/shop/limit`, "10"],
    [`${SSM}/shop/limit:1`, "10"],
    ["plain", "a,b"],
    [`${SSM}/plain`, "a,b"],
    ["/shop/given", "7"],
    ["arn:aws:ssm:eu-west-1:999999999999:parameter/shop/given", "7"],
  ] as const)
    it(`gives the parameter ${name}`, async () => {
      assert.equal((await getParameter(name))?.Value, value);
    });

  describe("asked by the Query protocol, as API Gateway asks", () => {
    const query = async (service: string, target: string, body = "") => {
      const keyId = callers.variablesOf("reader")["AWS_ACCESS_KEY_ID"];
      const response = await fetch(`${services.variables["AWS_ENDPOINT_URL"]}/${target}`, {
        method: "POST",
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body,
      });
      return [response.status, await response.json()];
    };

    it("gives parameters, asked for in the query or in a form", async () => {
      const [status, answer] = await query("ssm", "?Name=%2Fshop%2Fdb%2Fpassword&WithDecryption=true&Action=GetParameter");
      assert.equal(status, 200);
      const { GetParameterResult, ResponseMetadata } = Object(answer).GetParameterResponse;
      assert.equal(GetParameterResult.Parameter.Value, MARKER);
      const { Selector, SourceResult } = GetParameterResult.Parameter;
      assert.deepEqual([Selector, SourceResult], [null, null]);
      assert.match(ResponseMetadata.RequestId, /^[0-9a-f-]{36}$/);
      const [, several] = await query("ssm", "", "Action=GetParameters&Names.member.1=plain&Names.member.2=none");
      const { Parameters, InvalidParameters } = Object(several).GetParametersResponse.GetParametersResult;
      assert.deepEqual([Parameters.map(({ Value }: { Value: string }) => Value), InvalidParameters], [["a,b"], ["none"]]);
    });

    it("refuses what there is not", async () => {
      const [status, answer] = await query("ssm", "?Action=PutParameter");
      assert.deepEqual([status, Object(answer).Error.Code, Object(answer).Error.Type], [400, "NotRunLocally", "Sender"]);
    });

    it("is no protocol of Secrets Manager", async () => {
      const [status, answer] = await query("secretsmanager", "?Action=GetSecretValue&SecretId=db");
      assert.equal(status, 400);
      assert.match(Object(answer).message, /^A request without X-Amz-Target of secretsmanager is not run locally, only GetSecretValue; /);
    });
  });

  it("gives a SecureString's value to whom asks for it decrypted alone", async () => {
    assert.equal((await getParameter("/shop/db/password"))?.Value, MARKER);
    const encrypted = await getParameter("/shop/db/password", false);
    assert.deepEqual([encrypted?.Type, encrypted?.Value?.includes(MARKER)], ["SecureString", false]);
  });

  it("asks for kms:Decrypt where a key of one's own encrypts", async () => {
    await assert.rejects(getParameter("/shop/own-key"), {
      name: "AccessDeniedException",
      message: /not authorized to perform: kms:Decrypt/,
    });
    assert.equal((await getParameter("/shop/own-key", true, "keeper"))?.Value, MARKER);
    await assert.rejects(getParameter("/keys/own-alias"), { message: /kms:Decrypt on resource: .*:key\/0000/ });
    assert.equal((await getParameter("/keys/own-alias", true, "keeper"))?.Value, MARKER);
    assert.equal((await getParameter("/keys/of-aws"))?.Value, MARKER);
    await assert.rejects(getSecret("binary"), { name: "AccessDeniedException", message: /kms:Decrypt on resource: .*:key\/0000/ });
    assert.equal(Buffer.from((await getSecret("binary", {}, "keeper")).SecretBinary ?? []).toString(), "bytes");
  });

  it("gives several parameters, and names those that there are not", async () => {
    const { Parameters, InvalidParameters } = await new SSMClient(client("reader")).send(
      new GetParametersCommand({ Names: ["/shop/limit", "/nowhere", "/shop/later", "plain"] }),
    );
    assert.deepEqual(
      Parameters?.map(({ Name, Value }) => [Name, Value]),
      [
        ["/shop/limit", "10"],
        ["plain", "a,b"],
      ],
    );
    assert.deepEqual(InvalidParameters, ["/nowhere", "/shop/later"]);
  });

  it("gives those below a path, in pages", async () => {
    const below = async (more: object = {}) => {
      const command = new GetParametersByPathCommand({ Path: "/shop", WithDecryption: true, ...more });
      const { Parameters, NextToken } = await new SSMClient(client("keeper")).send(command);
      return [Parameters?.map(({ Name }) => Name), NextToken] as const;
    };
    const direct = ["/shop/given", "/shop/limit", "/shop/own-key"];
    assert.deepEqual(await below(), [direct, undefined]);
    assert.deepEqual(await below({ Path: "/shop/" }), [direct, undefined]);
    const [first, next] = await below({ Recursive: true, MaxResults: 2 });
    assert.deepEqual(first, ["/shop/db/password", "/shop/given"]);
    assert.deepEqual(await below({ Recursive: true, MaxResults: 2, NextToken: next }), [["/shop/limit", "/shop/own-key"], undefined]);
    await assert.rejects(below({ Path: "shop" }), { name: "ValidationException" });
  });

  for (const id of ["db", `${SECRET}:db-AbCdEf`, `${SECRET}:db`])
    it(`gives the secret ${id}`, async () => {
      const { SecretString, ARN, Name, VersionStages } = await getSecret(id);
      assert.deepEqual([SecretString, ARN, Name, VersionStages], [MARKER, `${SECRET}:db-AbCdEf`, "db", ["AWSCURRENT"]]);
    });

  it("gives a secret's version by its stage or its id", async () => {
    const pending = await getSecret("db", { VersionStage: "AWSPENDING" });
    assert.equal(pending.SecretString, "next");
    assert.equal((await getSecret("db", { VersionId: pending.VersionId })).SecretString, "next");
    await assert.rejects(getSecret("db", { VersionStage: "AWSPREVIOUS" }), {
      name: "ResourceNotFoundException",
      message: "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
    });
  });

  it("gives what is given for this machine, by name, by ARN, or by the resource's logical name", async () => {
    for (const id of ["prod/db", "arn:aws:secretsmanager:eu-west-1:999999999999:secret:prod/db-AbCdEf"])
      assert.equal((await getSecret(id)).SecretString, '{"user":"me"}');
    assert.equal((await getSecret("by-hand")).SecretString, "typed");
  });

  it("names the line to add where there is no value", async () => {
    await assert.rejects(getParameter("/nowhere"), {
      name: "ParameterNotFound",
      message:
        'there is no parameter "/nowhere" here with a value; for one to try with, not the real one, give it by --value /nowhere.value=<value>, or under "values" in Pulumi.dev.local.yaml',
    });
    await assert.rejects(getParameter("/shop/later"), { message: /give it by --value later\.value=<value>/ });
    await assert.rejects(getSecret("empty"), {
      name: "ResourceNotFoundException",
      message: /give it by --value empty\.secretString=<value>/,
    });
    await assert.rejects(getSecret("arn:aws:secretsmanager:eu-west-1:999999999999:secret:prod/other-AbCdEf"), {
      message: /give it by --value prod\/other\.secretString=<value>/,
    });
    await assert.rejects(getParameter("/shop/limit:2"), { name: "ParameterVersionNotFound" });
  });

  it("says at the start which functions will miss a value", () => {
    const variables = {
      SECRET_DB: `${SECRET}:db-AbCdEf`,
      SECRET_EMPTY: `${SECRET}:empty-AbCdEf`,
      LIMIT: `${SSM}/shop/limit`,
      OTHER: `${SSM}/none`,
      X: "y",
    };
    const { functions } = read(functionNamed("fn", { environment: { variables } }));
    assert.deepEqual(
      missingValues(functions, values, "dev").map((line) => line.replace(/, or under.*/, "")),
      [
        'Function "fn": SECRET_EMPTY names a secret that has no value here; for one to try with, not the real one, give it by --value empty.secretString=<value>',
        'Function "fn": OTHER names a parameter that has no value here; for one to try with, not the real one, give it by --value /none.value=<value>',
      ],
    );
  });

  it("refuses what the caller's role does not allow, and a caller that nobody is", async () => {
    assert.equal((await getParameter("/shop/limit", true, "nobody"))?.Value, "10");
    await assert.rejects(getParameter("/shop/db/password", true, "nobody"), {
      name: "AccessDeniedException",
      message: `User: arn:aws:sts::123456789012:assumed-role/nobody/nobody is not authorized to perform: ssm:GetParameter on resource: ${SSM}/shop/db/password because no identity-based policy allows the ssm:GetParameter action`,
    });
    await assert.rejects(getSecret("db", {}, "nobody"), { name: "AccessDeniedException" });
    await assert.rejects(getSecret("db", {}, "a stranger"), { name: "UnrecognizedClientException" });
  });

  it("refuses operations that are not run, and what is no request", async () => {
    await assert.rejects(new SSMClient(client("reader")).send(new DescribeParametersCommand({})), {
      name: "NotRunLocally",
      message: /DescribeParameters of ssm is not run locally, only GetParameter, GetParameters, GetParametersByPath; --endpoint ssm=URL/,
    });
    const ask = async (target: string, body: string) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=${callers.variablesOf("reader")["AWS_ACCESS_KEY_ID"]}/20260101/us-east-1/ssm/aws4_request, SignedHeaders=host, Signature=0`;
      const response = await fetch(String(services.variables["AWS_ENDPOINT_URL"]), {
        method: "POST",
        headers: { authorization, "x-amz-target": target },
        body,
      });
      return [response.status, response.headers.get("x-amzn-errortype")];
    };
    assert.deepEqual(await ask("AmazonSSM.GetParameter", "[1"), [400, "SerializationException"]);
    assert.deepEqual(await ask("AmazonSSM.GetParameter", '{"Name":1}'), [400, "ValidationException"]);
    assert.deepEqual(await ask("AmazonSSM.GetParameters", '{"Names":"x"}'), [400, "ValidationException"]);
    assert.deepEqual(await ask("AmazonSSM.constructor", "{}"), [400, "NotRunLocally"]);
  });

  /** What AWS's layer answers, at its own port or, where that is in use, at the one that the function is told of. */
  const extension = async (path: string, as = "reader", more: Record<string, string> = {}, from = services) => {
    const port = from.variables["PARAMETERS_SECRETS_EXTENSION_HTTP_PORT"] ?? "2773";
    const token = callers.variablesOf(as)["AWS_SESSION_TOKEN"] ?? "";
    const headers = { "X-Aws-Parameters-Secrets-Token": token, ...more };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    const text = await response.text();
    return { status: response.status, text, json: () => JSON.parse(text) };
  };

  it("are given by the layer's port, too", async () => {
    for (const path of [
      "/systemsmanager/parameters/get?name=%2Fshop%2Flimit",
      "/systemsmanager/parameters/get/?name=/shop/limit&version=1",
    ])
      assert.equal((await extension(path)).json().Parameter.Value, "10");
    const password = "/systemsmanager/parameters/get?name=/shop/db/password";
    assert.equal((await extension(`${password}&withDecryption=true`)).json().Parameter.Value, MARKER);
    assert.notEqual((await extension(password)).json().Parameter.Value, MARKER);
    assert.equal((await extension("/secretsmanager/get?secretId=db")).json().SecretString, MARKER);
    assert.equal((await extension(`/secretsmanager/get?secretId=${SECRET}:db-AbCdEf&versionStage=AWSPENDING`)).json().SecretString, "next");
  });

  it("are refused by the layer's port to whom has no token, may not read, or asks for something else", async () => {
    const limit = "/systemsmanager/parameters/get?name=/shop/limit";
    assert.equal((await extension(limit, "a stranger")).status, 401);
    assert.equal((await extension(limit, "reader", { Origin: "http://localhost:3000" })).status, 401);
    assert.equal((await extension("/secretsmanager/put?secretId=db")).status, 404);
    const denied = await extension("/secretsmanager/get?secretId=db", "nobody");
    assert.deepEqual([denied.status, /^AccessDeniedException: User: .*nobody/.test(denied.text)], [400, true]);
    const missing = await extension("/systemsmanager/parameters/get?name=/nowhere");
    assert.match(missing.text, /^ParameterNotFound: .*--value \/nowhere\.value=<value>/);
  });

  it("are at another port where the layer's own is in use, which is told", async () => {
    const other = await start(undefined);
    try {
      const port = other.variables["PARAMETERS_SECRETS_EXTENSION_HTTP_PORT"];
      assert.notEqual(port, undefined);
      assert.ok(logged.some((line) => line.startsWith("port 2773 is in use: ") && line.includes(`at ${port}`)));
      assert.equal((await extension("/secretsmanager/get?secretId=db", "reader", {}, other)).status, 200);
      (await start(Number(port))).close();
      assert.ok(logged.some((line) => line.startsWith(`port ${port}, at which functions expect`)));
    } finally {
      other.close();
    }
  });

  it("logs refusals, and no value", () => {
    assert.ok(logged.some((line) => line.startsWith("[nobody] User: ")));
    assert.equal(logged.join("\n").includes(MARKER), false);
  });
});
