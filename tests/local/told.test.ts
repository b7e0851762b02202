import assert from "node:assert/strict";
import { join } from "node:path";
import { startLocal } from "../../local/testing/index";

/** What the program makes, by its name in the program or on AWS. */
const NAMES = /"(?:told|image|old|other|replicated|jobs-to-old)[^"]*"|^(?:told|inside)[,:] |\(inside, GET \/;|^api\.example\.com: /;

/** Is about the program itself. */
const OF_A_BUSY_MACHINE = "The program is still running;";

describe("what is told of a program that runs", function () {
  this.timeout(60_000);

  it("names in each line what it is about, an API, a function, a stage", async () => {
    const lines: string[] = [];
    const local = await startLocal({ directory: join(__dirname, "program/fixtures/told"), log: (line) => lines.push(line) });
    await local.close();
    assert.ok(lines.length > 20, lines.join("\n"));
    assert.deepEqual(
      lines.filter((line) => !NAMES.test(line) && !line.startsWith(OF_A_BUSY_MACHINE)),
      [],
    );
  });
});
