import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";

const PRINTER = ["--require", "ts-node/register/transpile-only", join(__dirname, "printed-requests.ts")];
const LINK = "  http://localhost:3000/#/requests/r-1";

describe("the terminal", function () {
  this.timeout(120_000);
  /** The lines of each of three requests: plainly, with all steps, and with colours besides. */
  let requests: readonly (readonly string[])[];
  before(() => {
    const [, ...printed] = execFileSync(process.execPath, PRINTER, { encoding: "utf8" }).split("----\n");
    requests = printed.map((text) =>
      text
        .replace(/^Account .*/ms, "")
        .trimEnd()
        .split("\n"),
    );
    assert.equal(requests.length, 9);
  });

  it("has a line for a request that went well, and the step, the reason, the remedy and a link for an error", () => {
    const [good, , failed = []] = requests;
    assert.deepEqual(good, ["GET / 200 2 ms"]);
    const [line, reason, remedy, link, ...rest] = failed;
    assert.equal(line, "GET /unpermitted 500 2 ms");
    assert.match(reason ?? "", /^ {2}permission: No permission on arn:/);
    assert.match(remedy ?? "", /^ {2}Its policy needs a statement: new aws\.lambda\.Permission/);
    assert.deepEqual([link, rest], [LINK, []]);
  });

  it("has all steps with --verbose, of what went well too", () => {
    const lines = requests[3] ?? [];
    assert.match(lines[1] ?? "", /^ {2}Execution log for request /);
    assert.ok(lines.some((line) => /Method completed with status: 200$/.test(line)));
  });

  for (const [index, status, colour] of [
    [0, 200, 32],
    [1, 403, 33],
    [2, 500, 31],
  ] as const)
    it(`colours the status ${status} where it can, and changes nothing else`, () => {
      const plain = requests[3 + index] ?? [];
      const coloured = requests[6 + index] ?? [];
      assert.ok(coloured[0]?.includes(`\u001B[${colour}m${status}\u001B[39m`), JSON.stringify(coloured[0]));
      assert.deepEqual(plain, plain.map(stripVTControlCharacters));
      assert.deepEqual(coloured.map(stripVTControlCharacters), plain);
    });
});
