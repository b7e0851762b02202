import assert from "node:assert/strict";
import { createClosers } from "../../local/closing";

describe("what was started", () => {
  it("is ended one after the other, the last first", async () => {
    const ended: string[] = [];
    const closers = createClosers();
    for (const name of ["tables", "functions", "server"])
      closers.add(async () => {
        await Promise.resolve();
        ended.push(name);
      });
    await closers.close();
    assert.deepEqual(ended, ["server", "functions", "tables"]);
  });

  it("is ended at once where all else has been ended", async () => {
    const closers = createClosers();
    await closers.close();
    let ended = false;
    closers.add(() => {
      ended = true;
    });
    assert.equal(ended, true);
  });
});
