import assert from "node:assert/strict";
import { createSign, generateKeyPairSync } from "node:crypto";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { definitionOf, type Local, startLocal } from "../../../local/testing/index";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";

const PROGRAM = join(__dirname, "program");
const VALUES = { "acme/network/prod.word": "from elsewhere" };

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwks = { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }] };

function signed(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", kid: "k" })}.${part(claims)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}

after(removeTemporaryFolders);

describe("two programs at a time", function () {
  this.timeout(120_000);
  const data = temporaryFolder({});
  const lines: string[] = [];
  let one: Local;
  let other: Local;
  before(async () => {
    const log = (line: string) => lines.push(line);
    // Side by side, and each to be closed, even where the other does not start.
    await Promise.all([
      startLocal({ directory: PROGRAM, values: VALUES, config: { word: "given" }, tokens: { jwks }, data, log }).then((local) => {
        one = local;
      }),
      startLocal({ directory: PROGRAM, values: VALUES, stack: "other" }).then((local) => {
        other = local;
      }),
    ]);
  });
  after(() => Promise.all([one, other].map((local) => local?.close())));

  const words = (local: Local) => local.api("words").stage("dev");
  const text = async (local: Local, path: string, init?: RequestInit) => (await words(local).fetch(path, init)).text();

  it("have their own stack, configuration and values from elsewhere", async () => {
    assert.equal(await text(one, "/"), "dev, given, from elsewhere");
    assert.equal(await text(other, "/"), "other, from the stack's file, from elsewhere");
  });

  it("have their own ports, which other clients find by url", async () => {
    assert.notEqual(one.url, other.url);
    for (const local of [one, other]) {
      assert.match(local.url, /^http:\/\/localhost:\d+$/);
      assert.equal(words(local).url, `${local.url}/words/dev`);
      assert.equal(await (await fetch(`${words(local).url}/echo`)).json(), "/echo");
    }
  });

  it("have their own tables", async () => {
    await one.table("things").put({ id: "a", n: 1 });
    assert.deepEqual(await one.table("things").items(), [{ id: "a", n: 1 }]);
    assert.deepEqual(await other.table("things").items(), []);
  });

  it("have their own clocks: an authorizer's answer is kept for its time, and no longer", async () => {
    const init = { headers: { Authorization: "t" } };
    const times = (local: Local) => text(local, "/asked", init);
    assert.deepEqual([await times(one), await times(one), await times(other)], ["1", "1", "1"]);
    const before = one.clock.now();
    one.clock.advance(61_000);
    assert.ok(one.clock.now() >= before + 61_000);
    assert.deepEqual([await times(one), await times(other)], ["2", "1"]);
  });

  it("take tokens by the keys that they are given, until they expire by the clock", async () => {
    const iss = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI";
    const token = signed({ iss, sub: "jane", token_use: "id", exp: Math.floor(one.clock.now() / 1000) + 300 });
    const init = { headers: { Authorization: token } };
    assert.equal(await text(one, "/pool", init), "jane");
    one.clock.advance(301_000);
    const response = await words(one).fetch("/pool", init);
    assert.deepEqual([response.status, words(one).explain(response).step], [401, "authorization"]);
  });

  it("have their own fakes of a function, for whoever calls it", async () => {
    const end = one.fake("echo", async ({ path }: { readonly path: string }) => ({ statusCode: 201, body: `fake ${path}` }));
    assert.equal(await text(one, "/echo"), "fake /echo");
    assert.equal(await (await fetch(`${words(one).url}/echo`)).text(), "fake /echo");
    assert.deepEqual(await one.function("echo").invoke({ path: "direct" }), { statusCode: 201, body: "fake direct" });
    assert.equal(await text(other, "/echo"), '"/echo"');
    end();
    assert.equal(await text(one, "/echo"), '"/echo"');
  });

  it("have their own fakes of a back end, the last of which counts", async () => {
    const ends = ["first", "second"].map((name) => one.fakeBackend("https://backend.example/", () => new Response(name, { status: 418 })));
    const response = await fetch(`${words(one).url}/back`);
    assert.deepEqual([response.status, await response.text()], [418, "second"]);
    ends[1]?.();
    assert.equal(await text(one, "/back"), "first");
    ends[0]?.();
  });

  it("say why a status is another than it should be, and nothing where it is the same", async () => {
    const stage = words(one);
    const end = one.fake("echo", () => ({ message: "Hello!" }));
    const response = await stage.fetch("/echo", { method: "POST", body: "x".repeat(1_000) });
    end();
    stage.assertStatus(response, 502);
    assert.throws(
      () => stage.assertStatus(response, 200),
      (error: unknown) => {
        assert.ok(error instanceof assert.AssertionError);
        const [first = "", reason = "", remedy = "", ...log] = error.message.split("\n");
        assert.deepEqual([error.actual, error.expected, first], [502, 200, "The status is 502 instead of 200."]);
        assert.match(reason, /^integrationResponse: .*Malformed Lambda proxy response/);
        assert.match(remedy, /^A proxy function returns \{ statusCode/);
        assert.ok(log.every((line) => line.length <= 241));
        return true;
      },
    );
    assert.throws(() => stage.assertStatus(new Response("", { status: 500 }), 200), /Only a response that this program's fetch has given/);
  });

  it("explain a request by typed steps and by its function's log", async () => {
    const response = await words(one).fetch("/echo");
    const { steps, step, reason, log, functionLog } = words(one).explain(response);
    const sent = steps.find((one) => one.kind === "integrationRequest");
    assert.equal(JSON.parse(sent?.body.text ?? "").path, "/echo");
    assert.deepEqual([step, reason], [undefined, undefined]);
    assert.match(log[0] ?? "", /^Execution log for request/);
    assert.match(functionLog[0] ?? "", /^START RequestId: /);
  });

  it("hand lines of the log on", async () => {
    assert.ok(Array.isArray(lines));
    assert.ok(lines.length > 0, "the program's log has lines");
  });

  it("take requests of every form that fetch takes", async () => {
    const stage = words(one);
    const form = await stage.fetch("/echo?a=1&a=2", { method: "POST", body: new URLSearchParams({ b: "c" }) });
    assert.equal(form.status, 200);
    const method = stage.explain(form).steps.find((one) => one.kind === "methodRequest");
    assert.deepEqual(method?.query, { a: ["1", "2"] });
    assert.equal(method?.body.text, "b=c");
    await assert.rejects(stage.fetch("echo"), { message: 'The path "echo" must start with /; it is below the stage dev' });
  });
});

describe("a program that is closed", function () {
  this.timeout(120_000);

  it("has ended all that it started, and leaves the data where it was told to keep it", async () => {
    const data = temporaryFolder({});
    const start = () => startLocal({ directory: PROGRAM, values: VALUES, data });
    const first = await start();
    await first.table("things").put({ id: "kept" });
    await first.close();
    await first.close();
    await assert.rejects(fetch(first.url), { name: "TypeError" });
    const second = await start();
    assert.deepEqual(await second.table("things").items(), [{ id: "kept" }]);
    await second.close();
  });
});

describe("a program that is wrong", function () {
  this.timeout(120_000);

  it("is refused with all that is wrong, and nothing is left", async () => {
    const directory = temporaryFolder({ "Pulumi.yaml": "name: wrong\nruntime: nodejs\n", "index.js": "throw new Error('not today');" });
    symlinkSync(join(__dirname, "../../../node_modules"), join(directory, "node_modules"));
    for (const refused of [() => startLocal({ directory }), () => definitionOf({ directory })]) await assert.rejects(refused, /not today/);
    await assert.rejects(
      startLocal({ directory: PROGRAM, values: VALUES, tokens: { jwks: "/nowhere.json" } }),
      /--jwks \/nowhere\.json: ENOENT/,
    );
  });

  it("has its options for the definition alone, too", async () => {
    const api = (await definitionOf({ directory: PROGRAM, stack: "other", values: VALUES })).api("words");
    const document = JSON.stringify(api.document({ extensions: true }));
    assert.ok(document.includes("other, from the stack's file, from elsewhere"), document);
    assert.equal(api.permission("GET /", "dev"), undefined);
  });
});
