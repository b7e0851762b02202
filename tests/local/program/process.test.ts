import assert from "node:assert/strict";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { start } from "../commands/started";

const LOOPS = join(__dirname, "fixtures/loops");

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a program that loops for ever", () => {
  it("ends with its server, however that ends", async () => {
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const { child, stderr } = start(["local", LOOPS, "--port", "0", "--json"]);
      while (!/looping \d+\n/.test(stderr())) await once(child.stderr, "data");
      const program = Number(/looping (\d+)/.exec(stderr())?.[1]);
      assert.ok(isAlive(program));
      child.kill(signal);
      await once(child, "exit");
      while (isAlive(program)) await setTimeout(1);
    }
  });
});
