import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { removeTemporaryFolders, temporaryFolder } from "./temporary";

after(removeTemporaryFolders);

const MODULE = join(__dirname, "../../local/temporary-folder.ts");

/** Makes a folder with code that nobody may write to, and says so. */
const MAKE = `
require("./bin/sources.js");
const fs = require("node:fs");
const { path } = require(${JSON.stringify(MODULE)}).makeTemporaryFolder();
fs.mkdirSync(path + "/code");
fs.writeFileSync(path + "/code/index.js", "");
fs.chmodSync(path + "/code", 0o555);
console.log(path);
`;

describe("A temporary folder of a process", () => {
  const TMPDIR = temporaryFolder({});
  const options = { cwd: join(__dirname, "../.."), env: { ...process.env, TMPDIR } };
  const made = () => readdirSync(TMPDIR).filter((name) => name.startsWith("lambda-rest-api-"));

  it("goes when the process ends, however it ends, or when the next one comes", async () => {
    assert.equal(spawnSync(process.execPath, ["-e", MAKE], options).status, 0);
    assert.deepEqual(made(), []);
    assert.equal(spawnSync(process.execPath, ["-e", `${MAKE} throw new Error("x")`], options).status, 1);
    assert.deepEqual(made(), []);

    const killed = spawn(process.execPath, ["-e", `${MAKE} setInterval(() => {}, 1000)`], options);
    const [path] = await once(killed.stdout.setEncoding("utf8"), "data");
    const next = spawnSync(process.execPath, ["-e", MAKE], options);
    assert.equal(next.status, 0);
    assert.ok(existsSync(path.trim()), "of one that lives it stays");
    killed.kill("SIGKILL");
    await once(killed, "exit");
    assert.equal(made().length, 1);
    spawnSync(process.execPath, ["-e", MAKE], options);
    assert.deepEqual(made(), []);
  });
});
