import assert from "node:assert/strict";
import fc from "fast-check";
import { jacksonProblem } from "../../../languages/json/index";

const TOKENS = "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const VALID = "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** As jackson-core 2.13.5 answers, with the line and column. */
const PROBLEMS: readonly (readonly [text: string, problem: string, line: number, column: number])[] = [
  ["token=abc", `Unrecognized token 'token': ${TOKENS}`, 1, 7],
  ["tokén=1", `Unrecognized token 'tokén': ${TOKENS}`, 1, 8],
  ['{"a": tru}', `Unrecognized token 'tru': ${TOKENS}`, 1, 11],
  ["nulll", `Unrecognized token 'nulll': ${TOKENS}`, 1, 6],
  ["NaN", "Non-standard token 'NaN': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow", 1, 4],
  ["-Infinity", "Non-standard token '-Infinity': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow", 1, 10],
  ['{"a": 1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", 1, 10],
  ["{'a':1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 1, 3],
  ['{\n "a": 1,\n "b" 2}', "Unexpected character ('2' (code 50)): was expecting a colon to separate field name and value", 3, 7],
  ['{"a": 1 "b"}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries", 1, 10],
  ["[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 1, 5],
  ["[1,]", "Unexpected character (']' (code 93)): expected a value", 1, 5],
  ["<html>", `Unexpected character ('<' (code 60)): ${VALID}`, 1, 2],
  [
    "// c",
    "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
    1,
    2,
  ],
  ["é", "Invalid UTF-8 start byte 0xa9", 1, 3],
  ["1a", "Unexpected character ('a' (code 97)): Expected space separating root-level values", 1, 3],
  ["01", "Invalid numeric value: Leading zeroes not allowed", 1, 2],
  ["1.a", "Unexpected character ('a' (code 97)) in numeric value: Decimal point not followed by a digit", 1, 4],
  ["1ea", "Unexpected character ('a' (code 97)) in numeric value: Exponent indicator not followed by a digit", 1, 4],
  ["-a", "Unexpected character ('a' (code 97)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value", 1, 3],
  ["[1, -", "Unexpected end-of-input in VALUE_NUMBER_INT", 1, 6],
  [
    '{"a":"x\ny"}',
    "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value",
    1,
    9,
  ],
  ['{"a":"\\x"}', "Unrecognized character escape 'x' (code 120)", 1, 9],
  ['"\\u12zz"', "Unexpected character ('z' (code 122)): expected a hex-digit for character escape sequence", 1, 7],
  ['{"a":"x', "Unexpected end-of-input in VALUE_STRING", 1, 8],
  ['{"a"', "Unexpected end-of-input within/between Object entries", 1, 5],
  ["\u0001", "Illegal character ((CTRL-CHAR, code 1)): only regular white space (\\r, \\n, \\t) is allowed between tokens", 1, 2],
];

describe("Jackson", () => {
  for (const [text, problem, line, column] of PROBLEMS)
    it(`refuses ${JSON.stringify(text)} in its own words`, () => {
      const source = text === "\u0001" ? "\\u0001" : text;
      assert.equal(jacksonProblem(text), `${problem}\n at [Source: (byte[])"${source}"; line: ${line}, column: ${column}]`);
    });

  it("tells where the bracket is that is not closed, or closed by another", () => {
    const at = (text: string, column: number) => `[Source: (byte[])"${text}"; line: 1, column: ${column}]`;
    assert.equal(
      jacksonProblem(' {"a":1'),
      `Unexpected end-of-input: expected close marker for Object (start marker at ${at(' {"a":1', 2)})\n at ${at(' {"a":1', 8)}`,
    );
    assert.equal(
      jacksonProblem("[}"),
      `Unexpected close marker '}': expected ']' (for Array starting at ${at("[}", 1)})\n at ${at("[}", 3)}`,
    );
    assert.equal(jacksonProblem("}"), `Unexpected close marker '}': expected ']' (for root starting at ${at("}", 0)})\n at ${at("}", 2)}`);
  });

  it("quotes no more than 256 characters of a word and 500 bytes of the text", () => {
    const problem = jacksonProblem("x".repeat(600)) ?? "";
    assert.equal(
      problem,
      `Unrecognized token '${"x".repeat(256)}...': ${TOKENS}\n at [Source: (byte[])"${"x".repeat(500)}"[truncated 100 bytes]; line: 1, column: 257]`,
    );
  });

  it("refuses what is no JSON, unless it is several documents, and takes what is", () => {
    const pieces = [..."{}[],:-\n 1é", '"a"', '"', "\\u0041", "true", "0.5", "1e3", '"b\\n": ', "x"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        const list = isJson(text.trim() === "" ? "1" : text);
        // A word ends where a number with a sign begins, without a space between the two documents.
        assert.ok(jacksonProblem(text) === undefined ? list || /[\s}\]"]|true-/.test(text) : !list, text);
      }),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(fc.json(), (text) => assert.equal(jacksonProblem(text), undefined)));
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
