import assert from "node:assert/strict";
import { createPatience } from "../../../local/program/patience";

describe("the patience with a program that does not end", () => {
  it("is over when the program says that it has finished", async () => {
    const patience = createPatience(60_000, assert.fail);
    patience.finish();
    assert.equal(await patience.finished, "finished");
    patience.cancel();
  });

  it("is over when its outputs are known and it is silent: a timer is open, which is told", async () => {
    const told: string[] = [];
    const patience = createPatience(1, (line) => void told.push(line));
    patience.outputs();
    assert.equal(await patience.finished, "finished");
    assert.match(told.join("\n"), /^The program leaves a timer or a connection open: [^\n]*$/);
  });

  it("lasts while it registers nothing and does not end, which is told once", async () => {
    const told: string[] = [];
    let tell = () => {};
    const patience = createPatience(1, (line) => {
      told.push(line);
      tell();
    });
    await new Promise<void>((resolve) => {
      tell = resolve;
    });
    patience.call();
    patience.finish();
    await patience.finished;
    patience.cancel();
    assert.match(told.join("\n"), /^The program is still running; [^\n]*$/);
  });
});
