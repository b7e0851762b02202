/** Runs the tests that need a browser; where there is none, it says so and passes. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { missingBrowser } from "./chromium";

const reason = missingBrowser();
if (reason !== undefined) process.stdout.write(`${reason}: nothing is tested in a browser\n`);
else {
  const mocha = require.resolve("mocha/bin/mocha.js");
  process.exitCode = spawnSync(process.execPath, [mocha, join(__dirname, "*.test.ts")], { stdio: "inherit" }).status ?? 1;
}
