import assert from "node:assert/strict";
import { compileModel } from "../../../languages/json-schema/index";

/** Whether a body is validated without a bound in time. */
function isQuick(schema: object, characters: number): boolean {
  const models = { M: { schema: JSON.parse(JSON.stringify(schema)) } };
  return compileModel("M", models).quickly("", characters) !== undefined;
}

const text = (pattern: string) => ({ properties: { a: { pattern } } });

describe("the effort of a validation", () => {
  for (const [schema, characters] of [
    [{ type: "object", required: ["a"], properties: { a: { type: "number" } } }, 65_536],
    [text("^[a-z]+$"), 65_536],
    [text("[a-z]+"), 4_000],
    [text("^[^@]+@[^@]+\\.[^@]+$"), 256],
    [text("^\\(a+\\)*$"), 4_000],
    [text("^[(+)*]+$"), 60_000],
    [text("^(?:ab)?c$"), 65_536],
    [{ uniqueItems: true }, 4_000],
    [{ properties: { next: { $ref: "#" } } }, 65_536],
    [{ anyOf: [{ type: "string" }, { type: "number" }] }, 65_536],
  ] as const)
    it(`is known to be small: ${JSON.stringify(schema)} for ${characters} characters`, () => assert.ok(isQuick(schema, characters)));

  for (const [schema, characters] of [
    [{}, 100_000],
    [text("^(a+)+$"), 30],
    [text("^(a|a)*$"), 30],
    [text("^(?:a?){30}a{30}$"), 30],
    [text("^(a+)\\1$"), 30],
    [text("a+b+c+d+"), 1_000],
    [{ patternProperties: { "^(a+)+$": {} } }, 30],
    [{ uniqueItems: true }, 60_000],
    [{ anyOf: [{ properties: { a: { $ref: "#" } } }, { properties: { a: { $ref: "#" } } }] }, 30],
  ] as const)
    it(`is not known to be small: ${JSON.stringify(schema)} for ${characters} characters`, () =>
      assert.equal(isQuick(schema, characters), false));
});
