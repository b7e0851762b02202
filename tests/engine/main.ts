/**
 * Runs the tests of this folder, or the files that are given, where the Pulumi CLI is there; where it is not it says so, and tests nothing.
 */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

const given = process.argv.slice(2);

if (hasPulumi()) {
  // Each file has engines of its own, and an engine waits more than it works.
  const mocha = new Mocha({ timeout: 300_000, reporter: "spec", parallel: true, jobs: 2, require: ["ts-node/register/transpile-only"] });
  for (const file of given.length > 0 ? given : testFiles()) mocha.addFile(file);
  mocha.run((failures) => {
    process.exitCode = failures > 0 ? 1 : 0;
  });
} else {
  process.stdout.write(
    "There is no pulumi on the PATH, so nothing is tested under the engine; https://www.pulumi.com/docs/install/ tells how to install it.\n",
  );
}

function hasPulumi(): boolean {
  try {
    execFileSync("pulumi", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function testFiles(): readonly string[] {
  return readdirSync(__dirname)
    .filter((file) => file.endsWith(".test.ts"))
    .sort()
    .map((file) => join(__dirname, file));
}
