import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { findInterpreters } from "../../../local/lambda/interpreters";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";

after(removeTemporaryFolders);

/** A file that says it is that version. */
function interpreter(version: string): string {
  const text = `#!/bin/sh\nprintf '%s\\n%s\\n' "$0" ${version}\n`;
  const file = join(temporaryFolder({ node: text }), "node");
  chmodSync(file, 0o755);
  return file;
}

describe("what runs the functions of a runtime", () => {
  it("is the given program, of which nothing is said where its version is the functions'", async () => {
    const file = interpreter("24.3.0");
    const { found, missing, others } = await findInterpreters(["nodejs24.x"], new Map([["nodejs24.x", file]]));
    assert.deepEqual(found.get("nodejs24.x"), { file, version: "24.3.0" });
    assert.deepEqual([missing.size, others.size], [0, 0]);
  });

  it("is told of where its version is another, with the option that gives another", async () => {
    const { others } = await findInterpreters(["nodejs24.x"], new Map([["nodejs24.x", interpreter("22.1.0")]]));
    assert.equal(others.get("nodejs24.x"), "of nodejs24.x run on Node.js 22.1.0 here; --runtime nodejs24.x=/path/to/node gives another");
    const own = await findInterpreters(["nodejs1.x"], new Map());
    assert.match(own.others.get("nodejs1.x") ?? "", new RegExp(`^of nodejs1\\.x run on Node\\.js ${process.versions.node} here; `));
  });

  it("is missing where the given program does not run", async () => {
    const { found, missing } = await findInterpreters(["python3.13"], new Map([["python3.13", "/nowhere/python3"]]));
    assert.equal(found.size, 0);
    assert.equal(missing.get("python3.13"), "/nowhere/python3 does not run");
  });

  it("is missing where there is no Python, which is told with the option that gives one", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      const { missing } = await findInterpreters(["python3.13"], new Map());
      assert.equal(missing.get("python3.13"), "its runtime python3.13 needs python3 on the PATH, or --runtime python3.13=/path/to/python3");
    } finally {
      process.env["PATH"] = path;
    }
  });

  it("is nobody's matter for other runtimes", async () => {
    const { found, missing, others } = await findInterpreters(["provided.al2023", "java21"], new Map());
    assert.deepEqual([found.size, missing.size, others.size], [0, 0, 0]);
  });
});
