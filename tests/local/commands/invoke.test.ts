import assert from "node:assert/strict";
import { join } from "node:path";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";
import { run } from "./started";

after(removeTemporaryFolders);

/** Two functions, one of which has no code. */
const PROGRAM = temporaryFolder({
  "Pulumi.yaml": "name: two\nruntime: nodejs\nmain: index.js\n",
  "node_modules/@pulumi/pulumi/package.json": '{ "name": "@pulumi/pulumi" }',
  "node_modules/@pulumi/pulumi/cmd/run/index.js": `require(${JSON.stringify(require.resolve("@pulumi/pulumi/cmd/run"))});`,
  "index.js": `const pulumi = require(${JSON.stringify(require.resolve("@pulumi/pulumi"))});
    const make = (name, code) => new pulumi.CustomResource("aws:lambda/function:Function", name, { runtime: "nodejs22.x", handler: "index.handler", name, code });
    make("echo", new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(
      "exports.handler = async (event) => { console.log('called'); if (event.fails) throw new Error('no'); return event; };") }));
    make("unbuilt", new pulumi.asset.FileArchive("./dist"));
    console.log("the program prints");`,
  "event.json": '{ "a": [1, "ä"] }',
  "fails.json": '{ "fails": true }',
  "broken.json": "{ a: 1 }",
});

const invoke = (...args: string[]) => run(["invoke", PROGRAM, ...args]);
const event = (name: string) => ["--event", join(PROGRAM, `${name}.json`)];

describe("the command invoke", () => {
  it("prints the answer alone, and the log on standard error", async () => {
    const { status, stdout, stderr } = await invoke("--function", "echo", ...event("event"));
    assert.deepEqual([status, stdout], [0, '{"a":[1,"ä"]}\n']);
    assert.match(stderr, /^the program prints$.*\[echo\] .*\tINFO\tcalled$.*\[echo\] REPORT RequestId: /ms);
  });

  it("ends with status 1 where the function fails, with its error as the answer", async () => {
    const { status, stdout, stderr } = await invoke("--function", "echo", ...event("fails"));
    assert.equal(status, 1);
    assert.deepEqual([JSON.parse(stdout).errorMessage, JSON.parse(stdout).errorType], ["no", "Error"]);
    assert.match(stderr, /^error: the function failed \(Unhandled\)$/m);
  });

  const refusals: readonly (readonly [what: string, args: readonly string[], message: RegExp])[] = [
    ["no function where there are several", [], /^error: choose a function with --function: echo, unbuilt$/m],
    ["a function without code", ["--function", "unbuilt"], /^error: InvalidRuntimeException: .*dist does not exist; is it built\?$/m],
    [
      "an event that is no JSON",
      ["--function", "echo", ...event("broken")],
      /^error: InvalidRequestContentException: Could not parse request body into json: Unexpected character \('a' /m,
    ],
    ["an event that is not there", ["--function", "echo", "--event", "/nowhere.json"], /^error: --event \/nowhere\.json: ENOENT/m],
  ];
  it("refuses what it cannot call", async () => {
    for (const [what, args, message] of refusals) {
      const { status, stdout, stderr } = await invoke(...args);
      assert.deepEqual([what, status, stdout], [what, 1, ""]);
      assert.match(stderr, message, what);
      assert.doesNotMatch(stderr, /\n {4}at /, what);
    }
  }).timeout(60_000);
});
