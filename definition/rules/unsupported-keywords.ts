/** Keywords of models by which API Gateway validates nothing. */
import { type Keyword, keywords } from "../../languages/json-schema/index";
import type { ApiDefinition } from "../types";
import type { Refusal } from "./refusal";

// https://json-schema.org/draft-04/json-schema-validation.html and …/json-schema-core.html
const DRAFT_4 = [
  ...["$ref", "$schema", "id", "title", "description", "definitions", "type", "enum", "allOf", "anyOf", "oneOf", "not", "format"],
  ...["multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern"],
  ...["additionalItems", "items", "maxItems", "minItems", "uniqueItems"],
  ...["maxProperties", "minProperties", "required", "additionalProperties", "properties", "patternProperties", "dependencies", "default"],
];

// Developer guide, "Amazon API Gateway important notes": not supported in models, or not validated in those of an import.
const NOT_VALIDATED = ["default", "discriminator", "maxItems", "minItems", "nullable", "readOnly"];

const DOCUMENTATION = ["xml", "externalDocs", "deprecated", "writeOnly"];

/** Keywords that a model has and API Gateway does not validate by, each with what becomes of it. */
export function* unsupportedKeyword({ models }: ApiDefinition): Iterable<Refusal> {
  for (const [name, { schema }] of Object.entries(models))
    for (const keyword of keywords(schema, ["models", name, "schema"])) {
      const message = fateOf(keyword);
      if (message !== undefined) yield { path: keyword.path, message };
    }
}

/** Whether a limit is written as draft 6 and later have it, a number of its own. */
export function isNumericLimit({ name, value }: Pick<Keyword, "name" | "value">): boolean {
  return (name === "exclusiveMinimum" || name === "exclusiveMaximum") && typeof value === "number";
}

function fateOf(keyword: Keyword): string | undefined {
  const { name, value } = keyword;
  // `example` is refused: the rules of models.
  if (name === "example") return undefined;
  if (NOT_VALIDATED.includes(name)) return "is a keyword that API Gateway does not validate by.";
  if (isNumericLimit(keyword))
    return `is a number, as later drafts have it: API Gateway does not validate by it. Write ${name}: true beside ${limitOf(name)}.`;
  // Developer guide, the same page: formats of OpenAPI's own.
  if (name === "format" && (value === "int32" || value === "int64"))
    return `is ${value}, by which API Gateway does not validate; write minimum and maximum.`;
  // Reported: https://github.com/aws/serverless-application-model/issues/2374, and exports that are none.
  if (name === "type" && Array.isArray(value))
    return `is a list of types, which OpenAPI 3.0 does not have: an import leaves it out, and any type is taken. Write one type, or anyOf with a schema for each.`;
  if (name.startsWith("x-") || DOCUMENTATION.includes(name))
    return "is documentation, which an import leaves out of the model; API Gateway does not validate by it.";
  if (DRAFT_4.includes(name)) return undefined;
  return "is no keyword of JSON schema draft 4: an import leaves it out, CreateModel refuses it as an unsupported keyword, and API Gateway does not validate by it.";
}

function limitOf(name: string): string {
  return name === "exclusiveMinimum" ? "minimum" : "maximum";
}
