// What Jayway's JsonPath 2.9 finds, with no options and no path kept from an earlier evaluation.
import assert from "node:assert/strict";
import fc from "fast-check";
import { compileJsonPath, TemplateError } from "../../../languages/velocity/index";
import { rendered } from "./rendered";

const BODY = JSON.stringify({
  store: {
    book: [
      { category: "reference", author: "Nigel", title: "Sayings", price: 8.95 },
      { category: "fiction", author: "Evelyn", title: "Sword", price: 12.99, isbn: "x1" },
      { category: "fiction", author: "J R R", title: "Lord", price: 22.99, isbn: "x2" },
    ],
    bicycle: { color: "red", price: 19.95 },
  },
  expensive: 10,
  l: [1, 2, 3, [4, 5]],
  n: null,
  e: [],
  o: {},
  s: "text",
  num: [3, 1, 2],
  tags: ["a", "b"],
  m: { a: { x: 1 }, b: { x: 2, y: null }, "c d": 3 },
});

const path = (text: string): string => `$input.json("${text}")`;

const TABLES: Readonly<Record<string, readonly (readonly [template: string, expected: string])[]>> = {
  "definite paths": [
    [path("$.store.bicycle"), '{"color":"red","price":19.95}'],
    [path("$['store']['book'][0]['title']"), '"Sayings"'],
    [path("store.bicycle.color"), '"red"'],
    [path("@.s"), '"text"'],
    [path("$.m['c d']"), "3"],
    [path("$.m[ 'a' ].x"), "1"],
    [path("$.l[-1][0]"), "4"],
    [path("$['s','expensive','zz']"), '{"s":"text","expensive":10}'],
    [
      path("$.zz") + path("$.zz.a") + path("$.l[9]") + path("$.s.a") + path("$.s[0]") + path("$.n.a") + path("$.store.book.title"),
      '""""""""""""""',
    ],
  ],
  "paths to many": [
    [path("$.store.book[*].author"), '["Nigel","Evelyn","J R R"]'],
    [path("$..price"), "[8.95,12.99,22.99,19.95]"],
    [path("$.store..price"), "[8.95,12.99,22.99,19.95]"],
    [path("$..book[2].title") + path("$..book[-1].title") + path("$..book[0,1].title"), '["Lord"]["Lord"]["Sayings","Sword"]'],
    [path("$.m.*.x") + path("$.m[*].x") + path("$.m['a','b'].x"), "[1,2][1,2][1,2]"],
    [path("$..x") + path("$..y") + path("$..zz") + path("$.e[*]"), "[1,2][null][][]"],
    [
      path("$.l..*") + path("$..[0]"),
      '[1,2,3,[4,5],4,5][{"category":"reference","author":"Nigel","title":"Sayings","price":8.95},1,4,3,"a"]',
    ],
    [path("$..[0].title") + path("$..['title','price'].zz"), '["Sayings"][]'],
    [
      path("$.store.book[*]['title','price']"),
      '[{"title":"Sayings","price":8.95},{"title":"Sword","price":12.99},{"title":"Lord","price":22.99}]',
    ],
  ],
  slices: [
    [
      path("$.num[0:2]") +
        path("$.num[1:]") +
        path("$.num[:2]") +
        path("$.num[-2:]") +
        path("$.num[:-1]") +
        path("$.num[0:9]") +
        path("$.num[5:]"),
      "[3,1][1,2][3,1][1,2][3,1][3,1,2][]",
    ],
    [path("$.num[ 0 , 2 ]"), "[3,2]"],
  ],
  filters: [
    [path("$.store.book[?(@.price < 10)].title"), '["Sayings"]'],
    [path("$..book[?(@.price <= $['expensive'])].title"), '["Sayings"]'],
    [path("$.store.book[?(@.isbn)].title") + path("$.store.book[?(!@.isbn)].title"), '["Sword","Lord"]["Sayings"]'],
    [path("$.store.book[?(@.price > 10 && @.category == 'fiction')].title"), '["Sword","Lord"]'],
    [path("$.store.book[?(@.price > 20 || !(@.price > 10))].title"), '["Sayings","Lord"]'],
    [
      path("$.store.book[?(@.author =~ /.*EL/i)].title") + path("$.store.book[?(@.title =~ /S.*/)].title"),
      '["Sayings"]["Sayings","Sword"]',
    ],
    [
      path("$.store.book[?(@.category in ['fiction'])].title") + path("$.store.book[?(@.category nin ['fiction'])].title"),
      '["Sword","Lord"]["Sayings"]',
    ],
    [
      path("$.store.book[?(@.title size 4)].title") +
        path("$.store.book[?(@.title contains 'or')].title") +
        path("$.store.book[?(@.title empty true)]"),
      '["Lord"]["Sword","Lord"][]',
    ],
    [path("$.num[?(@ > 1)]") + path("$.num[?(@ == '1')]") + path("$.num[?(@ === '1')]") + path("$.tags[?(@ != 'a')]"), '[3,2][1][]["b"]'],
    [path("$.m.a[?(@.x==1)].x") + path("$.m[?(@.x==1)]") + path("$.l[?(@[0]==4)]"), "[1][][[4,5]]"],
    [
      path("$.store.book[?('fiction' == @.category)].price") +
        path("$.store.book[?(@.isbn == null)]") +
        path("$.store.book[?(@['price'] >= 22.99)].title"),
      '[12.99,22.99][]["Lord"]',
    ],
    [
      path("$[?(@.a anyof ['x'])]") +
        path("$[?(@.tags anyof ['a','z'])].s") +
        path("$[?(@.tags subsetof ['a','b','c'])].s") +
        path("$[?(@.tags noneof ['a'])].s"),
      '[]["text"]["text"][]',
    ],
  ],
  functions: [
    [path("$.num.length()") + path("$.m.length()") + path("$.store.book.size()"), "333"],
    [
      `${path("$.num.sum()")},${path("$.num.avg()")},${path("$.num.min()")},${path("$.num.max()")},${path("$..price.sum()")}`,
      "6.0,2.0,1.0,3.0,64.88",
    ],
    [
      path("$.tags.concat()") + path("$.concat($.s,'x',$.tags)") + path("$.num.first()") + path("$.num.last()") + path("$.num.index(1)"),
      '"ab""textab"321',
    ],
    [path("$.num.stddev()"), "0.8164965809277263"],
    ["$input.path('$.m.keys()') $input.path('$.num.append(9)')", "[a, b, c d] [3,1,2,9]"],
  ],
};

const REFUSED = [
  "$.",
  "$..",
  "$...a",
  "$s",
  "$.a b",
  "$. a",
  "$[",
  "$[]",
  "$.l[a]",
  "$.l[1,]",
  "$.l[:]",
  "$.l[::2]",
  "$['a'",
  "$['a]",
  "$.l[?(@.a]",
  "$.l[?(true)]",
  "$.l[?(@.a == foo)]",
  "$.l[?(@.a =~ /(/)]",
  "$.sum(",
  "  $.s",
  "",
];

describe("JSONPath", () => {
  for (const [theme, rows] of Object.entries(TABLES)) {
    for (const [template, expected] of rows) {
      it(`follows ${theme}: ${template}`, () => assert.equal(rendered(template, BODY), expected));
    }
  }

  for (const text of REFUSED) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => compileJsonPath(text), TemplateError));
  }

  it("refuses a filter on a text, a function that does not exist, an aggregate of nothing", () => {
    for (const text of ["$.s[?(@.a)]", "$.num.nope()", "$.e.sum()"]) assert.throws(() => rendered(path(text), BODY), TemplateError);
  });

  it("tells what is null from what is not there", () => {
    assert.deepEqual(compileJsonPath("$.n").find(BODY), { found: true, value: null });
    assert.deepEqual(compileJsonPath("$.zz").find(BODY), { found: false, value: null });
  });

  it("takes a text that is no JSON for the document itself", () => {
    assert.deepEqual(compileJsonPath("$").find("a=b"), { found: true, value: "a=b" });
    assert.deepEqual(compileJsonPath("$.a").find("{unclosed"), { found: false, value: null });
  });

  it("finds members whose names mean something to JavaScript", () => {
    const document = '{"__proto__":{"a":1},"constructor":2,"toString":3}';
    assert.deepEqual(compileJsonPath("$.__proto__.a").find(document), { found: true, value: 1 });
    assert.deepEqual(compileJsonPath("$.*").find(document), { found: true, value: [{ a: 1 }, 2, 3] });
    assert.deepEqual(compileJsonPath("$.hasOwnProperty").find(document), { found: false, value: null });
  });

  it("finds each member of any document by its name in brackets", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
        for (const [name, value] of Object.entries(document)) {
          const quoted = name.replace(/[\\']/g, "\\$&");
          const found = compileJsonPath(`$['${quoted}']`).find(JSON.stringify(document));
          assert.deepEqual(found, { found: true, value: JSON.parse(JSON.stringify(value)) });
        }
      }),
    );
  });

  it("throws nothing but TemplateErrors, whatever the path", () => {
    const part = fc.constantFrom(
      "$",
      ".",
      "..",
      "*",
      "[",
      "]",
      "?(",
      ")",
      "@",
      "'a'",
      "a",
      "0",
      ":",
      ",",
      "-1",
      "==",
      "=~",
      "/a/",
      "&&",
      "!",
      " ",
      "length()",
      "(",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        try {
          compileJsonPath(parts.join("")).find(BODY);
        } catch (error) {
          assert.ok(error instanceof TemplateError);
        }
      }),
    );
  });
});
