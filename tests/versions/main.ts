import { execFileSync } from "node:child_process";
import { join } from "node:path";

// Files of this folder alone: they install packages, for which they need a registry and minutes.
const mocha = join(__dirname, "../../node_modules/mocha/bin/mocha.js");
execFileSync(process.execPath, [mocha, "--timeout", "600000", "tests/versions/**/*.test.ts"], { stdio: "inherit" });
