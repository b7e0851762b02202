import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { checkTypes, readProject } from "../../../../local/program/index";
import { removeTemporaryFolders, temporaryFolder } from "../../temporary";

after(removeTemporaryFolders);

function check(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder({ "Pulumi.yaml": "name: typed\nruntime: nodejs\n", ...files });
  symlinkSync(join(__dirname, "../../../../node_modules"), join(folder, "node_modules"));
  return { folder, types: checkTypes(readProject(folder)) };
}

const STRICT = '{ "compilerOptions": { "strict": true, "types": [] } }';
const WRONG = {
  "index.ts": 'import { twice } from "./twice";\nexport const result: string = twice(1);\n',
  "twice.ts": "export const twice = (n) => 2 * n;\n",
};

describe("the types of a program", function () {
  // The check has the processors that nobody else wants.
  this.timeout(180_000);

  it("are checked as Pulumi does, by the program's own options, in every file that it loads", async () => {
    const { folder, types } = check({ ...WRONG, "unused.ts": "const n: number = '';", "tsconfig.json": STRICT });
    assert.deepEqual(
      (await types.errors).map(({ file, line, column, code }) => [file, line, column, code]),
      [
        [join(folder, "twice.ts"), 1, 23, "TS7006"],
        [join(folder, "index.ts"), 2, 14, "TS2322"],
      ],
    );
  });

  it("are those of Pulumi's own options where there is no tsconfig.json", async () => {
    const { types } = check(WRONG);
    assert.deepEqual(
      (await types.errors).map(({ code }) => code),
      ["TS7006", "TS2322"],
    );
  });

  for (const [what, files] of Object.entries({
    "nothing is wrong": { "index.ts": "export const n: number = 1;", "tsconfig.json": STRICT },
    "the compiler is told not to": { ...WRONG, "tsconfig.json": '{ "compilerOptions": { "strict": true, "noCheck": true } }' },
    "ts-node is told not to": { ...WRONG, "tsconfig.json": '{ "ts-node": { "transpileOnly": true } }' },
    "Pulumi is told not to": { ...WRONG, "Pulumi.yaml": "name: typed\nruntime:\n  name: nodejs\n  options: { typescript: false }\n" },
    "the program is JavaScript": { "index.js": "" },
  }))
    it(`say nothing where ${what}`, async () => {
      assert.deepEqual(await check(files).types.errors, []);
    });

  it("are not told any more when the check is given up", async () => {
    const { types } = check(WRONG);
    types.giveUp();
    assert.deepEqual(await types.errors, []);
  });
});
