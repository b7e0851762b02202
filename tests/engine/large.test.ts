import assert from "node:assert/strict";
import { callsOf, changesOf, lateCalls } from "./calls";
import { type Engine, type EngineStack, type Program, startEngine } from "./engine";
import { type Large, large } from "./large";
import { unpermittedRoutes } from "./live-routes";
import { PERMISSION } from "./provider/kinds/lambda";
import { text } from "./provider/properties";

const VERSION: Large = { routes: 300, stages: ["v0"], lambdaAccess: "permissions", answer: "up" };

describe("A large API under the engine", () => {
  let engine: Engine;
  const made = (program: Program): Promise<EngineStack> => engine.stack("dev", { program, config: { "aws:region": "us-east-1" }, checkpoints: false });
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
    const stack = await made(large({ ...VERSION, routes: 46 }));
    await stack.up();
    assert.deepEqual([statements().length, merged()], [46, 0]);
    for (const { routes, isMerged } of [
      { routes: 52, isMerged: true },
      { routes: 46, isMerged: false },
    ]) {
      const from = engine.account.log.length;
      await stack.up(large({ ...VERSION, routes }));
      assert.equal(merged() > 0, isMerged);
      assert.deepEqual(lateCalls(callsOf(engine.account.log.slice(from))), []);
    }
  });

  it("whose old and new statements do not fit together gets over it by a role", async () => {
    const version = { ...VERSION, routes: 40 };
    const stack = await made(large(version));
    await stack.up();
    const renamed = { ...version, stages: ["v1"] };
    await assert.rejects(stack.up(large(renamed)), /PolicyLengthExceededException: The final policy size \(\d+\) is bigger than the limit \(20480\)/);
    await assert.rejects(stack.up(), /PolicyLengthExceededException/);
    await stack.up(large({ ...renamed, lambdaAccess: "role" }));
    assert.deepEqual(statements(), []);
    await stack.up(large(renamed));
    assert.equal(statements().length, 40);
  });
});
