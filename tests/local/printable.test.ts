import assert from "node:assert/strict";
import fc from "fast-check";
import { prefixed, printable } from "../../local/printable";

describe("what somebody else wrote into the log", () => {
  it("is shown with its control characters", () => {
    assert.equal(printable("a\tb\r\n\u001b[2Jc\u009b\u2028\u202ed"), "a\tb\\r\\n\\u001b[2Jc\\u009b\\u2028\\u202ed");
  });

  it("has its writer's name before every line", () => {
    assert.equal(prefixed("f", "one\nGET /pets 200 1 ms\r\nthree\rGET /\n"), "[f] one\n[f] GET /pets 200 1 ms\n[f] three\\rGET /");
  });

  it("never looks like a line of the server's", () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom("\n", "\r", "\r\n", "\u001b[1A", "\u0085", "\u2028", "error: ", "[g] "), fc.string()))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (written) => {
        for (const line of prefixed("f", written).split(/[\n\r\u0085\u2028\u2029]/))
          assert.ok(line.startsWith("[f] ") && !line.includes("\u001b"));
      }),
    );
  });
});
