import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, symlinkSync } from "node:fs";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import { join } from "node:path";

import { removeTemporaryFolders, temporaryFolder } from "../temporary";
import { run, type Started, start } from "./started";

after(removeTemporaryFolders);

const FIXTURES = join(__dirname, "../program/fixtures");

async function ask(
  port: unknown,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): Promise<{ status: number | undefined; text: string }> {
  const sent = request({ host: "127.0.0.1", port: Number(port), method, path, headers, agent: false }).end(body);
  const [response] = await once(sent, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, text: Buffer.concat(chunks).toString() };
}

describe("the command local", () => {
  let started: Started;
  let ready: Record<string, unknown>;
  let temporary: string;
  before(async () => {
    temporary = temporaryFolder({});
    started = start(["local", join(FIXTURES, "plain"), "--port", "0", "--json", "--config", "greeting=Good day"], { TMPDIR: temporary });
    ready = await started.event("ready");
  });
  after(() => started.child.kill("SIGKILL"));

  it("says first what it serves and where", () => {
    const { port, apis, dynamoDb, ...rest } = ready;
    assert.equal(typeof dynamoDb, "object");
    assert.deepEqual(rest, { event: "ready", account: "123456789012", region: "eu-west-2" });
    assert.ok(Array.isArray(apis));
    const [{ id, ...api }] = apis;
    assert.match(id, /^[a-z0-9]{10}$/);
    assert.deepEqual(api, { name: "greetings", stage: "test", url: `http://localhost:${port}/greetings/test` });
  });

  it("says where DynamoDB is, and who is let in", async () => {
    const { endpoint, accessKeyId } = Object(ready["dynamoDb"]);
    const { port } = new URL(endpoint);
    const list = (keyId: string) =>
      ask(
        port,
        "POST",
        "/",
        {
          "Content-Type": "application/x-amz-json-1.0",
          "X-Amz-Target": "DynamoDB_20120810.ListTables",
          "X-Amz-Date": "20250101T000000Z",
          Authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/20250101/eu-west-2/dynamodb/aws4_request, SignedHeaders=host, Signature=any`,
        },
        "{}",
      );
    assert.deepEqual([(await list(accessKeyId)).status, (await list("AKIAOTHER")).status], [200, 400]);
    await started.logged(`DynamoDB: ${endpoint} (AWS_ACCESS_KEY_ID=${accessKeyId}, any secret)`);
  });

  it("serves by path, and tells of the request", async () => {
    const told = started.event("request");
    const { status, text } = await ask(ready["port"], "POST", "/greetings/test/jane?a=1", {}, "body");
    assert.deepEqual([status, text], [200, "Good day /jane body"]);
    const { event, method, path, api, stage, status: answered, requestId, trace, milliseconds } = await told;
    assert.deepEqual(
      [event, method, path, api, stage, answered],
      ["request", "POST", "/greetings/test/jane?a=1", "greetings", "test", 200],
    );
    assert.equal(typeof milliseconds, "number");
    assert.match(String(requestId), /^[0-9a-f-]{36}$/);
    assert.ok(Array.isArray(trace) && trace[0] === `Execution log for request ${requestId}`);
  });

  it("serves by host", async () => {
    const apis = ready["apis"];
    assert.ok(Array.isArray(apis));
    const { status, text } = await ask(ready["port"], "POST", "/test/jane", { Host: `${apis[0].id}.execute-api.eu-west-2.amazonaws.com` });
    assert.deepEqual([status, text], [200, "Good day /jane null"]);
  });

  it("answers 403 for a stage that is not there", async () => {
    assert.deepEqual(await ask(ready["port"], "POST", "/greetings/nope/jane"), { status: 403, text: '{"message":"Forbidden"}' });
  });

  it("names the APIs there are to who asks for another", async () => {
    const { status, text } = await ask(ready["port"], "GET", "/nope/test");
    assert.equal(status, 404);
    assert.deepEqual(JSON.parse(text).apis, ["greetings"]);
    assert.match((await ask(ready["port"], "GET", "/")).text, /greetings.*POST +\/\{name\}/s);
  });

  it("tells of configuration that it cannot read", async () => {
    await started.logged(/config plain:secretWord is encrypted/);
  });

  it("ends with status 0 on SIGTERM and leaves nothing behind", async () => {
    started.child.kill("SIGTERM");
    const [status] = await once(started.child, "close");
    assert.equal(status, 0);
    assert.deepEqual(
      readdirSync(temporary).filter((name) => name.startsWith("lambda-rest-api-")),
      [],
    );
  });
});

describe("the types of a program that is served", function () {
  // The check has the processors that nobody else wants.
  this.timeout(180_000);

  it("are checked beside it, and what Pulumi would refuse is told", async () => {
    const folder = temporaryFolder({ "Pulumi.yaml": "name: typed\nruntime: nodejs\n", "index.ts": 'export const n: number = "one";\n' });
    symlinkSync(join(__dirname, "../../../node_modules"), join(folder, "node_modules"));
    const started = start(["local", folder, "--port", "0", "--json"]);
    const { message, ...error } = await started.event("type-error");
    assert.deepEqual(error, { event: "type-error", file: join(folder, "index.ts"), line: 1, column: 14, code: "TS2322" });
    assert.match(String(message), /'string' is not assignable to type 'number'/);
    started.child.kill("SIGTERM");
    await once(started.child, "close");
    assert.match(started.stderr(), /The program makes no REST API with a stage: nothing is served/);
    assert.match(started.stderr(), /Pulumi would refuse the program, whose types are wrong:\n.*index\.ts:1:14: TS2322: /);
  });
});

describe("the command line", () => {
  it("refuses a program that throws, naming the place", async () => {
    const { status, stdout, stderr } = await run(["local", join(FIXTURES, "throws"), "--port", "0"]);
    assert.deepEqual([status, stdout, stderr], [1, "", `error: ${join(FIXTURES, "throws/index.js")}:4:9: RangeError: out of range\n`]);
  });

  it("refuses a program that lacks a configuration value, naming it", async () => {
    const { status, stderr } = await run(["local", join(FIXTURES, "unset"), "--port", "0"]);
    assert.equal(status, 1);
    assert.equal(
      stderr,
      "error: config unset:table is missing: set it in Pulumi.dev.yaml (pulumi config set unset:table <value>) or pass --config unset:table=<value>\n",
    );
  });

  it("refuses a program that lacks a secret, and never says to keep it in plain text", async () => {
    const { status, stderr } = await run(["local", join(FIXTURES, "unset-secret"), "--port", "0"]);
    assert.equal(status, 1);
    assert.equal(
      stderr,
      "error: config unset:token is missing: it is a secret, kept by pulumi config set --secret unset:token; to run locally, give a value to try with, not the real one, in Pulumi.dev.local.yaml, which git has to ignore, or by --config unset:token=<value>\n",
    );
  });

  it("refuses a port that is taken", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => other.listen(0, "127.0.0.1", () => resolve(Object(other.address()).port)));
    const { status, stderr } = await run(["local", join(FIXTURES, "unset"), "--port", String(port)]);
    other.close();
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `error: port ${port} of 127.0.0.1 is taken; stop what listens there, or choose another with --port (0 takes a free one)\n`,
    );
  });

  it("refuses an option that it does not know", async () => {
    const { status, stderr } = await run(["local", "--prot", "1"]);
    assert.deepEqual([status, stderr], [1, "error: Unknown option '--prot'. See lambda-rest-api --help.\n"]);
  });
});

/** An API whose back end is at that port. */
const slowProgram = (port: number) => `
const { CustomResource } = require("@pulumi/pulumi");
const integration = { type: "http_proxy", httpMethod: "GET", uri: "http://127.0.0.1:${port}/" };
const paths = { "/": { get: { responses: {}, "x-amazon-apigateway-integration": integration } } };
const api = new CustomResource("aws:apigateway/restApi:RestApi", "slow", { body: JSON.stringify({ openapi: "3.0.1", paths }) });
const deployment = new CustomResource("aws:apigateway/deployment:Deployment", "slow", { restApi: api.id });
new CustomResource("aws:apigateway/stage:Stage", "slow", { restApi: api.id, deployment: deployment.id, stageName: "v0" });
`;

describe("the end of the command local", () => {
  const ready = async (started: Started) => Number((await started.event("ready"))["port"]);

  it("does not wait for a connection that has sent half a request, and answers the others", async () => {
    const started = start(["local", join(FIXTURES, "plain"), "--port", "0", "--json"]);
    const port = await ready(started);
    const half = connect(port, "127.0.0.1").on("error", () => {});
    half.write("POST /greetings/test/jane HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nha");
    await once(half, "connect");
    // The first request starts an environment, which takes longer than the signal does.
    const sent = Array.from({ length: 5 }, (_, index) => ask(port, "POST", `/greetings/test/${index}`));
    const told = started.event("request");
    await ask(port, "POST", "/greetings/test/first");
    started.child.kill("SIGTERM");
    const [status] = await once(started.child, "close");
    assert.equal(status, 0);
    await told;
    for (const answer of await Promise.allSettled(sent))
      assert.ok(answer.status === "rejected" || answer.value.status === 200, JSON.stringify(answer));
  });

  it("does not wait for the inspector's pages that are open", async () => {
    const started = start(["local", join(FIXTURES, "plain"), "--port", "0", "--json"]);
    const events = await fetch(`http://localhost:${await ready(started)}/_inspector/events`);
    const reader = events.body?.getReader();
    await reader?.read();
    started.child.kill("SIGTERM");
    assert.equal((await once(started.child, "close"))[0], 0);
    await reader?.cancel().catch(() => {});
  });

  it("comes at once with a second signal, whatever is under way", async () => {
    const temporary = temporaryFolder({});
    let asked = () => {};
    const reached = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const endless = createServer(() => asked());
    const backend = await new Promise<number>((resolve) => endless.listen(0, "127.0.0.1", () => resolve(Object(endless.address()).port)));
    const folder = temporaryFolder({ "Pulumi.yaml": "name: slow\nruntime: nodejs\n", "index.js": slowProgram(backend) });
    symlinkSync(join(__dirname, "../../../node_modules"), join(folder, "node_modules"));
    const started = start(["local", folder, "--port", "0", "--json"], { TMPDIR: temporary });
    const port = await ready(started);
    const sent = assert.rejects(ask(port, "GET", "/slow/v0/"));
    await reached;
    const ended = once(started.child, "close");
    // Signals that come together are one, as npm passes them on; so it is told again until it has heard.
    let closed = false;
    void ended.then(() => {
      closed = true;
    });
    while (!closed) {
      started.child.kill("SIGTERM");
      await new Promise(setImmediate);
    }
    await sent;
    assert.deepEqual((await ended)[0], 0);
    assert.deepEqual(readdirSync(temporary), []);
    endless.close();
  });

  it("comes with that of npx", async () => {
    // As npx does it: a shell between, which ends at a signal and leaves its command running.
    const command = `${JSON.stringify(process.execPath)} bin/lambda-rest-api.js local ${JSON.stringify(join(FIXTURES, "plain"))} --port 0 --json; true`;
    const shell = spawn("/bin/sh", ["-c", command], { stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, npm_command: "exec" } });
    await once(shell.stdout, "data");
    shell.kill("SIGTERM");
    // The pipe is closed when the last process that has it is gone.
    await once(shell.stdout.resume(), "close");
  });

  it("refuses a folder for data that cannot be used with one line, and ends", async () => {
    const { status, stderr } = await run(["local", join(FIXTURES, "plain"), "--port", "0", "--data", "/proc/nothing"]);
    assert.equal(status, 1);
    assert.match(stderr.split("\n").at(-2) ?? "", /^error: --data \/proc\/nothing: ENOENT/);
    assert.doesNotMatch(stderr, /\n {4}at /);
  });

  it("warns of an address that others can reach", async () => {
    const started = start(["local", join(FIXTURES, "plain"), "--port", "0", "--json", "--host", "0.0.0.0"]);
    await ready(started);
    started.child.kill("SIGTERM");
    await once(started.child, "close");
    assert.match(started.stderr(), /--host 0\.0\.0\.0: anybody in the network can call the APIs/);
  });
});
