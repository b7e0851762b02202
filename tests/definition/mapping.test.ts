import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type AnySource,
  body,
  constantInTemplate,
  context,
  decodedPath,
  fillLateValues,
  header,
  jsonText,
  type Mapping,
  path,
  query,
  renderForm,
  renderMapping,
  result,
  stageVariable,
} from "../../definition/index";
import { compileTemplate, createOverrides, type TemplateInput } from "../../languages/velocity/index";

const NOTHING: TemplateInput = {
  body: "",
  params: { path: new Map(), querystring: new Map(), header: new Map() },
  context: {},
  stageVariables: {},
  overrides: createOverrides(),
};

function rendered(mapping: Mapping<AnySource>, input: Partial<TemplateInput> = {}): unknown {
  return JSON.parse(compileTemplate(renderMapping(mapping)).render({ ...NOTHING, ...input, overrides: createOverrides() }));
}

const params = (location: "path" | "querystring" | "header", value: string) => ({
  params: { ...NOTHING.params, [location]: new Map([["a", value]]) },
});

describe("A typed mapping", () => {
  it("keeps its shape", () => {
    assert.deepEqual(rendered({ list: [1, true, null, "text"], nested: { empty: {} } }), {
      list: [1, true, null, "text"],
      nested: { empty: {} },
    });
  });

  it("writes whatever text its author gives, in names and in values", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" })), (data) =>
        assert.deepEqual(rendered({ data }), { data: { ...data } }),
      ),
    );
    assert.equal(rendered("$5 #if(true) #set($x = 1) ## $input.body"), "$5 #if(true) #set($x = 1) ## $input.body");
  });

  it("keeps whatever the caller sends as data", () => {
    const nasty = ['"', "\\", "'", "\n", "\r\n", "$input.body", "#set($a = 1)", "</script>", "\u2028", "😀", '", "admin": "true'];
    const value = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(value, (text) => {
        assert.deepEqual(rendered({ v: query("a") }, params("querystring", text)), { v: text });
        assert.deepEqual(rendered({ v: header("a") }, params("header", text)), { v: text });
        assert.deepEqual(rendered({ v: path("a") }, params("path", text)), { v: text });
        assert.deepEqual(rendered({ v: context("authorizer.a") }, { context: { authorizer: { a: text } } }), { v: text });
        assert.deepEqual(rendered({ v: stageVariable("a") }, { stageVariables: { a: text } }), { v: text });
      }),
    );
  });

  it("undoes the encoding of a path, and takes a plus sign for a plus sign", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        assert.deepEqual(rendered({ v: decodedPath("a") }, params("path", encodeURIComponent(text))), { v: text });
      }),
    );
    assert.deepEqual(rendered({ v: decodedPath("a") }, params("path", "a+b%2Bc%20d")), { v: "a+b+c d" });
  });

  it("has an empty text for what the caller did not send", () => {
    assert.deepEqual(rendered([query("a"), header("a"), path("a"), decodedPath("a"), context("authorizer.a"), stageVariable("a")]), [
      "",
      "",
      "",
      "",
      "",
      "",
    ]);
  });

  it("passes JSON on as it is, whole or in part", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const payload = JSON.stringify({ member: value });
        assert.equal(
          JSON.stringify(rendered({ all: body(), part: body("member") }, { body: payload })),
          JSON.stringify({ all: { member: value }, part: value }),
        );
      }),
    );
    assert.deepEqual(rendered({ message: result("$.errorMessage") }, { body: '{"errorMessage":"a \\"quoted\\"\\nmessage"}' }), {
      message: 'a "quoted"\nmessage',
    });
  });

  it("puts JSON inside texts, as deep as it is asked to, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.jsonValue(), (text, value) => {
        const input = { ...params("querystring", text), body: JSON.stringify(value) };
        const inner: unknown = rendered({ text: jsonText({ q: query("a"), b: body(), c: [text, jsonText([query("a")])] }) }, input);
        const outer = JSON.parse(Object(inner).text);
        assert.deepEqual(
          [outer.q, JSON.stringify(outer.b), outer.c[0], JSON.parse(outer.c[1])],
          [text, JSON.stringify(value), text, [text]],
        );
      }),
    );
  });

  it("writes a form whose fields keep whatever they are given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const form = renderForm({ "A.1": query("a"), B: text, C: { q: query("a"), c: text }, D: jsonText([query("a")]) });
        const written = compileTemplate(form).render({ ...NOTHING, ...params("querystring", text), overrides: createOverrides() });
        const read = new URLSearchParams(written);
        assert.deepEqual([...read.keys()], ["A.1", "B", "C", "D"]);
        assert.deepEqual(
          [read.get("A.1"), read.get("B"), JSON.parse(read.get("C") ?? ""), JSON.parse(read.get("D") ?? "")],
          [text, text, { q: text, c: text }, [text]],
        );
      }),
    );
  });

  it("has a place for what is known later, where it stays data", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const template = renderMapping({ plain: "⟦a⟧", nested: jsonText({ in: "⟦b⟧" }) });
        const known = new Map([
          ["⟦a⟧", constantInTemplate(text, 1)],
          ["⟦b⟧", constantInTemplate(text, 2)],
        ]);
        const filled = fillLateValues({ template, other: ["⟦a⟧", "⟦c⟧"] }, known);
        const { plain, nested } = JSON.parse(compileTemplate(filled.template).render({ ...NOTHING, overrides: createOverrides() }));
        assert.equal(plain, text);
        assert.deepEqual(JSON.parse(nested), { in: text });
        assert.deepEqual(filled.other, [constantInTemplate(text, 1), "⟦c⟧"]);
      }),
    );
  });
});
