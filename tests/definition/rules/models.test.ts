import assert from "node:assert/strict";
import { api, argumentProblems, assertRefused, type Case, itRefuses, itTakes, problemsOf } from "./refusals";

const models = (schemas: Readonly<Record<string, object>>) =>
  api({ models: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, { schema }])) });
const model = (schema: object) => models({ Pet: schema });
const invalid =
  "Unable to create model for 'Pet': Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]";

describe("The rules of models", () => {
  itTakes([
    [
      "draft 4 with what draft 4 does not know",
      model({ $schema: "http://json-schema.org/draft-04/schema#", type: ["object", "null"], nullable: true, "x-a": 1 }),
    ],
    [
      "properties whose names are keywords",
      model({ type: "object", properties: { example: { type: "string" }, $ref: { type: "string" }, type: { enum: ["a"] } } }),
    ],
    [
      "references to models, in every form",
      models({
        Pet: { type: "object" },
        A: { $ref: "#/components/schemas/Pet" },
        B: { $ref: "#/definitions/Pet" },
        C: { items: { $ref: "https://apigateway.amazonaws.com/restapis/a1b2c3/models/Pet" } },
      }),
    ],
    [
      "references within a schema, and circles",
      model({
        definitions: { a: { items: { $ref: "#/definitions/a" } } },
        properties: { b: { $ref: "#/definitions/a" }, c: { $ref: "#" }, d: { $ref: "#/components/schemas/Pet" } },
      }),
    ],
    [
      "references inside of oneOf to what is in the same schema, and by API Gateway's own url",
      models({
        Pet: { definitions: { a: {} }, oneOf: [{ $ref: "#/definitions/a" }] },
        Other: { oneOf: [{ $ref: "https://apigateway.amazonaws.com/restapis/a1b2c3/models/Pet" }] },
      }),
    ],
    ["a schema of nothing", model({})],
    ["limits as later drafts have them", model({ properties: { a: { exclusiveMinimum: 0, exclusiveMaximum: 9 } } })],
    ["a list of schemas", model({ items: [{ type: "string" }], allOf: [{ minimum: 1, exclusiveMinimum: true }] })],
  ]);

  itRefuses([
    ...["oneOf", "anyOf", "allOf"].map(
      (name): Case => [
        `a reference to a model inside of ${name}`,
        models({ Pet: { properties: { a: { [name]: [{ type: "string" }, { $ref: "#/components/schemas/Owner" }] } } }, Owner: {} }),
        `models.Pet.schema.properties.a.${name}[1]["$ref"]`,
        "Write the model's schema in its place",
      ],
    ),
    ["a model without a name", models({ "": { type: "object" } }), 'models[""]', "Model name must be non-empty"],
    ...["my-model", "body_1", "a.b", "é"].map(
      (name): Case => [
        `the model name ${name}`,
        models({ [name]: { type: "object" } }),
        /^\w+$/.test(name) ? `models.${name}` : `models["${name}"]`,
        `Unable to create model for '${name}': Model name must be alphanumeric: ${name}`,
      ],
    ),
    [
      "a schema that is a text",
      models({ Pet: JSON.parse('""') }),
      "models.Pet.schema",
      "Model schema must have at least 1 property or array items defined",
    ],
    [
      "the keyword example, where it is one",
      model({ properties: { a: { type: "string", example: "b" } } }),
      "models.Pet.schema.properties.a.example",
      invalid,
    ],
    [
      "the keyword example in one of several schemas",
      model({ allOf: [{ type: "object" }, { example: "b" }] }),
      "models.Pet.schema.allOf[1].example",
      invalid,
    ],
    ["a type that is none", model({ properties: { a: { type: "String" } } }), "models.Pet.schema.properties.a.type", invalid],
    ["no required properties", model({ required: [] }), "models.Pet.schema.required", invalid],
    [
      "required properties as draft 3 has them",
      model({ properties: { "a/b": { required: true } } }),
      'models.Pet.schema.properties["a/b"].required',
      invalid,
    ],
    [
      "a pattern that is no regular expression",
      model({ properties: { a: { pattern: "a)" } } }),
      "models.Pet.schema.properties.a.pattern",
      "Unmatched ')'",
      invalid,
    ],
    [
      "a pattern of properties that is no regular expression",
      model({ items: { patternProperties: { "^x-": {}, "[a": {} } } }),
      "models.Pet.schema.items.patternProperties",
      '"[a", which is no regular expression',
      invalid,
    ],
    [
      "a reference to another file",
      model({ items: { $ref: "other.json#/Pet" } }),
      'models.Pet.schema.items["$ref"]',
      "$ref cannot be used to reference other files.",
      "Unable to create model for 'Pet': Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified, Model reference must be in canonical form]",
    ],
    ["a reference that leads nowhere in its schema", model({ $ref: "#/properties/a" }), 'models.Pet.schema["$ref"]', '"#/properties/a"'],
    [
      "references to models that there are not",
      model({ properties: { a: { $ref: "#/components/schemas/A.b" }, b: { $ref: "#/definitions/toString" } } }),
      "models.Pet.schema",
      "The API's models are Pet.",
      "Unable to create model for 'Pet': Invalid model specified: Validation Result: warnings : [], errors : [Invalid model specified: A.b, Invalid model specified: toString]",
    ],
    ["a model of more than 400 KB", model({ type: "object", title: "a".repeat(400 * 1024) }), "models.Pet", "A model may have 409600"],
  ]);

  it("refuses a reference by name to a model that there is not, as its author wrote it", () => {
    assertRefused(argumentProblems({ models: { Pet: { items: { $ref: "Dog" } } } }), "models.Pet", '"Dog"', "Invalid model specified: Dog");
  });

  it("tell a name and a schema that are both wrong", () => {
    assert.equal(problemsOf(models({ a_b: { type: "none" } })).length, 2);
  });
});
