import assert from "node:assert/strict";
import { once } from "node:events";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";
import { type Started, start } from "./started";

/** A program that says a word, by a mock integration, and has a table, which gets its item from the first version alone. */
const program = (word: string, before = "", items: readonly string[] = []) => `
const { CustomResource } = require("@pulumi/pulumi");
${before}
const responses = { default: { statusCode: "200", responseTemplates: { "text/plain": ${JSON.stringify(word)} } } };
const integration = { type: "mock", requestTemplates: { "application/json": '{"statusCode": 200}' }, responses };
const paths = { "/": { get: { responses: { 200: {} }, "x-amazon-apigateway-integration": integration } } };
const api = new CustomResource("aws:apigateway/restApi:RestApi", "words", { body: JSON.stringify({ openapi: "3.0.1", paths }) });
const deployment = new CustomResource("aws:apigateway/deployment:Deployment", "words", { restApi: api.id });
new CustomResource("aws:apigateway/stage:Stage", "words", { restApi: api.id, deployment: deployment.id, stageName: "v0" });
const attributes = [{ name: "id", type: "S" }];
const table = { name: "things", attributes, hashKey: "id", billingMode: "PAY_PER_REQUEST" };
new CustomResource("aws:dynamodb/table:Table", "things", table);
for (const id of ${JSON.stringify(items)})
  new CustomResource("aws:dynamodb/tableItem:TableItem", id, { tableName: "things", hashKey: "id", item: JSON.stringify({ id: { S: id } }) });
`;

after(removeTemporaryFolders);

describe("the command local under --watch", () => {
  let folder: string;
  let started: Started;
  let port: unknown;

  const save = (text: string) => writeFileSync(join(folder, "index.js"), text);
  const word = async () => (await fetch(`http://127.0.0.1:${port}/words/v0/`)).text();
  const told = async (text: string | RegExp) => {
    while (!started.stderr().match(text)) await once(started.child.stderr, "data");
  };
  /** Waits for the next version to be served. */
  const savedAndServed = async (text: string) => {
    const ready = started.event("ready");
    save(text);
    await ready;
  };

  before(async () => {
    folder = temporaryFolder({ "Pulumi.yaml": "name: words\nruntime: nodejs\n", "index.js": program("first", "", ["kept"]) });
    symlinkSync(join(__dirname, "../../../node_modules"), join(folder, "node_modules"));
    started = start(["local", folder, "--watch", "--port", "0", "--json"]);
    port = (await started.event("ready"))["port"];
  });
  after(() => started.child.kill("SIGKILL"));

  it("serves what a change makes of the program, at the same address", async () => {
    assert.equal(await word(), "first");
    await savedAndServed(program("second"));
    assert.equal(await word(), "second");
  });

  it("answers every request meanwhile, by the program before or after", async () => {
    const answers: string[] = [];
    const ready = started.event("ready").then(() => true);
    save(program("third"));
    do answers.push(await word());
    while (!(await Promise.race([ready, Promise.resolve(false)])));
    answers.push(await word());
    assert.deepEqual([answers[0], answers.at(-1)], ["second", "third"]);
    assert.deepEqual([...new Set(answers)], ["second", "third"]);
  });

  it("keeps the items of tables", async () => {
    const { items } = Object(await (await fetch(`http://127.0.0.1:${port}/_inspector/tables/things`)).json());
    assert.match(JSON.stringify(items), /kept/);
  });

  it("goes on with the program before where a change cannot be run, and says so", async () => {
    save("throw new RangeError('out of words')");
    await told(/error: .*index\.js.*RangeError: out of words\nThe program as it was before is still served/);
    assert.equal(await word(), "third");
  });

  it("gives up a program that loops for ever when it is saved again", async () => {
    save(program("never", 'console.log("looping", process.pid); for (;;);'));
    await told(/looping \d+\n/);
    const looping = Number(/looping (\d+)\n/.exec(started.stderr())?.[1]);
    assert.equal(await word(), "third");
    await savedAndServed(program("fourth"));
    assert.equal(await word(), "fourth");
    await gone(looping);
  });

  it("ends with the server, and a program that is being run with it", async () => {
    save(program("never", 'console.log("endless", process.pid); for (;;);'));
    await told(/endless \d+\n/);
    const looping = Number(/endless (\d+)\n/.exec(started.stderr())?.[1]);
    started.child.kill("SIGTERM");
    const [status] = await once(started.child, "close");
    assert.equal(status, 0);
    await gone(looping);
  });
});

describe("the command local under --watch, of a program that cannot be run", () => {
  it("waits for the change that mends it", async () => {
    const folder = temporaryFolder({ "Pulumi.yaml": "name: words\nruntime: nodejs\n", "index.js": "(" });
    symlinkSync(join(__dirname, "../../../node_modules"), join(folder, "node_modules"));
    const started = start(["local", folder, "--watch", "--port", "0", "--json"]);
    while (!started.stderr().includes("Nothing is served until a change mends this")) await once(started.child.stderr, "data");
    const ready = started.event("ready");
    writeFileSync(join(folder, "index.js"), program("mended"));
    const { port } = await ready;
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/words/v0/`)).text(), "mended");
    started.child.kill("SIGTERM");
    await once(started.child, "close");
  });
});

/** Waits until a process is no more. */
async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await setTimeout(1);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
