import assert from "node:assert/strict";
import { type Background, createBackground, type Times } from "../../../local/commands/background";

/** Work that writes down what becomes of it. */
function begin(background: Background) {
  const seen: string[] = [];
  let end = () => {};
  let resumed = () => {};
  const onceResumed = new Promise<void>((resolve) => {
    resumed = resolve;
  });
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  background.begin({
    ended,
    pause: () => void seen.push("paused"),
    resume() {
      seen.push("resumed");
      resumed();
    },
  });
  return { seen, end, onceResumed };
}

const LONG = 600_000;

function served(times: Partial<Times>) {
  const background = createBackground(async () => ({ status: 200, headers: [], body: Buffer.alloc(0) }), {
    quiet: LONG,
    patience: LONG,
    ...times,
  });
  const request = { method: "GET", target: "/dev/", headers: [], body: Buffer.alloc(0), sourceIp: "127.0.0.1", protocol: "HTTP/1.1" };
  const ask = async () => background.answer(request);
  return { background, ask };
}

describe("work in the background", () => {
  it("stands still from a request on until none has come for a moment", async () => {
    const { background, ask } = served({ quiet: 1 });
    const { seen, onceResumed, end } = begin(background);
    assert.deepEqual(seen, []);
    assert.equal((await ask()).status, 200);
    await onceResumed;
    await ask();
    assert.deepEqual(seen, ["paused", "resumed", "paused"]);
    end();
  });

  it("is paused once, however many requests come", async () => {
    const { background, ask } = served({});
    const { seen, end } = begin(background);
    await Promise.all([ask(), ask()]);
    await ask();
    assert.deepEqual(seen, ["paused"]);
    end();
  });

  it("gives way no longer when its patience is at an end", async () => {
    const { background, ask } = served({ patience: 0 });
    const { seen, end } = begin(background);
    await ask();
    assert.deepEqual(seen, []);
    end();
  });

  it("is left alone when it has ended, and when other work takes its place", async () => {
    const { background, ask } = served({});
    const first = begin(background);
    const second = begin(background);
    first.end();
    await ask();
    second.end();
    await ask();
    assert.deepEqual([first.seen, second.seen], [[], ["paused"]]);
  });
});
