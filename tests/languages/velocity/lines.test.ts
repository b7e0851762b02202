import assert from "node:assert/strict";
import { compileTemplate, createOverrides } from "../../../languages/velocity/index";

function lines(template: string, body = ""): readonly number[] {
  const params = { path: new Map<string, string>(), querystring: new Map<string, string>(), header: new Map<string, string>() };
  return compileTemplate(template).lines({ body, params, context: {}, stageVariables: {}, overrides: createOverrides() });
}

/** Each line of a template, with the body for which it is rendered; lines that run begin with a plus. */
const TEMPLATES: Readonly<Record<string, readonly [body: string, marked: string]>> = {
  "texts, references and settings": ["", '+#set($a = 1)\n+{\n+  "a": $a\n+}'],
  "no blank lines and comments": ["", "+a\n\n ## a comment\n   \n #* of\n several *#\n+b"],
  "the branch that is taken, with the conditions before it": [
    "2",
    '+#if($input.body == "1")\n one\n+#elseif($input.body == "2")\n+two\n #elseif($input.body == "3")\n three\n #else\n other\n+#end',
  ],
  "what follows #else": ["", "+#if(false)\n a\n+#else\n+b\n+#end\n+c"],
  "no comment in a branch that is not taken": ["", "+#if(false)\n ## why\n a\n+#end"],
  "the body of a loop with an item, and what of it runs for any": [
    '["a", "b"]',
    '+#foreach($one in $input.path(\'$\'))\n+  #if($one == "b")\n+    it\n+  #elseif($one == "c")\n    other\n+  #end\n+#end',
  ],
  "the head alone of a loop without any": ["[]", "+#foreach($one in $input.path('$'))\n   $one\n+#end"],
  "nothing after #stop, and no rest of a loop after #break": [
    "[1]",
    "+#foreach($one in [1, 2])\n+  #break\n   never\n+#end\n+#stop\n never",
  ],
  "a macro's body where it is called": ["", "+#macro(used)\n+ a\n+#end\n+#macro(unused)\n  b\n+#end\n+#used()"],
  "a block where it is printed": ["", "+#define($used)\n+ a\n+#end\n+#define($unused)\n  b\n+#end\n+$used"],
  "a literal": ["", "+#literal()\n+ $a\n+ #if(false) b #end\n+#end"],
};

describe("the lines of a template that run", () => {
  for (const [name, [body, marked]] of Object.entries(TEMPLATES))
    it(`are ${name}`, () => {
      // A sign before each line says whether it runs.
      const all = marked.split("\n");
      const template = all.map((line) => line.slice(1)).join("\n");
      const expected = all.flatMap((line, index) => (line.startsWith("+") ? [index + 1] : []));
      assert.deepEqual(lines(template, body), expected);
    });

  it("are counted by any line end", () => {
    assert.deepEqual(lines("a\r\n#if(false)\r\nb\r\n#end\rc"), [1, 2, 4, 5]);
  });

  it("end with the one that fails", () => {
    assert.deepEqual(lines("a\n$input.json('$[')\nb"), [1, 2]);
  });
});
