import { existsSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder of this process; not in /tmp, which functions have for themselves. */
export function makeTemporaryFolder(): string {
  const parent = tmpdir() === "/tmp" && existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
  return realpathSync(mkdtempSync(join(parent, "lambda-rest-api-")));
}
