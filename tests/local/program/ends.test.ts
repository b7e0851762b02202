import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { cloud, readProject, readStack } from "../../../local/program/index";
import { runProgram } from "./run-program";

function run(how: string, log: (line: string) => void = () => {}) {
  const project = readProject(join(__dirname, "fixtures/ends"));
  const stack = readStack(project, undefined, { config: new Map([["how", how]]), values: new Map() });
  return runProgram(project, stack, { cloud: cloud("123456789012", "eu-west-2"), baseUrl: "http://localhost", log });
}

describe("a program that ends otherwise than it should", () => {
  it("is refused with its status", () =>
    assert.rejects(run("status"), { name: "Refusal", message: /ends\/index\.js: the program ended with status 3;/ }));
  it("is refused with its signal", () =>
    assert.rejects(run("signal"), { name: "Refusal", message: /ends\/index\.js: the program was ended by SIGKILL;/ }));
  it("has what it registered where it leaves another process behind and prints garbage", async () => {
    assert.deepEqual(
      (await run("fork")).resources.map(({ type }) => type),
      ["pulumi:pulumi:Stack"],
    );
  });
  it("leaves none of its own processes behind", async () => {
    let child = 0;
    await run("child", (line) => {
      child ||= Number(/^child (\d+)$/.exec(line)?.[1] ?? 0);
    });
    assert.notEqual(child, 0);
    while (isAlive(child)) await setTimeout(1);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
