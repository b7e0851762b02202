import assert from "node:assert/strict";
import Ajv from "ajv-draft-04";
import fc from "fast-check";
import { isPlainSchema } from "../../../definition/rules/plain-schema";

const ajv = new Ajv({ strict: false, validateFormats: false });
const isSchema = (value: unknown) => ajv.validate("http://json-schema.org/draft-04/schema", value);

const KEYWORDS = [
  ...["$ref", "$schema", "id", "title", "description", "definitions", "type", "enum", "allOf", "anyOf", "oneOf", "not", "format"],
  ...["multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern", "default"],
  ...["additionalItems", "items", "maxItems", "minItems", "uniqueItems", "dependencies", "patternProperties", "example"],
  ...["maxProperties", "minProperties", "required", "additionalProperties", "properties"],
];

const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("object", "string", "a", "", 0, 1, -1, 1.5, true, false, null),
    fc.array(tie("anything"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYWORDS, "a"), tie("anything"), { maxKeys: 4 }),
  ),
}));

describe("A plain schema", () => {
  it("is always a schema of draft 4", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...KEYWORDS), anything, { maxKeys: 3 }), (schema) => {
        if (isPlainSchema(Object(schema))) assert.ok(isSchema(schema), ajv.errorsText());
      }),
      { numRuns: 5000 },
    );
  });

  it("is what models usually are", () => {
    const model = {
      $schema: "http://json-schema.org/draft-04/schema#",
      title: "Order",
      type: "object",
      required: ["id"],
      properties: { id: { type: "string", pattern: "^[a-z]+$" }, lines: { type: "array", items: { $ref: "#/components/schemas/Line" } } },
      additionalProperties: false,
    };
    assert.ok(isPlainSchema(model));
  });
});
