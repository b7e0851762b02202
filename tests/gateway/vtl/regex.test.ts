// What java.util.regex gives for these.
import assert from "node:assert/strict";
import fc from "fast-check";
import { TemplateError } from "../../../gateway/vtl/index";
import { rendered } from "./rendered";

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
];

const replaced = (text: string, pattern: string, replacement: string): string =>
  rendered("$input.path('$.text').replaceAll($input.path('$.pattern'), $input.path('$.replacement'))", JSON.stringify({ text, pattern, replacement }));

describe("Regular expressions in templates", () => {
  for (const [pattern, text, expected] of ROWS) {
    it(`finds ${JSON.stringify(pattern)} in ${JSON.stringify(text)}`, () => assert.equal(replaced(text, pattern, "<$0>"), expected));
  }

  it("puts groups and escaped characters into the replacement", () => {
    assert.equal(replaced("ab", "(?<x>a)(b)", "$2${x}\\$1$10"), "ba$1a0");
  });

  it("splits as Java does", () => {
    const split = (text: string, args: string) => rendered(`#foreach($p in $input.path('$').split(${args}))($p)#end`, JSON.stringify(text));
    assert.equal(split("a,b,,", "','"), "(a)(b)");
    assert.equal(split("a,b,,", "',', -1"), "(a)(b)()()");
    assert.equal(split("a,b,c", "',', 2"), "(a)(b,c)");
    assert.equal(split(",a", "','"), "()(a)");
    assert.equal(split("ab", "''"), "(a)(b)");
    assert.equal(split("", "','"), "()");
  });

  for (const pattern of ["(", ")", "[a", "*a", "a{2,1}", "\\", "a**", "(?<n", "(?<n>a)(?<n>b)", "\\k<m>", "\\p{Nope}", "\\y", "[b-a]", "(?z)"]) {
    it(`refuses ${pattern}`, () => assert.throws(() => replaced("a", pattern, ""), TemplateError));
  }

  for (const replacement of ["$", "$9", "${n}", "\\"]) {
    it(`refuses the replacement ${replacement}`, () => assert.throws(() => replaced("a", "a", replacement), TemplateError));
  }

  it("agrees with JavaScript where both mean the same", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "(a)", "(?:b)", "\\d", "\\.", "^", "$");
    const part = fc.tuple(atom, fc.constantFrom("", "", "*", "+", "?", "*?", "{1,2}")).map(([a, quantifier]) => (/^[\^$]$/.test(a) ? a : a + quantifier));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.stringMatching(/^[ab1.]{0,8}$/), (parts, text) => {
        const pattern = parts.join("");
        assert.equal(replaced(text, pattern, "<$0>"), text.replace(new RegExp(pattern, "g"), "<$&>"));
      }),
    );
  });

  for (const pattern of ["(a+)+$", "(?<=(a*)*b)x"]) {
    it(`gives up on ${pattern} before it stalls`, () => assert.throws(() => replaced(`${"a".repeat(60)}!`, pattern, ""), /too many steps/));
  }

  it("gives up where the stack does", () => assert.throws(() => replaced("ab".repeat(100_000), "(?:a|b)*", ""), TemplateError));

  it("walks a long text of one kind without the stack", () => assert.equal(replaced("a".repeat(500_000), "a*", "x"), "xx"));
});
