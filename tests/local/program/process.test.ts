import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { startProcess } from "../../../local/program/process";
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

describe("a process", () => {
  it("stands still with what it started while it is paused, and ends all the same", async () => {
    const lines: string[] = [];
    const program = startProcess("/bin/sh", ["-c", "sleep 600 & echo $! $$; wait"], {}, (line) => lines.push(line));
    while (lines.length === 0) await setTimeout(1);
    const [, child, shell] = /^(\d+) (\d+)$/.exec(lines.join()) ?? [];
    const states = () => execFileSync("ps", ["-o", "state=", "-p", `${child},${shell}`], { encoding: "utf8" }).match(/\S+/g);
    program.pause();
    while (!states()?.every((state) => state.startsWith("T"))) await setTimeout(1);
    program.resume();
    while (!states()?.every((state) => state.startsWith("S"))) await setTimeout(1);
    program.pause();
    program.stop();
    assert.equal((await program.ended).signal, "SIGKILL");
  });
});
