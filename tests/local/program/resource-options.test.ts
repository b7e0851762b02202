import assert from "node:assert/strict";
import { cloud, type Recording, readProject, readStack } from "../../../local/program/index";
import { removeTemporaryFolders } from "../temporary";
import { programOf, runProgram } from "./run-program";

after(removeTemporaryFolders);

describe("what a program says of a resource beside its inputs", () => {
  let recording: Recording;
  before(async () => {
    const project = readProject(
      programOf(`
        const options = {
          additionalSecretOutputs: ["arn"], aliases: [{ name: "old", parent: pulumi.rootStackResource }], customTimeouts: { create: "5m" },
          deleteBeforeReplace: true, ignoreChanges: ["tags"], protect: true, replaceOnChanges: ["name", "tags[*]"], retainOnDelete: true,
        };
        new pulumi.CustomResource("aws:sqs/queue:Queue", "all", { name: "all" }, options);
        new pulumi.CustomResource("aws:sqs/queue:Queue", "transformed", { name: "transformed" }, {
          ...options, transforms: [({ props, opts }) => ({ props, opts: { ...opts, ...options } })],
        });
        const west = new pulumi.ProviderResource("aws", "west", { region: "us-west-2" });
        const component = (name, given) => new pulumi.ComponentResource("aws-apigateway:index:RestAPI", name, { swaggerString: '{"paths":{}}' }, given, true);
        component("one", { provider: west });
        component("several", { providers: { aws: west }, replaceOnChanges: ["name"] });
        component("own", {});`),
    );
    const stack = readStack(project, undefined, { config: new Map(), values: new Map() });
    recording = await runProgram(project, stack, {
      cloud: cloud("123456789012", "eu-west-2"),
      baseUrl: "http://localhost:3000",
      log: () => {},
    });
  });

  it("is taken, whether or not it means anything where nothing is changed", () => {
    const queues = recording.resources.filter(({ type }) => type === "aws:sqs/queue:Queue");
    assert.deepEqual(
      queues.map(({ inputs }) => inputs),
      [{ name: "all" }, { name: "transformed" }],
    );
  });

  it("counts for what a plugin's component makes, its providers", () => {
    const regions = recording.resources.filter(({ type }) => type === "aws:apigateway/restApi:RestApi");
    assert.deepEqual(Object.fromEntries(regions.map(({ name, outputs }) => [name, outputs["region"]])), {
      one: "us-west-2",
      several: "us-west-2",
      own: "eu-west-2",
    });
  });
});
