import assert from "node:assert/strict";
import { join } from "node:path";
import { cloud, type Recording, readProject, readStack } from "../../../local/program/index";
import { temporaryFolder } from "../temporary";
import { runProgram } from "./run-program";

async function run(folder: string): Promise<Recording> {
  const project = readProject(folder);
  const stack = readStack(project, undefined, { config: new Map(), values: new Map() });
  return runProgram(project, stack, { cloud: cloud("123456789012", "eu-west-2"), baseUrl: "http://localhost:3000", log: () => {} });
}

describe("what a program transforms", () => {
  let recording: Recording;
  before(async () => {
    recording = await run(join(__dirname, "fixtures/transforms"));
  });
  const queue = (name: string) => recording.resources.find((resource) => resource.name === name);

  it("is changed by a resource's own first, then by those of its component, then by the stack's", () => {
    assert.deepEqual(queue("inner")?.inputs, { name: "inner", tags: ["in the program", "own", "component", "stack"] });
    assert.deepEqual(queue("moved")?.inputs, { name: "moved", tags: ["in the program", "stack"] });
  });

  it("may get another provider, and so another region", () => {
    assert.equal(queue("moved")?.outputs["arn"], "arn:aws:sqs:us-west-2:123456789012:moved");
    assert.equal(queue("inner")?.outputs["arn"], "arn:aws:sqs:eu-west-2:123456789012:inner");
  });

  it("may be a call of a provider's function", () => {
    assert.equal(queue("called")?.outputs["name"], "WORD CHANGED");
  });

  it("may be looked at by hooks that run in previews", () => {
    assert.equal(queue("later")?.inputs["name"], "before hooked, after hooked");
  });

  it("is told of nothing", () => assert.deepEqual([...recording.notices], []));

  it("fails the program where a transform does", async () => {
    const folder = temporaryFolder({
      "Pulumi.yaml": "name: fails\nruntime: nodejs\nmain: index.js\n",
      "index.js": `const pulumi = require(${JSON.stringify(require.resolve("@pulumi/pulumi"))});
        pulumi.runtime.registerResourceTransform(() => { throw new Error("not so"); });
        new pulumi.CustomResource("aws:sqs/queue:Queue", "queue", {});`,
      "node_modules/@pulumi/pulumi/package.json": '{ "name": "@pulumi/pulumi" }',
      "node_modules/@pulumi/pulumi/cmd/run/index.js": `require(${JSON.stringify(require.resolve("@pulumi/pulumi/cmd/run"))});`,
    });
    await assert.rejects(run(folder), { name: "Refusal", message: /transform failed: Error: not so/ });
  });
});
