import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RULES } from "../../../definition/index";

describe("The names of the rules", () => {
  it("are those that docs/rules.md lists, with what each is about", () => {
    const page = readFileSync("docs/rules.md", "utf8");
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)].map(([, name, about]) => [name, about]);
    for (const [name, about] of Object.entries(RULES))
      assert.ok(
        listed.some((row) => row[0] === name && row[1] === about),
        name,
      );
  });
});
