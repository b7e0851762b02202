import assert from "node:assert/strict";
import fc from "fast-check";
import { compileTemplate, inspectTemplate } from "../../../languages/velocity/index";
import { readCases } from "../../conformance/files";
import { rendered } from "./rendered";

const PIECES = [
  ...'#if($a)| #if($input.body)| #else | #elseif($b)|#end|#{end}|#foreach($x in [1, 2])|#set($a = 1)|#set($a = "b")|#set($a = ",")|#macro(m)|#stop|#m()'.split(
    "|",
  ),
  ..."$a|${a}|$!a|$x|$input.body|$input.json('$.a')|$input.json(\"$.b\")|$foreach.hasNext|$util.urlEncode($x)".split("|"),
  ...'{|}|[|]|,|:|"|\\|"k": |"v"|1|.5|e3|true|null|-| |\n|##|#* *#|#fff'.split("|"),
];

describe("A mapping template before any request", () => {
  const malformed: readonly (readonly [template: string, message: string, line: number, column: number])[] = [
    ["#set($x = 1 +)", 'Encountered ")", expecting a value', 1, 14],
    ["#set($x == 1)", 'Encountered "==", expecting "="', 1, 9],
    ["#set($x = )", 'Encountered ")", expecting a value', 1, 11],
    ["#set(x = 1)", 'Encountered "x", expecting a reference', 1, 6],
    ["#set($x = 1", 'Encountered the end of the template, expecting ")"', 1, 12],
    ["#set($x = 1 2)", 'Encountered "2)", expecting ")"', 1, 13],
    ['#set($a = {"b": 1)', 'Encountered ")", expecting "}"', 1, 18],
    ["#set($a = [1, 2)", 'Encountered ")", expecting "]"', 1, 16],
    ["#if($a == )x#end", 'Encountered ")x#end", expecting a value', 1, 11],
    ["#if()a#end", 'Encountered ")a#end", expecting a value', 1, 5],
    ["#if a#end", 'Encountered " a#end", expecting "("', 1, 4],
    ["{\n#if($a) 1", "Encountered the end of the template, expecting the #end of #if on line 2", 2, 10],
    ["#if(1)#end\n#else", 'Encountered "#else", which no directive opens', 2, 1],
    ["#if(1)#else#elseif(2)#end", 'Encountered "#elseif(2)#end", expecting the #end of #if on line 1', 1, 12],
    ["#end", 'Encountered "#end", which no directive opens', 1, 1],
    ["a\n#foreach($x in $y)\n$x", "Encountered the end of the template, expecting the #end of #foreach on line 2", 3, 3],
    ["#foreach($i in )x#end", 'Encountered ")x#end", expecting a list', 1, 16],
    ["#foreach($i)x#end", 'Encountered ")x#end", expecting "in"', 1, 12],
    ["$util.foo(1,)", 'Encountered ")", expecting a value', 1, 13],
    ["$input.json('$.a'", 'Encountered the end of the template, expecting ")"', 1, 18],
    ["$input.json('$.a]", 'Encountered "\'$.a]", expecting a value', 1, 13],
    ['{"a": "$input.params(a b)"}', 'Encountered "b)\\"}", expecting ")"', 1, 24],
    ["$a[0", 'Encountered the end of the template, expecting "]"', 1, 5],
    ["$a[]", 'Encountered "]", expecting an index', 1, 4],
    ["\n\n${input.body", 'Encountered the end of the template, expecting "}"', 3, 13],
    ["#evaluate()", "Encountered the end of the template, for #evaluate takes one argument", 1, 12],
    ["#define(x)a#end", 'Encountered "x)a#end", expecting a reference', 1, 9],
    ["#macro()a#end", 'Encountered ")a#end", expecting the macro\'s name', 1, 8],
    ["#[[ a", 'Encountered " a", expecting "]]#"', 1, 4],
    ["#set($x = (1 + 2)", 'Encountered the end of the template, expecting ")"', 1, 18],
    ["#set($x = 1 *)", 'Encountered ")", expecting a value', 1, 14],
    ["#set($x = {1, 2})", 'Encountered ",", expecting ":"', 1, 13],
    ["#set($x = [1..])", 'Encountered "])", expecting the end of a range', 1, 15],
    ["#if($a && )x#end", 'Encountered ")x#end", expecting a value', 1, 11],
    ["#if(!)x#end", 'Encountered ")x#end", expecting a value', 1, 6],
    ["#if(1 < )a#end", 'Encountered ")a#end", expecting a value', 1, 9],
    ["#if($a == 1 b)x#end", 'Encountered "b)x#end", expecting ")"', 1, 13],
    ["#if((1)x#end", 'Encountered "x#end", expecting ")"', 1, 8],
    ["#elseif($x)a#end", 'Encountered "#elseif($x)a#end", which no directive opens', 1, 1],
    ["#foreach($x in [1, 2)a#end", 'Encountered ")a#end", expecting "]"', 1, 21],
    ["$input.params('a'b)", 'Encountered "b)", expecting ")"', 1, 18],
    ["$input.path('$.a').size(", "Encountered the end of the template, expecting a value", 1, 25],
    ['{"cost": 5$', "Encountered the end of the template, expecting a name after the dollar sign", 1, 12],
  ];
  for (const [template, message, line, column] of malformed)
    it(`refuses ${JSON.stringify(template)}`, () => {
      const { error } = inspectTemplate(template);
      assert.deepEqual([error?.message, error?.line, error?.column], [`${message} at line ${line}, column ${column}`, line, column]);
    });

  const failing: readonly (readonly [template: string, message: RegExp])[] = [
    ["{\n\"a\": $input.json('$.a[')}", /^Invalid JSONPath \$\.a\[: .* at line 2, column 6$/],
    ["#set($root = $input.path('$.'))", /must not end with '\.'/],
    ["$util.escapeJavaScript($input.json('$..'))", /^Invalid JSONPath/],
    ["$input.json('$.a[?(@.b == )]')", /^Invalid filter/],
    [
      "$input.params('q').replaceAll('[', '')",
      /^java\.util\.regex\.PatternSyntaxException: Unclosed character class near index 1 of \[ at line 1, column 1$/,
    ],
    ["$util.escapeJavaScript($input.body).trim().replaceAll(\"a{\", 'b')", /Illegal repetition/],
    ["#foreach($part in $input.params('q').split('*'))$part#end", /Dangling meta character '\*'/],
  ];
  for (const [template, message] of failing)
    it(`refuses ${JSON.stringify(template)}, which every request would meet`, () =>
      assert.match(inspectTemplate(template).error?.message ?? "", message));

  for (const template of [
    "#if($input.body)$input.json('$.a[')#end",
    "#foreach($i in $input.path('$'))$input.json('$.')#end",
    "$input.path('$.a').replaceAll('[', '')",
    "$input.json($input.params('path'))",
    "$a.json('$.a[')",
  ])
    it(`takes ${JSON.stringify(template)}, which not every request has to fail by`, () =>
      assert.equal(inspectTemplate(template).error, undefined));

  const noJson = [
    '{"a": 1 "b": 2}',
    '{"a": $input.json("$.a"),}',
    '{"a": "$input.params("a")", "b" $input.body}',
    '#set($root = $input.path(\'$\')) {"a": "$root.a", }',
    '{#foreach($i in $input.path("$"))"a": $i #end "b": 1, ]',
    '[#foreach($i in $input.path("$"))"$i", #end; "none"]',
    '{"a": #if($input.params("x"))1 #else 2 #end "b": 3}',
    '{"a": "\n#if($x)yes#end"}',
    '{"statusCode": 200',
    "{'a': $input.body}",
    "{a: $input.body}",
    '{"a": 01$input.body"}',
  ];
  for (const template of noJson)
    it(`is told to print no JSON: ${JSON.stringify(template)}`, () =>
      assert.deepEqual(inspectTemplate(template), { beginsAsJson: true, canPrintJson: false }));

  for (const template of [
    "$input.json('$')",
    "  #set($a = 1)\n#set($comma = '')[#foreach($i in $input.path('$'))$comma\"$i\"#set($comma = ',')#end]",
    '[#foreach($i in $input.path("$.a")){"b": "$i.b"}#if($foreach.hasNext),#end#end]',
    '{#foreach($name in $input.params().header.keySet())"$name": "$util.escapeJavaScript($input.params().header.get($name))"#if($foreach.hasNext),#end\n#end}',
    '{$input.json("$.name"): $input.json("$.value")}',
    '{"a": #if($input.params("x"))"$input.params("x")"#{else}null#end}',
    '#macro(member $name){"$name": 1}#end#member("a")',
    '{"colour": "#fff", "sharp": "\\u0023"}',
    '{"a": -$input.params("n").5}',
    "$input.body",
  ])
    it(`may print JSON: ${JSON.stringify(template)}`, () => assert.ok(mayPrintJson(template)));

  it("is taken if the gateway takes it, and may print what it is seen to print", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), fc.constantFrom("", '{"a": 1, "b": "c"}'), (pieces, body) => {
        const template = pieces.join("");
        const facts = inspectTemplate(template);
        assert.equal(facts.error !== undefined, !compiles(template));
        if (facts.error === undefined) assert.ok(facts.canPrintJson || !isJson(rendered(template, body)), template);
      }),
      { numRuns: 3000 },
    );
  });

  it("may print JSON where its rendering was recorded as JSON", () => {
    for (const { template, expect, name } of readCases([`${__dirname}/../../conformance/vtl`]).templates.map(({ template }) => template))
      if (typeof expect === "string" && isJson(expect)) assert.ok(mayPrintJson(template), name);
  });
});

function mayPrintJson(template: string): boolean {
  const facts = inspectTemplate(template);
  return facts.error === undefined && facts.canPrintJson;
}

function compiles(template: string): boolean {
  try {
    compileTemplate(template);
    return true;
  } catch {
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
