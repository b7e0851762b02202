import assert from "node:assert/strict";
import Ajv from "ajv-draft-04";
import fc from "fast-check";
import type { Model } from "../../../definition/index";
import { compileModel } from "../../../languages/json-schema/index";

function models(schemas: Readonly<Record<string, unknown>>): Readonly<Record<string, Model>> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, { schema: JSON.parse(JSON.stringify(schema)) }]));
}

function isValid(body: unknown, schemas: Readonly<Record<string, unknown>>): boolean {
  return compileModel("M", models(schemas))(body).length === 0;
}

/** A body of lists in lists. */
function nested(depth: number): unknown {
  let body: unknown = [];
  for (let level = 0; level < depth; level++) body = [body];
  return body;
}

const leaf = fc.oneof(
  fc.constant({}),
  fc.record({ type: fc.constantFrom("string", "integer", "number", "boolean", "null", "array", "object") }),
  fc.record({ enum: fc.uniqueArray(fc.constantFrom(1, "a", null, true), { minLength: 1 }) }),
  fc.record({ minimum: fc.integer({ min: -2, max: 2 }), exclusiveMinimum: fc.boolean() }),
  fc.record({ maxLength: fc.nat(2), pattern: fc.constantFrom("^a", "b$", "a|b") }),
  fc.record({ required: fc.uniqueArray(fc.constantFrom("a", "b"), { minLength: 1 }) }),
);
const schemaArbitrary: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, tie("compound")),
  /** Of a member or an element, which may be as the whole. */
  inner: fc.oneof({ maxDepth: 3 }, fc.constant({ $ref: "#" }), tie("schema")),
  schemas: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }),
  compound: fc.oneof(
    fc.record({ allOf: tie("schemas") }),
    fc.record({ anyOf: tie("schemas") }),
    fc.record({ oneOf: tie("schemas") }),
    fc.record({ not: tie("schema") }),
    fc.record({ items: tie("inner"), uniqueItems: fc.boolean() }),
    fc.record({
      properties: fc.dictionary(fc.constantFrom("a", "b"), tie("inner")),
      additionalProperties: fc.oneof(fc.boolean(), tie("inner")),
    }),
    fc.record({
      patternProperties: fc.dictionary(fc.constantFrom("^a", "b"), tie("inner")),
      dependencies: fc.dictionary(fc.constantFrom("a"), tie("schema")),
    }),
  ),
})).schema;
const bodyArbitrary = fc.jsonValue({ maxDepth: 3, stringUnit: fc.constantFrom("a", "b") });

describe("a model", () => {
  it("refers to models in every form that API Gateway takes, and to its own definitions first", () => {
    const N = { type: "string" };
    for (const $ref of [
      "#/components/schemas/N",
      "#/definitions/N",
      "https://apigateway.amazonaws.com/restapis/a1b2c3/models/N",
      "https://apigateway.eu-west-1.amazonaws.com/restapis/a1b2c3/models/N",
      "https://apigateway.cn-north-1.amazonaws.com.cn/restapis/a1b2c3/models/N",
    ]) {
      assert.equal(isValid({ n: "x" }, { M: { properties: { n: { $ref } } }, N }), true, $ref);
      assert.equal(isValid({ n: 1 }, { M: { properties: { n: { $ref } } }, N }), false, $ref);
    }
    const own = { definitions: { N: { type: "integer" } }, properties: { n: { $ref: "#/definitions/N" } } };
    assert.equal(isValid({ n: 1 }, { M: own, N }), true);
    assert.equal(
      isValid({ n: "x" }, { M: { properties: { n: { $ref: "#/components/schemas/N/properties/x" } } }, N: { properties: { x: N } } }),
      true,
    );
    assert.equal(
      isValid(
        { n: { x: 1 } },
        { M: { properties: { n: { $ref: "#/components/schemas/N" } } }, N: { properties: { x: { $ref: "#/definitions/O" } } }, O: N },
      ),
      false,
    );
  });
  it("may be circular, through combined schemas too", () => {
    const tree = { oneOf: [{ type: "string" }, { type: "array", items: { $ref: "#/definitions/N" } }] };
    const schemas = { M: { $ref: "#/components/schemas/N" }, N: { ...tree, properties: {} } };
    assert.equal(isValid([["a"], [["b"], "c"]], schemas), true);
    assert.equal(isValid([["a"], [[1], "c"]], schemas), false);
  });
  it("ignores what stands beside a reference", () => {
    assert.equal(isValid({ n: 1 }, { M: { properties: { n: { $ref: "#/components/schemas/N", type: "string" } } }, N: {} }), true);
  });
  it("ignores keywords and formats that draft 4 does not have or API Gateway does not validate", () => {
    const ignored = {
      const: 1,
      if: {},
      contains: {},
      propertyNames: false,
      $async: true,
      nullable: true,
      readOnly: true,
      discriminator: "a",
      default: 1,
      example: 2,
    };
    assert.equal(
      isValid([2], { M: { ...ignored, minItems: 3, maxItems: 0, format: "int32", $schema: "http://example.com", id: "a", $id: "b" } }),
      true,
    );
    assert.equal(isValid(null, { M: { type: "string", nullable: true } }), false);
  });
  it("takes prototype-named members for data", () => {
    const body: unknown = JSON.parse('{"__proto__": 1, "constructor": 2}');
    const schemas = (text: string) => ({ M: JSON.parse(text) });
    assert.equal(isValid({}, schemas('{"required": ["constructor"]}')), false);
    assert.equal(isValid({}, schemas('{"required": ["__proto__"]}')), false);
    assert.equal(isValid(body, schemas('{"required": ["__proto__", "constructor"]}')), true);
    assert.equal(isValid(body, schemas('{"properties": {"__proto__": {"type": "string"}}}')), false);
    assert.equal(
      isValid(body, schemas('{"properties": {"__proto__": {"type": "integer"}, "constructor": {}}, "additionalProperties": false}')),
      true,
    );
    assert.equal(isValid(body, schemas('{"properties": {"constructor": {}}, "additionalProperties": false}')), false);
    assert.equal(isValid({}, schemas('{"$ref": "#/components/schemas/constructor"}')), false);
  });
  it("takes patterns for those of ECMAScript without its Unicode mode, and numbers for decimal", () => {
    assert.equal(isValid("_", { M: { pattern: "^\\_$" } }), true);
    assert.equal(isValid(0.3, { M: { multipleOf: 0.1 } }), true);
    assert.equal(isValid(JSON.parse("1e999"), { M: { type: "number", minimum: 1 } }), true);
  });
  it("refuses every body where it is no schema, and says why", () => {
    for (const schema of [
      { type: "foo" },
      { $ref: "#/definitions/N" },
      { $ref: "http://example.com" },
      { properties: 1 },
      { allOf: {} },
      { not: 1 },
      { pattern: "(" },
    ]) {
      assert.match(compileModel("M", models({ M: schema }))({}).join(), /^model M is no schema of draft 4: ./, JSON.stringify(schema));
    }
    assert.match(compileModel("M", {})({}).join(), /there is no model M/);
    assert.match(compileModel("M", models({ M: { anyOf: [{ $ref: "#/properties/a" }] } }))({}).join(), /^model M is no schema/);
  });
  it("refuses a body against which a pattern would backtrack for ever", () => {
    assert.deepEqual(compileModel("M", models({ M: { pattern: "^(a+)+$" } }))(`${"a".repeat(60)}b`), [
      "the validation against model M does not end",
    ]);
  });
  it("refuses a body nested deeper than the stack, and a reference to itself, instead of failing", () => {
    assert.equal(isValid(nested(100_000), { M: { items: { $ref: "#" } } }), false);
    assert.equal(isValid(nested(500), { M: { items: { $ref: "#" } } }), true);
    assert.equal(isValid(nested(100_000), { M: {} }), true);
    assert.equal(isValid(1, { M: { $ref: "#" } }), false);
  });
  it("finds valid exactly what draft 4 finds valid", () => {
    fc.assert(
      fc.property(schemaArbitrary, bodyArbitrary, (schema, body) => {
        const ajv = new Ajv({ strict: false, ownProperties: true, logger: false });
        assert.equal(isValid(body, { M: schema }), ajv.compile(Object(schema))(body));
      }),
      { numRuns: 100 },
    );
  });
  it("never throws, whatever the schema and the body", () => {
    const keyword = fc.constantFrom(
      "type",
      "properties",
      "items",
      "required",
      "$ref",
      "pattern",
      "patternProperties",
      "not",
      "oneOf",
      "format",
      "enum",
      "definitions",
      "__proto__",
    );
    fc.assert(
      fc.property(fc.dictionary(keyword, fc.jsonValue()), fc.jsonValue(), (schema, body) => {
        assert.ok(compileModel("M", models({ M: schema }))(body).every((message) => typeof message === "string"));
      }),
      { numRuns: 100 },
    );
  });
});
