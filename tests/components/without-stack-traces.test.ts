import assert from "node:assert/strict";
import { withoutStackTraces } from "../../components/without-stack-traces";

describe("A resource made without stack traces", () => {
  it("leaves other errors theirs, whether it is made or not", () => {
    const { stackTraceLimit } = Error;
    assert.equal(
      withoutStackTraces(() => new Error("made").stack),
      "Error: made",
    );
    assert.equal(Error.stackTraceLimit, stackTraceLimit);
    assert.throws(() =>
      withoutStackTraces(() => {
        throw new Error("not made");
      }),
    );
    assert.equal(Error.stackTraceLimit, stackTraceLimit);
  });
});
