import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { watchFolder } from "../../../local/commands/watch-folder";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";

after(removeTemporaryFolders);

describe("watching a program's folder", () => {
  let root: string;
  let unwatch: () => void;
  let heard: (file: string) => void;
  beforeEach(() => {
    root = temporaryFolder({ "index.js": "", "lib/a.js": "", "node_modules/p/index.js": "", ".git/HEAD": "", "data/x": "" });
    unwatch = watchFolder(root, [join(root, "data")], (file) => heard(file));
  });
  afterEach(() => unwatch());

  /** The file that is told of after these changes. */
  function toldAfter(change: () => void): Promise<string> {
    return new Promise((resolve) => {
      heard = resolve;
      change();
    });
  }

  it("tells of changed, new and removed files in folders old and new", async () => {
    assert.equal(await toldAfter(() => writeFileSync(join(root, "index.js"), "1")), join(root, "index.js"));
    assert.equal(await toldAfter(() => writeFileSync(join(root, "lib/b.js"), "1")), join(root, "lib/b.js"));
    assert.equal(await toldAfter(() => rmSync(join(root, "lib/a.js"))), join(root, "lib/a.js"));
    assert.equal(await toldAfter(() => mkdirSync(join(root, "new"))), join(root, "new"));
    assert.equal(await toldAfter(() => writeFileSync(join(root, "new/c.js"), "1")), join(root, "new/c.js"));
  });

  it("watches a folder that was removed and made again", async () => {
    await toldAfter(() => rmSync(join(root, "lib"), { recursive: true }));
    await toldAfter(() => mkdirSync(join(root, "lib")));
    assert.equal(await toldAfter(() => writeFileSync(join(root, "lib/c.js"), "1")), join(root, "lib/c.js"));
  });

  it("passes over packages, hidden files and excepted folders, and tells once of several changes", async () => {
    const told: string[] = [];
    const last = toldAfter(() => {
      for (const name of ["node_modules/p/index.js", ".git/HEAD", "data/x", "lib/a.js", "index.js"]) writeFileSync(join(root, name), "1");
    });
    const resolve = heard;
    heard = (file) => {
      told.push(file);
      resolve(file);
    };
    await last;
    assert.equal(told.length, 1);
    assert.ok([join(root, "lib/a.js"), join(root, "index.js")].includes(told[0] ?? ""));
  });
});
