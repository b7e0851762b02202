// What json-smart 2.5 makes of these in its permissive mode, which JsonPath uses.
import assert from "node:assert/strict";
import fc from "fast-check";
import { rendered } from "./rendered";

const ROWS: readonly (readonly [body: string, path: string, json: string])[] = [
  [
    '{"b":1,"a":[1.0,1e2,-0.5,12345678901,123456789012345678901234567890]}',
    "{b=1, a=[1.0,100.0,-0.5,12345678901,123456789012345678901234567890]}",
    '{"b":1,"a":[1.0,100.0,-0.5,12345678901,123456789012345678901234567890]}',
  ],
  ['{"10":1,"9":2,"__proto__":3}', "{10=1, 9=2, __proto__=3}", '{"10":1,"9":2,"__proto__":3}'],
  ['{"a":1,"b":2,"a":3}', "{a=3, b=2}", '{"a":3,"b":2}'],
  ["{a:b, 'c' : \"d\", e:1 2,}", "{a=b, c=d, e=1 2}", '{"a":"b","c":"d","e":"1 2"}'],
  ["[1,,2,]", "[1,2]", "[1,2]"],
  ["{} trailing", "{}", "{}"],
  ['"a\\u00e9\\n\\/\\q"', "aé\n/", '"aé\\n/"'],
  ["true", "true", "true"],
  ['["a\u0001b","a\u0001\\tb"]', '["a\\u0001b","a\\tb"]', '["a\\u0001b","a\\tb"]'],
  ["12abc", "12abc", '"12abc"'],
  ["  some raw data ", "some raw data", '"some raw data"'],
  ["a{b", "a{b", '"a{b"'],
  ["0.12345678901234567890", "0.12345678901234567890", "0.12345678901234567890"],
  ['["a/b","\u2028\u0001é"]', '["a\\/b","\\u2028\\u0001é"]', '["a/b","\\u2028\\u0001é"]'],
];

describe("The payload", () => {
  for (const [body, path, json] of ROWS) {
    it(`is read from ${body}`, () => assert.equal(rendered("$input.path('$')|$input.json('$')", body), `${path}|${json}`));
  }

  for (const body of ["{unclosed", "[a", '"a', "{a:}"]) {
    it(`fails what is asked of ${body}, which begins as JSON and is none, and nothing else`, () => {
      for (const asked of ["$input.path('$')", "$input.json('$.a')"])
        assert.throws(() => rendered(asked, body), { name: "TemplateError", message: "The payload is no JSON", ofPayload: true });
      assert.equal(rendered("$input.body", body), body);
    });
  }

  it("is {} where there is none", () => assert.equal(rendered("$input.body $input.json('$') $input.path('$').size()"), "{} {} 0"));

  it("comes through $input.json as the same JSON", () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        assert.deepEqual(JSON.parse(rendered("$input.json('$')", body)), JSON.parse(body));
      }),
    );
  });

  it("comes escaped into quotes as the same text", () => {
    const template = `{"input": "$util.escapeJavaScript($input.path('$.text')).replaceAll("\\\\'","'")"}`;
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.deepEqual(JSON.parse(rendered(template, JSON.stringify({ text }))), { input: text });
      }),
    );
  });

  it("comes encoded for a form and back as the same text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const body = JSON.stringify({ text });
        const encoded = rendered("$util.urlEncode($input.path('$.text'))", body);
        assert.equal(new URLSearchParams(`a=${encoded}`).get("a"), text);
        assert.equal(rendered("$util.urlDecode($util.urlEncode($input.path('$.text')))", body), text);
        assert.equal(rendered("$util.base64Decode($util.base64Encode($input.path('$.text')))", body), text);
      }),
    );
  });
});
