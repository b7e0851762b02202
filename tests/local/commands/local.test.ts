import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";

import { temporaryFolder } from "../temporary";
import { run, type Started, start } from "./started";

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
    const { port, apis, ...rest } = ready;
    assert.deepEqual(rest, { event: "ready", account: "123456789012", region: "eu-west-2" });
    assert.ok(Array.isArray(apis));
    const [{ id, ...api }] = apis;
    assert.match(id, /^[a-z0-9]{10}$/);
    assert.deepEqual(api, { name: "greetings", stage: "test", url: `http://localhost:${port}/greetings/test` });
  });

  it("serves by path, and tells of the request", async () => {
    const told = started.event("request");
    const { status, text } = await ask(ready["port"], "POST", "/greetings/test/jane?a=1", {}, "body");
    assert.deepEqual([status, text], [200, "Good day /jane body"]);
    const { event, method, path, api, stage, status: answered, requestId, trace, milliseconds } = await told;
    assert.deepEqual([event, method, path, api, stage, answered], ["request", "POST", "/greetings/test/jane?a=1", "greetings", "test", 200]);
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

  it("tells of configuration that it cannot read", () => {
    assert.match(started.stderr(), /config plain:secretWord is encrypted/);
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

  it("refuses a port that is taken", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => other.listen(0, "127.0.0.1", () => resolve(Object(other.address()).port)));
    const { status, stderr } = await run(["local", join(FIXTURES, "unset"), "--port", String(port)]);
    other.close();
    assert.equal(status, 1);
    assert.equal(stderr, `error: port ${port} of 127.0.0.1 is taken; stop what listens there, or choose another with --port (0 takes a free one)\n`);
  });

  it("refuses an option that it does not know", async () => {
    const { status, stderr } = await run(["local", "--prot", "1"]);
    assert.deepEqual([status, stderr], [1, "error: Unknown option '--prot'. See lambda-rest-api --help.\n"]);
  });
});
