import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Engine, startEngine } from "./engine";
import { exampleFolder, type Folder } from "./project";

const KEPT = ["aws:apigateway/restApi:RestApi", "aws:apigateway/stage:Stage"];

describe("An API of another package, moved under the engine", () => {
  let engine: Engine;
  before(async () => {
    engine = await startEngine();
  });
  after(() => engine.stop());

  for (const example of ["from-aws", "from-aws-apigateway", "from-awsx"])
    it(`keeps its id, its url and its methods: ${example}`, async () => {
      const folder = exampleFolder(example);
      try {
        if (example === "from-aws-apigateway")
          folder.write("before.ts", readFileSync(join(__dirname, "programs/aws-apigateway.ts"), "utf8"));
        const { log } = engine.account;
        const stack = await engine.stack(example, { folder: folder.path });
        runs(folder, "before.ts");
        await stack.up();
        const made = idsOfKept(engine);
        const from = log.length;
        runs(folder, "index.ts");
        await stack.up();
        const calls = log.slice(from).map(({ call, type, name }) => `${call} ${type} ${name}`);
        assert.deepEqual(idsOfKept(engine), made);
        assert.deepEqual(
          log.slice(from).filter(({ call, type }) => call !== "update" && KEPT.includes(type)),
          [],
        );
        assert.deepEqual(
          calls.filter((call) => /^delete aws:apigateway\/(resource|method|integration):/.test(call)),
          [],
        );
        const stageMoves = calls.findIndex((call) => call.startsWith("update aws:apigateway/stage:"));
        assert(calls.findIndex((call) => call.startsWith("create aws:lambda/permission:")) < stageMoves);
        assert(calls.findIndex((call) => call.startsWith("delete")) > stageMoves);
        assert.deepEqual((await stack.preview()).changes, []);
        await stack.destroy();
      } finally {
        folder.remove();
      }
    });
});

function runs(folder: Folder, main: string): void {
  const project = readFileSync(join(folder.path, "Pulumi.yaml"), "utf8");
  folder.write("Pulumi.yaml", project.replace(/^main: .*$/m, `main: ${main}`));
}

function idsOfKept({ account }: Engine): readonly string[] {
  return account.resources.filter(({ type }) => KEPT.includes(type)).map(({ id }) => id);
}
