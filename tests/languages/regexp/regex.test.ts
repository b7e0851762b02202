// What java.util.regex gives for these.
import assert from "node:assert/strict";
import fc from "fast-check";
import { compileRegex, RegexError } from "../../../languages/regexp/index";

const ROWS: readonly (readonly [pattern: string, text: string, replaced: string])[] = [
  ["[el]", "Hello", "H<e><l><l>o"],
  ["l+?", "Hello", "He<l><l>o"],
  ["(.)(?=\\1)", "Hello", "He<l>lo"],
  ["(?<=H)e|o$", "Hello", "H<e>ll<o>"],
  ["(?i)h(?-i)E|L", "hElLo", "<hE>l<L>o"],
  ["(?i:H)e", "he", "<he>"],
  ["\\Qa.b\\E+", "a.bb axb", "<a.bb> axb"],
  ["[a-c&&[^b]]|[x[yz]]", "abcxz", "<a>b<c><x><z>"],
  ["\\p{Upper}\\p{Punct}|\\p{IsAlphabetic}\\d", "A! é1", "<A!> <é1>"],
  ["a*+a|(?>b|bc)c", "aaa bc", "aaa <bc>"],
  ["\\bé?\\w+\\b", "one éa-b", "<one> <éa>-<b>"],
  ["(?m)^.|.$", "ab\ncd", "<a><b>\n<c><d>"],
  ["$", "a\n", "a<>\n<>"],
  ["(?s)a.b", "a\nb", "<a\nb>"],
  ["x{2,3}|y{2}", "xxxxyy", "<xxx>x<yy>"],
  ["(?<w>\\w)\\k<w>", "aabb", "<aa><bb>"],
  ["\\x41\\u0042\\t\\0103", "AB\tC", "<AB\tC>"],
  ["", "ab", "<>a<>b<>"],
  ["(a|b)*c", "ababc", "<ababc>"],
  ["[^\\d\\s-]+", "a1 -b", "<a>1 -<b>"],
  ["(?x) a  # one\n b", "ab", "<ab>"],
  ["😀|.", "😀a", "<😀><a>"],
  ["\\Ga", "aaba", "<a><a>ba"],
  ["x{0}", "a", "<>a<>"],
];

/** What java.util.regex.Pattern refuses, OpenJDK 17. */
const REFUSED: readonly string[] = [
  "(",
  ")",
  "a)",
  "[",
  "[a",
  "[b-a]",
  "[a-\\d]",
  "*",
  "*a",
  "+a",
  "a**",
  "a{",
  "a{1",
  "a{2,1}",
  "{",
  "\\",
  "\\y",
  "\\p{Nope}",
  "\\p{",
  "\\k<m>",
  "(?<n",
  "(?<1>a)",
  "(?<n>a)(?<n>b)",
  "(?z)",
  "(?'a'b)",
  "(?<=(?:ab)*)c",
  "(a)(?<!\\1)",
];

/** A budget of a million steps. */
function metered() {
  let left = 1_000_000;
  return {
    charge(steps: number) {
      left -= steps;
      if (left < 0) throw new Error("too many steps");
    },
  };
}

const replaced = (text: string, pattern: string, replacement: string): string =>
  compileRegex(pattern, metered()).replace(text, replacement, "all", metered());

describe("A regular expression", () => {
  for (const [pattern, text, expected] of ROWS) {
    it(`finds ${JSON.stringify(pattern)} in ${JSON.stringify(text)}`, () => assert.equal(replaced(text, pattern, "<$0>"), expected));
  }

  it("puts groups and escaped characters into the replacement", () => {
    assert.equal(replaced("ab", "(?<x>a)(b)", "$2${x}\\$1$10"), "ba$1a0");
  });

  it("replaces the first match alone", () => {
    assert.equal(compileRegex("a(.)", metered()).replace("abac", "$1", "first", metered()), "bac");
  });

  it("takes flags from outside, and begins anew with each text", () => {
    const regex = compileRegex("(a).\\1", metered(), "is");
    assert.equal(regex.matches("A\nA", metered()), true);
    assert.equal(regex.matches("a\nb", metered()), false);
    assert.equal(regex.matches("axa", metered()), true);
  });

  it("splits as Java does", () => {
    const split = (text: string, regex: string, limit = 0) => compileRegex(regex, metered()).split(text, limit, metered());
    assert.deepEqual(split("a,b,,", ","), ["a", "b"]);
    assert.deepEqual(split("a,b,,", ",", -1), ["a", "b", "", ""]);
    assert.deepEqual(split("a,b,c", ",", 2), ["a", "b,c"]);
    assert.deepEqual(split(",a", ","), ["", "a"]);
    assert.deepEqual(split("ab", ""), ["a", "b"]);
    assert.deepEqual(split("", ","), [""]);
  });

  for (const pattern of REFUSED) {
    it(`refuses ${pattern}`, () => assert.throws(() => compileRegex(pattern, metered()), RegexError));
  }

  for (const replacement of ["$", "$9", "${n}", "\\"]) {
    it(`refuses the replacement ${replacement}`, () => assert.throws(() => replaced("a", "a", replacement), RegexError));
  }

  it("agrees with JavaScript where both mean the same", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "(a)", "(?:b)", "\\d", "\\.", "^", "$");
    const part = fc
      .tuple(atom, fc.constantFrom("", "", "*", "+", "?", "*?", "{1,2}"))
      .map(([a, quantifier]) => (/^[\^$]$/.test(a) ? a : a + quantifier));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.stringMatching(/^[ab1.]{0,8}$/), (parts, text) => {
        const pattern = parts.join("");
        assert.equal(replaced(text, pattern, "<$0>"), text.replace(new RegExp(pattern, "g"), "<$&>"));
      }),
    );
  });

  for (const pattern of ["(a+)+$", "(?<=(?:a?){30}b)x", "(a+)\\1+$", `${"(?:|)".repeat(40)}\\z(?<=$)b`, "(?<=^$)b"]) {
    it(`gives up on ${pattern.slice(-25)} before it stalls`, () =>
      assert.throws(() => replaced(`${"a".repeat(3000)}!`, pattern, ""), /too many steps/));
  }

  it("gives up on what is too long to read or to write", () => {
    assert.throws(() => compileRegex("a".repeat(1_000_001), metered()), /too many steps/);
    assert.throws(() => replaced("a".repeat(20_000), "a", "x".repeat(1000)), /too many steps/);
  });

  it("gives up where the stack does", () => assert.throws(() => replaced("abb".repeat(100_000), "(?:a|bb)*", ""), RangeError));

  it("walks a long text without the stack where each round matches one character, or keeps what it has", () => {
    assert.equal(replaced("a".repeat(400_000), "a*", "x"), "xx");
    assert.equal(replaced("ab".repeat(200_000), "(a|b)*", "$1"), "b");
    assert.equal(replaced(`${"a".repeat(100_000)}!`, "([a-z])*?!", "$1"), "a");
    assert.equal(replaced("abb".repeat(60_000), "(a|bb)*+", "$1"), "bb");
  });
});
