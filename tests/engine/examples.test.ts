import assert from "node:assert/strict";
import { type Engine, startEngine } from "./engine";
import { exampleProject, type Folder } from "./project";

describe("The five examples under the engine", () => {
  let engine: Engine;
  let project: Folder;
  before(async () => {
    engine = await startEngine();
    project = exampleProject();
  });
  after(() => {
    engine.stop();
    project.remove();
  });

  it("are made, are then as they should be, and leave nothing", async () => {
    const stack = await engine.stack("dev", { folder: project.path });
    const preview = await stack.preview();
    const up = await stack.up();
    assert.deepEqual(new Set(up.changes), new Set(preview.changes));
    assert.deepEqual((await stack.preview()).changes, []);
    await stack.destroy();
    assert.deepEqual(engine.account.resources, []);
  });
});
