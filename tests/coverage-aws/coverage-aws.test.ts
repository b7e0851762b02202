import assert from "node:assert/strict";
import { undecided } from "./model";

describe("The API models of API Gateway and Lambda", () => {
  it("have no member on which nothing is decided", () => {
    assert.deepEqual(undecided(), []);
  });
});
