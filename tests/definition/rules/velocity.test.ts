import assert from "node:assert/strict";
import * as fc from "fast-check";
import { findMistake } from "../../../definition/rules/velocity";
import { compileTemplate } from "../../../languages/velocity/index";
import { readCases } from "../../conformance/files";

function compiles(template: string): boolean {
  try {
    compileTemplate(template);
    return true;
  } catch {
    return false;
  }
}

const PIECES = [
  ...'#if( #if($a) #else #elseif($b) #end #{end} #{else} #{if}($a) #foreach($x·in·$y) #set($a·=·1) #set($a·=·"b") #set($a = #macro(m) #define($d) #stop #foo($a) #@m()'.split(
    " ",
  ),
  ..."$a $a.b $a.b( $a.b('c') ${a} ${a $!{a.b} $!a $a[0] $ $input.json('$.a') $util.escapeJavaScript($x).replaceAll(\"\\\\'\",\"'\")".split(" "),
  ..."# ## #* *# #[[ ]]# ( ) [ ] { } \" ' \\ \\#if($a) #endif #end- #else1 a 1 , . - in".split(" "),
  " ",
  "\n",
].map((piece) => piece.replaceAll("·", " "));

describe("The check of mapping templates", () => {
  const mistakes: readonly (readonly [template: string, message: string, line: number])[] = [
    ["a\n#foreach($x in $y)\n$x", "#foreach has no #end", 2],
    ["#end", "#end closes nothing", 1],
    ["#if(1)#end\n#else", "#else belongs to no #if", 2],
    ["#if(1)#else#elseif(2)#end", "#elseif belongs to no #if", 1],
    ["$input.json('$.a'", "a call is not closed by )", 1],
    ["$a[0", "an index is not closed by ]", 1],
    ['$input.path("$.a)', 'a call has a quote " that is not closed', 1],
    ["\n\n${input.body", "${input.body is not closed by }", 3],
    ['#set($a = {"b": 1)', "#set has ) where } is awaited", 1],
    ["#set($a = )", "#set($a = ) is incomplete", 1],
    ["#if()a#end", "#if() is incomplete", 1],
    ["#[[ a", "#[[ is not closed by ]]#", 1],
  ];
  for (const [template, message, line] of mistakes) it(`refuses ${JSON.stringify(template)}`, () => assert.deepEqual(findMistake(template), { message, line }));

  it("takes every recorded template, and every one that the gateway takes", () => {
    for (const { template } of readCases([`${__dirname}/../../conformance/vtl`]).templates)
      if (compiles(template.template)) assert.equal(findMistake(template.template), undefined, template.name);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join("")),
        (template) => findMistake(template) === undefined || !compiles(template),
      ),
      { numRuns: 3000 },
    );
  });
});
