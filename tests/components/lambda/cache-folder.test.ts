import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { folderOf, removeFolders } from "./sources";

const ROOT = join(__dirname, "../../..");

describe("the folder for what need not be done twice", () => {
  after(removeFolders);

  it("is the machine's where there is one beside the packages already that cannot be written to", () => {
    const folder = folderOf({});
    const there = join(folder, "node_modules/.cache/lambda-rest-api/loads");
    const TMPDIR = join(folder, "tmp");
    mkdirSync(there, { recursive: true });
    mkdirSync(TMPDIR);
    for (const [path, mode] of [
      [folder, 0o755],
      [there, 0o555],
      [TMPDIR, 0o777],
    ] as const)
      chmodSync(path, mode);
    // Whom permissions bind.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const script = `require("./components/lambda/code/cache-folder").cacheFolder(${JSON.stringify(folder)}, "loads")`;
    const args = ["--require", "ts-node/register/transpile-only", "-p", script];
    const found = execFileSync(process.execPath, args, { cwd: ROOT, env: { ...process.env, TMPDIR }, encoding: "utf8", ...user });
    assert.ok(found.startsWith(join(TMPDIR, "lambda-rest-api-")), found);
  });
});
