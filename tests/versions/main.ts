import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack } from "../package/install";

// Files of this folder alone: they install packages, for which they need a registry and minutes, and wait more than they work.
const mocha = join(__dirname, "../../node_modules/mocha/bin/mocha.js");
const folder = mkdtempSync(join(tmpdir(), "lambda-rest-api-archive-"));
try {
  const args = ["--parallel", "--jobs", "2", "--timeout", "600000", "tests/versions/*.test.ts"];
  execFileSync(process.execPath, [mocha, ...args], { stdio: "inherit", env: { ...process.env, ARCHIVE: pack(folder) } });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
