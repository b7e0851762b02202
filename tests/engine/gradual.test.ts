import assert from "node:assert/strict";
import { type Engine, type EngineStack, startEngine } from "./engine";
import { exampleFolder, type Folder } from "./project";

const ALIAS = "aws:lambda/alias:Alias";

describe("A gradual deployment, run by the CLI", () => {
  let engine: Engine;
  let folder: Folder;
  let stack: EngineStack;
  before(async () => {
    engine = await startEngine();
    folder = exampleFolder("gradual");
    stack = await engine.stack("dev", { folder: folder.path });
  });
  after(() => {
    engine.stop();
    folder.remove();
  });

  /** As deploy.sh updates; gives what was changed, and what the alias then has. */
  async function update(live: string, next: string, share: string) {
    const from = engine.account.log.length;
    await stack.run("up", "--yes", "--skip-preview", "--config", `live=${live}`, "--config", `next=${next}`, "--config", `share=${share}`);
    const changed = engine.account.log.slice(from).map(({ type }) => type);
    const alias = engine.account.resources.find(({ type }) => type === ALIAS);
    return { changed, version: alias?.inputs["functionVersion"], routing: alias?.inputs["routingConfig"] };
  }

  it("changes nothing but the alias, from the version that answers to the new one and back", async () => {
    assert.equal((await update("", "", "0")).version, "1");
    folder.edit("orders.ts", '"[]"', '"[1]"');
    const published = await update("1", "", "0");
    assert.deepEqual([published.changed, published.version], [["aws:lambda/function:Function"], "1"]);
    assert.equal((await stack.run("stack", "output", "newestVersion")).trim(), "2");
    const { changed, version, routing } = await update("1", "2", "0.1");
    assert.deepEqual([changed, version, routing], [[ALIAS], "1", { additionalVersionWeights: { "2": 0.1 } }]);
    const back = await update("1", "", "0");
    assert.deepEqual([back.changed, back.version, back.routing], [[ALIAS], "1", undefined]);
  });
});
