import assert from "node:assert/strict";
import { differences } from "./expectation";

const EQUAL: readonly (readonly [expected: unknown, actual: unknown])[] = [
  ["a", "a"],
  [null, null],
  ["<any>", null],
  ["<any>", { a: 1 }],
  ["<re:^a.b$>", "a\nb"],
  [{ "<jsontext>": { a: [1, "<any>"] } }, '{"a":[1,2]}'],
  [
    { a: 1, "...": true },
    { a: 1, b: 2 },
  ],
  [{ a: 1, b: "<absent>" }, { a: 1 }],
  ["<absent>", undefined],
];

const DIFFERENT: readonly (readonly [expected: unknown, actual: unknown, differences: readonly string[]])[] = [
  ["a", "b", ['it: expected "a", got "b"']],
  [1, "1", ['it: expected 1, got "1"']],
  ["<any>", undefined, ['it: expected "<any>", but it is absent']],
  ["<re:^a$>", "ab", ['it: expected "<re:^a$>", got "ab"']],
  ["<re:1>", 1, ['it: expected "<re:1>", got 1']],
  [[1, 2], [1], ["it: expected 2 items, got 1"]],
  [[1], { 0: 1 }, ['it: expected [1], got {"0":1}']],
  [{ a: 1 }, { a: 2, b: 3 }, ["it.a: expected 1, got 2", "it.b: not expected, got 3"]],
  [{ a: 1, "...": true }, {}, ["it.a: expected 1, but it is absent"]],
  [{ a: "<absent>" }, { a: null }, ["it.a: expected to be absent, got null"]],
  [{ toString: "<any>" }, {}, ['it.toString: expected "<any>", but it is absent']],
  [{ "<jsontext>": 1 }, "{", ['it: expected a JSON text, got "{"']],
  [{ "<jsontext>": { a: 1 } }, '{"a":2}', ["it.<jsontext>.a: expected 1, got 2"]],
];

describe("What a recorded case expects", () => {
  for (const [expected, actual] of EQUAL) {
    it(`is met: ${JSON.stringify(expected)} by ${JSON.stringify(actual)}`, () => assert.deepEqual(differences(expected, actual, "it"), []));
  }
  for (const [expected, actual, found] of DIFFERENT) {
    it(`is not met: ${JSON.stringify(expected)} by ${JSON.stringify(actual)}`, () =>
      assert.deepEqual(differences(expected, actual, "it"), found));
  }
});
