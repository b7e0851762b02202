import assert from "node:assert/strict";
import { bounded } from "../../../languages/json-schema/bounded";

describe("a bounded computation", () => {
  it("gives its value, an error of its own, and undefined where time or stack run out, nested too", () => {
    assert.equal(
      bounded(() => bounded(() => 1)),
      1,
    );
    assert.throws(() => bounded(() => assert.fail("own")), /own/);
    const endless = (depth: number): number => endless(depth + 1) + 1;
    assert.equal(
      bounded(() => endless(0)),
      undefined,
    );
    assert.equal(
      bounded(() => {
        for (;;);
      }),
      undefined,
    );
    assert.equal(
      bounded(() => 2),
      2,
    );
  });
});
