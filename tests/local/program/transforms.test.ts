import assert from "node:assert/strict";
import { join } from "node:path";
import { cloud, type Recording, readProject, readStack } from "../../../local/program/index";
import { removeTemporaryFolders } from "../temporary";
import { programOf, runProgram } from "./run-program";

after(removeTemporaryFolders);

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

  it("may be a part of what a plugin's component makes, which runs here without its plugin", () => {
    const stage = recording.resources.find(({ type, name }) => type === "aws:apigateway/stage:Stage" && name === "rest");
    assert.deepEqual([stage?.inputs["tags"], stage?.inputs["stageName"]], [{ owner: "component" }, "stage"]);
    assert.match(String(stage?.outputs["invokeUrl"]), /\/stage$/);
    const api = recording.resources.find(({ type }) => type === "aws:apigateway/restApi:RestApi");
    assert.equal(api?.inputs["minimumCompressionSize"], 0);
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
    const folder = programOf(`pulumi.runtime.registerResourceTransform(() => { throw new Error("not so"); });
      new pulumi.CustomResource("aws:sqs/queue:Queue", "queue", {});`);
    await assert.rejects(run(folder), { name: "Refusal", message: /transform failed: Error: not so/ });
  });
});

describe("a method of a plugin's component", () => {
  it("gives what its package documents as unknown, and is told of with the line to add", async () => {
    const folder = programOf(
      `const cluster = new pulumi.ComponentResource("eks:index:Cluster", "cluster", {}, {}, true);
      const answer = pulumi.output(pulumi.runtime.call("eks:index:Cluster/getKubeconfig", { __self__: cluster }, cluster));
      answer.apply(({ result }) => result).apply((result) => { throw new Error("it is run with " + result); });
      answer.apply(() => new pulumi.CustomResource("aws:sqs/queue:Queue", "later", {}));`,
      {
        "node_modules/@pulumi/eks/package.json": '{ "name": "@pulumi/eks" }',
        "node_modules/@pulumi/eks/cluster.d.ts":
          "export declare namespace Cluster {\n    interface GetKubeconfigResult {\n        readonly result: string;\n    }\n}\n",
      },
    );
    const { notices } = await run(folder);
    assert.ok(
      [...notices].includes(
        'eks:index:Cluster/getKubeconfig is a method of a plugin, which does not run locally; if the program needs it, give it by --value eks:index:Cluster/getKubeconfig.result=<value>, or under "values" in Pulumi.dev.local.yaml',
      ),
      [...notices].join("\n"),
    );
  });
});
