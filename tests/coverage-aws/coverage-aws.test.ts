import assert from "node:assert/strict";
import { undecided } from "./model";

describe("The API model of API Gateway", () => {
  it("has no member on which nothing is decided", () => {
    assert.deepEqual(undecided(), []);
  });
});
