import assert from "node:assert/strict";
import { createCapacity } from "../../../local/lambda/capacity";
import type { Environment, EnvironmentEvents } from "../../../local/lambda/environment";
import { createPool } from "../../../local/lambda/pool";

const REQUEST = { requestId: "", functionArn: "", traceId: "", event: "{}" };

/** A pool of environments that are there at once and answer as `answer` does. */
function poolOf(answer: (running: number) => Promise<void>, maxEnvironments = 100) {
  let [started, running, most, fullTold] = [0, 0, 0, 0];
  const capacity = createCapacity({ maxEnvironments, idleTime: 60_000, full: () => fullTold++ });
  const start = (events: EnvironmentEvents): Environment => {
    started++;
    setImmediate(() => events.idle());
    return {
      async run({ ended }) {
        most = Math.max(most, ++running);
        await answer(running);
        running--;
        setImmediate(() => events.idle());
        ended({ kind: "answer", payload: Buffer.from("{}") });
      },
      takesMore: () => false,
      takeBack() {},
      maxMemoryUsed: () => 0,
      stop: async () => events.ended(() => ({ kind: "error", payload: "" })),
    };
  };
  const pool = createPool(start, capacity);
  const close = async () => {
    await pool.close();
    capacity.close();
  };
  const ask = () => new Promise((ended) => pool.run(REQUEST, { write: async () => {}, end() {}, ended }));
  return { ask, close, started: () => started, most: () => most, fullTold: () => fullTold };
}

describe("the environments of a function", () => {
  it("are few for a burst of short requests", async () => {
    const { ask, started, close } = poolOf(async () => {});
    for (let burst = 0; burst < 5; burst++) await Promise.all(Array.from({ length: 32 }, ask));
    assert.equal(started(), 1);
    await close();
  });

  it("are as many as requests that all go on until the last has begun", async () => {
    const together = 12;
    let begun = () => {};
    const all = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { ask, most, close } = poolOf((running) => {
      if (running === together) begun();
      return all;
    });
    await Promise.all(Array.from({ length: together }, ask));
    assert.equal(most(), together);
    await close();
  });

  it("are enough for one that waits for another of its own, though they have been short so far", async () => {
    let waits = false;
    const { ask, started, close } = poolOf(async (running) => {
      if (waits && running === 1) await ask();
    });
    for (let short = 0; short < 20; short++) await ask();
    waits = true;
    await ask();
    assert.equal(started(), 2);
    await close();
  });

  it("are no more than there may be: what needs more waits, and it is told", async () => {
    const { ask, most, fullTold, close } = poolOf(
      (running) => (running < 3 ? new Promise((resolve) => void setTimeout(resolve, 500)) : Promise.resolve()),
      3,
    );
    await Promise.all(Array.from({ length: 12 }, ask));
    assert.equal(most(), 3);
    assert.ok(fullTold() > 0);
    await close();
  });
});
