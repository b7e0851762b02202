import assert from "node:assert/strict";
import fc from "fast-check";
import { compileTemplate, TemplateError } from "../../../languages/velocity/index";
import { rendered } from "./rendered";

const REFUSED: readonly (readonly [template: string, line: number, column: number])[] = [
  ["#if(true)x", 1, 11],
  ["x#end", 1, 2],
  ["a\n b #else c", 2, 4],
  ["#if you", 1, 4],
  ["#if()x#end", 1, 5],
  ["#foreach($x [1])#end", 1, 13],
  ["#set($x 1)", 1, 9],
  ["#set($x = )", 1, 11],
  ["#set($x = 7 -2)", 1, 13],
  ["#set($x = [1,])", 1, 14],
  ["#set($x = {a:1})", 1, 12],
  ["#set($x = 'a)", 1, 11],
  ["${x", 1, 4],
  ["${x y}", 1, 4],
  ["$x[", 1, 4],
  ["$x.length( )", 1, 12],
  ["$x.m(1+2)", 1, 7],
  ["$input.path($.a)", 1, 13],
  ["$true", 1, 2],
  ["a $", 1, 4],
  ["a #", 1, 4],
  ["#[[ x", 1, 4],
  ["#macro()x#end", 1, 8],
  ["#define x", 1, 8],
  ["#evaluate(1)", 1, 13],
  ["#fly(1+2)", 1, 7],
  ['\n#set($x = "#if(true)")', 2, 11],
];

/** Each fails at run time, with the message given. */
const FAILING: readonly (readonly [template: string, message: RegExp])[] = [
  ["#set($l=[1])$l[5]", /IndexOutOfBounds.* at line 1, column 13$/],
  ["#set($l=[1])\n$l.get(5)", /IndexOutOfBounds.* at line 2, column 1$/],
  ['#set($s="abc")$s.substring(9)', /StringIndexOutOfBounds/],
  ['#set($s="abc")$s.length(1)', /wrong number of arguments/],
  ['#set($i=1)$i.parseInt("x")', /NumberFormatException: For input string: "x"/],
  ["#set($l=[1,2])#foreach($i in $l)$l.add(1)#end", /ConcurrentModification/],
  ["#set($l=[])$l.iterator().next()", /NoSuchElement/],
  ["#parse('a')", /finds no other template/],
  ["#include('a')", /finds no other template/],
  ["#set($t='\n#if')\n#evaluate($t)", /expecting .* at line 3, column 11$/],
  ["#break($nope)", /#break takes/],
  ["$util.urlDecode('%zz')", /Illegal hex/],
  ["$input.path('$.')", /Invalid JSONPath/],
  ["a $input.body.replaceAll('(', '')", /PatternSyntaxException: Unclosed group .* at line 1, column 3$/],
  ["$input.body.replaceAll('x?', '$9')", /IllegalArgumentException: No group 9 at line 1, column 1$/],
];

/** Each would take for ever, or fill the memory. */
const ENDLESS: readonly string[] = [
  "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])x#end#end#end",
  '#set($s="ab")#foreach($i in [1..1000])#set($s="$s$s")#end',
  '#set($s="ab")#foreach($i in [1..1000])#set($s=$s+$s)#end',
  '#set($s="a")$s.repeat(2000000000)',
  "#set($l=[1])#foreach($i in [1..60])#set($l=[$l,$l])#end$l",
  "#set($l=[1])#foreach($i in [1..60])#set($l=[$l,$l])#end#set($m={})$m.put($l,1)",
  "#set($l=[1])#foreach($i in [1..60])#set($x=$l.addAll($l))#end",
  "#set($l=[1])$l.add($l)$l",
  "#set($m={})#set($m.m=$m)$m",
  "#set($l=[1..2000000000])",
  "#set($n=2)#foreach($i in [1..1000])#set($n=$n*$n)#end",
  "#macro(m)#m()#end#m()",
  "#set($t='#evaluate($t)')#evaluate($t)",
  "$input.body.format('%999999999d',1)",
  `#set($s="${"a".repeat(60)}!")$s.replaceAll("(a+)+$","")`,
  '#set($s="ab")$s.repeat(100000).matches("(?:a|ab|b)*c")',
];

describe("The bounds of templates", () => {
  for (const [template, line, column] of REFUSED) {
    it(`refuses ${JSON.stringify(template)} with its place`, () => {
      assert.throws(
        () => compileTemplate(template),
        (error) =>
          error instanceof TemplateError &&
          error.line === line &&
          error.column === column &&
          error.message.endsWith(` at line ${line}, column ${column}`),
      );
    });
  }

  for (const [template, message] of FAILING) {
    it(`fails at run time: ${template}`, () => {
      assert.throws(
        () => rendered(template),
        (error) => error instanceof TemplateError && message.test(error.message),
      );
    });
  }

  for (const template of ENDLESS) {
    it(`gives up on ${template}`, () => assert.throws(() => rendered(template), TemplateError));
  }

  it("refuses what is nested deeper than the stack", () => {
    for (const deep of [`#if(${"(".repeat(20_000)}`, "#if(true)".repeat(20_000), `#set($x=${"[".repeat(20_000)}`])
      assert.throws(() => compileTemplate(deep), TemplateError);
  });

  it("renders two loops of a thousand, one within the other", () => {
    assert.equal(rendered("#set($n=0)#foreach($a in [1..1000])#foreach($b in [1..1000])#set($n=$n+1)#end#end$n"), "1000000");
  });

  it("calls a macro within itself twenty times, not more", () => {
    const nested = (depth: number) => `#set($n=0)#macro(m)#set($n=$n+1)#if($n<${depth})#m()#end#end#m()$n`;
    assert.equal(rendered(nested(20)), "20");
    assert.throws(() => rendered(nested(21)), /Max calling depth of 20 was exceeded in macro 'm'/);
  });

  it("lets no template reach beyond its values", () => {
    const given = `#set($s="")#set($l=[])#set($m={})#set($i=1)`;
    const objects = [
      "$s",
      "$l",
      "$m",
      "$i",
      "$input",
      "$util",
      "$context",
      "$stageVariables",
      "$input.params()",
      "$input.path('$')",
      "$m.entrySet()",
      "$foreach",
      "$l.iterator()",
    ];
    const ways = [
      ".class",
      ".getClass()",
      ".getClass().forName('java.lang.Runtime')",
      ".constructor",
      "['constructor']",
      ".constructor('x')",
      ".call('x')",
      "['__proto__']",
      ".prototype",
      ".hasOwnProperty('a')",
      ".valueOf()",
      ".toLocaleString()",
      ".kind",
      ".type",
      ".items",
      ".members",
      ".invoke('x')",
      ".text()",
      ".wait()",
      ".notify()",
    ];
    for (const object of objects)
      for (const way of ways) assert.equal(rendered(`${given}#foreach($q in [1])${object}${way}#end`), "", object + way);
  });

  it("takes names that mean something to JavaScript for plain ones", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    for (const name of names) {
      const input = {
        params: { path: new Map(), querystring: new Map([[name, "q"]]), header: new Map([[name, "h"]]) },
        context: JSON.parse(`{"${name}":"c","authorizer":{"${name}":"a"}}`),
        stageVariables: JSON.parse(`{"${name}":"s"}`),
      };
      const template = `$input.params('${name}')$context['${name}']$context.authorizer['${name}']$stageVariables['${name}']$input.params().header.get('${name}')`;
      assert.equal(rendered(template, "", input), "qcash");
      assert.equal(rendered(template), "");
      assert.equal(
        rendered(`#set($m={})#set($m['${name}']=1)$m.get('${name}')$m #set($${name.replace("__proto__", "_p")}=2)$m.size()`),
        `1{${name}=1}1`,
      );
    }
  });

  it("throws nothing but TemplateErrors, whatever the template", () => {
    const part = fc.constantFrom(
      "$",
      "$!",
      "${",
      "}",
      "{",
      "#",
      "##",
      "#*",
      "*#",
      "#[[",
      "]]#",
      "#if(",
      "#elseif(",
      "#else",
      "#end",
      "#set(",
      "#foreach(",
      "#macro(",
      "#define(",
      "#evaluate(",
      "#break",
      "#stop",
      "#@m(",
      "$x",
      "x",
      "m",
      " in ",
      "=",
      "==",
      "&&",
      "!",
      "+",
      "-",
      "/",
      "(",
      ")",
      "[",
      "]",
      ",",
      "..",
      ".",
      ":",
      "1",
      "2.5",
      "'a'",
      '"b$x"',
      '"',
      "'",
      "\\",
      "\n",
      " ",
      "true",
      ".size()",
      ".get(",
      "$input.path('$..a')",
      "$foreach.index",
      ".replaceAll('a+',",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
        try {
          rendered(parts.join(""), '{"a":[1,{"a":"x"}]}');
        } catch (error) {
          assert.ok(error instanceof TemplateError, String(error));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("renders text without signs as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^$#\\]*$/), (text) => {
        assert.equal(rendered(text), text);
      }),
    );
  });
});
