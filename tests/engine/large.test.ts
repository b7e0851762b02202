import assert from "node:assert/strict";
import { callsOf, changesOf, lateCalls } from "./calls";
import { type Engine, type EngineStack, type Program, startEngine } from "./engine";
import { type Large, large } from "./large";
import { unpermittedRoutes } from "./live-routes";
import { PERMISSION } from "./provider/kinds/lambda";
import { text } from "./provider/properties";

const VERSION: Large = { routes: 300, stages: ["v0"], answer: "up" };

describe("A large API under the engine", () => {
  let engine: Engine;
  const made = (program: Program): Promise<EngineStack> =>
    engine.stack("dev", { program, config: { "aws:region": "us-east-1" }, checkpoints: false });
  const statements = () => engine.account.resources.filter(({ type }) => type === PERMISSION);
  const merged = () => statements().filter(({ inputs }) => text(inputs, "sourceArn").includes("*")).length;
  beforeEach(async () => {
    engine = await startEngine();
  });
  afterEach(() => {
    assert.deepEqual(unpermittedRoutes(engine.account.log), []);
    engine.stop();
  });

  it("of 300 routes is made, is then as it should be, changes by one route, and leaves nothing", async () => {
    const stack = await made(large(VERSION));
    const preview = await stack.preview();
    assert.equal(preview.changes.filter((change) => change.includes(":Route ")).length, 301);
    const up = await stack.up();
    assert.deepEqual(changesOf(up.changes), changesOf(preview.changes));
    assert.deepEqual((await stack.preview()).changes, []);
    const change = await stack.up(large({ ...VERSION, answer: "down" }));
    assert.deepEqual(changesOf(change.changes), [
      "replace Deployment large",
      "update RestApi large",
      "update Stage large-v0",
      "update component Route large GET /status",
    ]);
    await stack.destroy();
    assert.deepEqual(engine.account.resources, []);
  });

  it("takes statements together when a policy is full, and apart when it is not, the new before the old", async () => {
    const stack = await made(large({ ...VERSION, routes: 24 }));
    await stack.up();
    assert.deepEqual([statements().length, merged()], [24, 0]);
    for (const { routes, isMerged } of [
      { routes: 30, isMerged: true },
      { routes: 24, isMerged: false },
    ]) {
      const from = engine.account.log.length;
      await stack.up(large({ ...VERSION, routes }));
      assert.equal(merged() > 0, isMerged);
      assert.deepEqual(lateCalls(callsOf(engine.account.log.slice(from))), []);
    }
  });

  it("has room for all new statements beside all old ones", async () => {
    const stack = await made(large(VERSION));
    await stack.up();
    for (const stages of [["v0", "v1"], ["v1"], ["v2"]]) {
      await stack.up(large({ ...VERSION, stages }));
      assert.deepEqual((await stack.preview()).changes, []);
    }
  });
});
