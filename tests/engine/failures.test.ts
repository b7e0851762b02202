import assert from "node:assert/strict";
import { type Engine, type EngineStack, startEngine } from "./engine";
import { unpermittedRoutes } from "./live-routes";
import { DEPLOYMENT } from "./provider/kinds/api-gateway";
import { REST_API } from "./provider/kinds/rest-api";
import { SHOP, type Shop, shop } from "./shop";

/** Small, so that there are few calls that can fail. */
const SMALL: Shop = { ...SHOP, routes: {}, stages: { prod: {} } };
/** All of it changed: the code, a template, a route more, a stage more and one less. */
const CHANGED: Shop = { ...SMALL, code: "two", answer: "things", routes: { "GET /users": "items" }, stages: { live: {} } };

describe("A failed update under the engine", () => {
  let engine: Engine;
  let stack: EngineStack;
  beforeEach(async () => {
    engine = await startEngine();
    stack = await engine.stack("dev", { program: shop(SMALL), config: { "aws:region": "us-east-1" } });
  });
  afterEach(() => engine.stop());

  it("is brought to its end by the next, whichever call of the first update fails, and so is a failed destruction", async () => {
    await stack.up();
    const whole = resourcesOf(engine);
    await stack.destroy();
    for (let call = 1, failed = true; failed; call++) {
      const failedUp = await failsAt(engine, call, () => stack.up());
      if (failedUp) await stack.up();
      assert.deepEqual(resourcesOf(engine), whole);
      const failedDestroy = await failsAt(engine, call, () => stack.destroy());
      if (failedDestroy) await stack.destroy();
      assert.deepEqual(engine.account.resources, []);
      failed = failedUp || failedDestroy;
    }
    assert.deepEqual(unpermittedRoutes(engine.account.log), []);
  });

  it("is brought to its end by the next, whichever call of a change fails, there or back", async () => {
    await stack.up(shop(CHANGED));
    const changed = resourcesOf(engine);
    await stack.up(shop(SMALL));
    const small = resourcesOf(engine);
    for (let call = 1, failed = true; failed; call++) {
      failed = false;
      for (const { version, whole } of [
        { version: CHANGED, whole: changed },
        { version: SMALL, whole: small },
      ]) {
        if (await failsAt(engine, call, () => stack.up(shop(version)))) {
          failed = true;
          await stack.up();
        }
        assert.deepEqual(resourcesOf(engine), whole);
      }
    }
    assert.deepEqual((await stack.preview()).changes, []);
    assert.deepEqual(unpermittedRoutes(engine.account.log), []);
  });
});

/** Whether the operation has so many calls, so that it failed. */
async function failsAt({ account }: Engine, call: number, operate: () => Promise<unknown>): Promise<boolean> {
  account.failAt(call);
  try {
    await operate();
    return false;
  } catch (error) {
    assert.match(String(error), /ServiceException: fails on demand/);
    return true;
  } finally {
    account.failAt(undefined);
  }
}

/** What is there, in whichever API, besides the deployments of all versions, which stay. */
function resourcesOf({ account }: Engine): readonly string[] {
  const api = account.resources.find(({ type }) => type === REST_API)?.id ?? "";
  return account.resources
    .filter(({ type }) => type !== DEPLOYMENT)
    .map(({ urn, inputs }) => `${urn} ${JSON.stringify({ ...inputs, deployment: "" }).replaceAll(api, "api")}`)
    .sort();
}
