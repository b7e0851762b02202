import assert from "node:assert/strict";
import fc from "fast-check";
import { compilePattern, patternProblem } from "../../../languages/regexp/index";

/** What OpenJDK 17 refuses, with what is wrong of it. */
const REFUSED: readonly (readonly [pattern: string, problem: string])[] = [
  ["{", "Illegal repetition near index 1"],
  ["a{", "Illegal repetition near index 2"],
  ["a{2", "Illegal repetition near index 3"],
  ["x{,3}", "Illegal repetition near index 5"],
  ["a{2,1}", "Illegal repetition range near index 6"],
  ["*", "Dangling meta character '*' near index 1"],
  ["a**", "Dangling meta character '*' near index 3"],
  ["\\", "Illegal/unsupported escape sequence near index 1"],
  ["\\y", "Illegal/unsupported escape sequence near index 2"],
  ["\\0", "Illegal/unsupported escape sequence near index 2"],
  ["\\x{110000}", "Hexadecimal codepoint is too big near index 10"],
  ["\\p{Foo}", "Unknown character property name {Foo} near index 7"],
  ["[]", "Unclosed character class near index 2"],
  ["[a-", "Unclosed character class near index 3"],
  ["[z-a]", "Illegal character range near index 4"],
  ["(", "Unclosed group near index 1"],
  ["a)", "Unmatched closing ')' near index 1"],
  ["(?z)a", "Unknown inline modifier near index 3"],
  ["(?<n>a)(?<n>b)", "Named capturing group <n> is already defined near index 11"],
  ["\\k<n>", "Named capturing group is missing near index 5"],
  ["a{,2}", "Illegal repetition near index 5"],
  ["[a", "Unclosed character class near index 2"],
  ["[^]", "Unclosed character class near index 3"],
  ["[[a]", "Unclosed character class near index 4"],
  ["[a&&", "Unclosed character class near index 4"],
  ["[a-\\d]", "Illegal/unsupported escape sequence near index 5"],
  ["(?<1a>x)", "Named capturing group is missing a name near index 3"],
  ["(?<a", "Named capturing group is missing a name near index 3"],
  ["\\k{a}", "Named capturing group is missing near index 1"],
  ["\\x{", "Illegal/unsupported escape sequence near index 2"],
  ["\\u12", "Illegal/unsupported escape sequence near index 2"],
  ["\\p{", "Illegal/unsupported escape sequence near index 2"],
  ["\\pX", "Unknown character property name {X} near index 3"],
  ["\\c", "Illegal/unsupported escape sequence near index 2"],
  ["\\08", "Illegal/unsupported escape sequence near index 2"],
  ["*a", "Dangling meta character '*' near index 1"],
  ["+a", "Dangling meta character '+' near index 1"],
  ["?a", "Dangling meta character '?' near index 1"],
  ["a|*", "Dangling meta character '*' near index 3"],
  ["x++*", "Dangling meta character '*' near index 4"],
  ["(a", "Unclosed group near index 2"],
  ["(?:a", "Unclosed group near index 4"],
  ["(?", "Unknown group type near index 2"],
  ["(?a)", "Unknown inline modifier near index 3"],
  ["(?<=a+b*\\1)c", "Look-behind group does not have an obvious maximum length near index 11"],
];

/** What OpenJDK 17 takes. */
const TAKEN = [
  "}",
  "]",
  "a]",
  "a}",
  "[]a]",
  "[^]a]",
  "[[a]b]",
  "a{2}{3}",
  "(?i)(?-i:a)",
  "(?>a)*+",
  "\\Qa{\\E",
  "\\Q(",
  "\\pL",
  "\\p{IsLatin}",
  "\\p{script=Greek}",
  "\\p{general_category=Lu}",
  "\\p{javaLetter}",
  "\\p{javaMirrored}",
  "\\p{InGreek}",
  "\\p{block=Greek}",
  "\\X",
  "\\N{DIGIT ONE}",
  "\\b{g}",
  "\\R",
  "\\h",
  "\\_",
  "\\-",
  "\\cA",
  "\\07",
  "\\x{1F600}",
  "(?<a1>b)\\k<a1>",
];

/** Java's answers of Pattern.matches, as OpenJDK 17 gives them. */
const MATCHES: readonly (readonly [pattern: string, matching: readonly string[], other: readonly string[]])[] = [
  ["", [""], ["a"]],
  ["a", ["a"], ["aa", "ba", "A", ""]],
  [".*x.*", ["x", "axb"], ["a", "x\n", "\u0085x"]],
  ["(?s).*x.*", ["x\n", "a\nxb"], ["a"]],
  ["(\\n|.)+", ["a\nb"], [""]],
  ["(?i).*error.*", ["An ERROR occurred", "error"], ["err"]],
  ["a(?i)b|c", ["aB", "C"], ["AB"]],
  ["a(?i:b)c", ["aBc"], ["aBC", "ABc"]],
  ["(?i)a(?-i)b", ["Ab"], ["AB"]],
  ["(?i)[a-f0]+", ["AbF0"], ["g"]],
  ["(?i)[A-F]+", ["abF"], ["g"]],
  ["(?d).", ["\u0085"], ["\n"]],
  ["(?x) a b # the rest is a comment\n c", ["abc"], ["a b c"]],
  ["(?m)^a$\\n^b$", ["a\nb"], ["ab"]],
  ["a$", ["a"], ["a\n"]],
  ["(?s)a$.", ["a\n"], ["ab"]],
  ["^(?!Internal).+", ["Bad Request"], ["Internal error"]],
  ["\\[40[04]\\].*", ["[400] a", "[404]"], ["[401]", "[400"]],
  ['.*"status":400.*', ['{"status":400}'], ['{"status":500}']],
  ["a++b", ["aab"], ["aa"]],
  ["a*+a", [], ["aaa"]],
  ["(?>a|ab)c", ["ac"], ["abc"]],
  ["(a)(?>b)c++\\1", ["abcca"], ["abccb"]],
  ["(a)(b)?(c)\\3", ["abcc", "acc"], ["abcb"]],
  ["(?<word>a|b)-\\k<word>", ["a-a", "b-b"], ["a-b"]],
  ["(a)\\11", ["aa1"], ["aaa"]],
  ["(?<=a)b|a(?<=a)b", ["ab"], ["b"]],
  ["[a-z&&[^aeiou]]+", ["bcd"], ["abc"]],
  ["[a-z[A-Z]&&[^M]]+", ["aB"], ["M"]],
  ["[^a&&[ab]]", ["b", "c"], ["a"]],
  ["[]a]+", ["]a"], ["b"]],
  ["[a-]+[\\-b][\\d\\-x]", ["a--x", "-b1"], ["b"]],
  ["[a&b^.$|(){}/]+", ["a&b^.$|(){}/"], ["c"]],
  ["\\Qa.b[\\E*", ["a.b", "a.b[["], ["axb["]],
  ["[\\Q]^\\E]+", ["]^"], ["\\"]],
  ["\\d+\\D\\w+\\W\\s\\S", ["12-a_1- x"], ["١-a_1- x"]],
  ["\\s", [" ", "\u000b"], ["\u00a0"]],
  ["\\h\\v", ["\u00a0\u2028"], ["\n "]],
  ["\\H\\V", ["aa"], [" \n"]],
  ["a\\Rb", ["a\r\nb", "a\nb", "a\u2028b"], ["a\n\nb"]],
  ["\\t\\n\\r\\f\\a\\e\\cA\\0101\\x41\\u0041\\x{1F600}", ["\t\n\r\f\u0007\u001b\u0001AAA😀"], [""]],
  [".", ["😀", "a"], ["ab"]],
  ["\\p{Lower}\\p{Upper}\\p{Alpha}\\p{Punct}", ["aBc!"], ["éBc!"]],
  ["\\p{L}\\pL\\p{Lu}\\P{L}\\p{IsAlphabetic}\\p{IsLatin}\\p{script=Greek}", ["éeÉ1aéα"], ["1eÉ1aéα"]],
  ["\\p{javaWhitespace}", ["\u2003", "\u001c"], ["\u00a0"]],
  ["\\bfoo\\b.*\\B.", ["foo barx"], ["foobar"]],
  ["\\Aa\\z", ["a"], ["a\n"]],
  ["a\\Z\\n", ["a\n"], ["a"]],
  ["a{2}b{1,}c{0,2}?", ["aabbcc"], ["abb", "aabccc"]],
  ["x|", ["x", ""], ["y"]],
  ["a}b]", ["a}b]"], ["ab"]],
  ["é+/", ["éé/"], ["e/"]],
  ["{1}|a{2}{3}", ["", "aa"], ["aaaaaa"]],
  ["\\Ga\\Gb|\\Gc", ["c"], ["ab"]],
  ["\\2(a)|b", ["b"], ["a", "aa"]],
  ["\\p{IsLetter}\\p{IsDigit}\\p{IsPunctuation}\\p{IsControl}\\p{sc=Latin}", ["é١!\u0085é"], ["11!\u0085é"]],
  ["(?:a?|ab)*+c", ["aac", "c"], ["abc"]],
  ["(a|b|)?x\\1", ["axa", "x"], ["ax"]],
  ["(?:😀*)(😀)(?<=😀)", ["😀", "😀😀😀"], ["", "a"]],
  ["(?:(a)|b)*\\1", ["aba", "aa"], ["ab", "bb"]],
  ["([ab])+\\1", ["abb", "aa"], ["ab"]],
];

describe("a pattern", () => {
  it("is none where Java refuses it, and its problem is told with its place", () => {
    for (const [pattern, problem] of REFUSED) assert.equal(patternProblem(pattern), problem, pattern);
  });
  it("is one where Java takes it, also where it is not supported", () => {
    for (const pattern of TAKEN) assert.equal(patternProblem(pattern), undefined, pattern);
  });
  for (const [pattern, matching, other] of MATCHES) {
    it(`${JSON.stringify(pattern)} matches whole texts as in Java`, () => {
      const compiled = compilePattern(pattern);
      for (const text of matching) assert.equal(compiled.test(text), true, JSON.stringify(text));
      for (const text of other) assert.equal(compiled.test(text), false, JSON.stringify(text));
    });
  }
  it("that Java refuses matches nothing", () => {
    for (const pattern of ["a**", "a|(", "a|[", "a|\\y", "(".repeat(100_000)])
      assert.equal(compilePattern(pattern).test("a"), false, pattern);
  });
  it("reads a long text of many lines", () => {
    const text = "line\n".repeat(20_000);
    assert.equal(compilePattern("(\\n|.)+").test(text), true);
    assert.equal(compilePattern("(\\n|.)+x").test(text), false);
    assert.equal(compilePattern("(?s).*e\\n").test(text), true);
  });
  it("that would backtrack for ever does not match, and leaves nothing behind", () => {
    const pattern = compilePattern("((a+)+)+b");
    assert.equal(pattern.test("a".repeat(60)), false);
    assert.equal(pattern.test("aab"), true);
  });
  it("that needs more stack than there is does not match, and leaves nothing behind", () => {
    const pattern = compilePattern("(a|bc)*d");
    assert.equal(pattern.test(`${"abc".repeat(100_000)}d`), false);
    assert.equal(pattern.test("abcd"), true);
  });
  it("that quotes a text matches that text alone", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (text, other) => {
        fc.pre(!text.includes("\\E"));
        assert.equal(compilePattern(`\\Q${text}\\E`).test(text), true);
        assert.equal(compilePattern(`\\Q${text}`).test(other), text === other);
      }),
    );
  });
  it("never throws, whatever its source", () => {
    const piece = fc.constantFrom(..."()[]{}^$.*+?|\\-&a1,<>:=!iQE#".split(""));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) =>
        assert.equal(typeof compilePattern(pieces.join("")).test("a1a"), "boolean"),
      ),
    );
  });
});
