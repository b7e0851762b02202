import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary";
import { run } from "./started";

describe("the command init", () => {
  it("refuses to overwrite files, naming them, and writes nothing then", async () => {
    const folder = temporaryFolder({ "index.ts": "// mine", ".github/workflows/deploy.yml": "", "notes.md": "" });
    const { status, stdout, stderr } = await run(["init", folder]);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.equal(
      stderr,
      `error: ${folder} has files that init would write, and it overwrites none: ${join(".github/workflows/deploy.yml")}, index.ts; give another folder: lambda-rest-api init DIR\n`,
    );
    assert.deepEqual(readdirSync(folder).sort(), [".github", "index.ts", "notes.md"]);
  });

  it("refuses a file, several folders and options", async () => {
    const folder = temporaryFolder({ file: "" });
    const refusals: readonly (readonly [args: readonly string[], message: RegExp])[] = [
      [[join(folder, "file")], /^error: .*file: it is a file; give the folder of the new program$/m],
      [["a", "b"], /^error: one folder can be given, not 2: a, b$/m],
      [["--stack", "dev"], /^error: Unknown option '--stack'\. See lambda-rest-api --help\.$/m],
    ];
    for (const [args, message] of refusals) {
      const { status, stderr } = await run(["init", ...args]);
      assert.equal(status, 1, args.join(" "));
      assert.match(stderr, message);
    }
  });
});
