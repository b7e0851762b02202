import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createMemoryWatch } from "../../../local/lambda/memory-watch";

describe("the memory of a process", () => {
  it("is what was seen of it before, when it has ended and nobody has been told yet", async function () {
    if (!existsSync("/proc/self/status")) return this.skip();
    const child = spawn("cat");
    await once(child, "spawn");
    const ended = once(child, "exit");
    const pid = Number(child.pid);
    const memory = createMemoryWatch().watch(pid, 1000, () => {});
    memory.look();
    const before = memory.peak();
    process.kill(pid, "SIGKILL");
    // This turn of the event loop has to end before it is reaped.
    while (!/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "latin1"))) {}
    memory.look();
    assert.ok(before > 0);
    assert.equal(memory.peak(), before);
    await ended;
  });
});
