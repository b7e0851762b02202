import assert from "node:assert/strict";
import { DefinitionError } from "../../definition/index";

describe("A refused definition", () => {
  it("lists every problem on a line of its own, with its place", () => {
    const error = new DefinitionError(
      [
        { where: "a", message: "is wrong", rule: "model" },
        { where: "b", message: "is worse", rule: "path" },
      ],
      "The API",
    );
    assert.equal(error.message, "The API has 2 problems:\n  a: is wrong (model)\n  b: is worse (path)");
    assert.equal(error.problems.length, 2);
  });

  it("counts one problem as one", () => {
    assert.equal(
      new DefinitionError([{ where: "a", message: "is wrong", rule: "model" }]).message,
      "The definition has 1 problem:\n  a: is wrong (model)",
    );
  });
});
