import type Ajv from "ajv-draft-04";
import { isObject, namesOfFragment, unescapeToken, valueAt } from "../../languages/json/index";
import { type Keyword, keywords, modelOfReference, regexProblem } from "../../languages/json-schema/index";
import type { ApiDefinition, Json, JsonObject, Model } from "../types";
import { isPlainSchema } from "./plain-schema";
import { type DefinitionPath, known, type Refusal } from "./refusal";
import { isNumericLimit } from "./unsupported-keywords";

const DRAFT_4 = "http://json-schema.org/draft-04/schema";

let validator: Ajv | undefined;

/** Made when it is first needed: few programs do. */
function schemaValidator(): Ajv {
  validator ??= makeValidator();
  return validator;
}

function makeValidator(): Ajv {
  const { default: Validator }: typeof import("ajv-draft-04") = require("ajv-draft-04");
  return new Validator({ strict: false, validateFormats: false });
}

/** What is wrong with the models: their names, and that they are no schemas of draft 4. */
export function* checkModels({ models }: ApiDefinition): Iterable<Refusal> {
  for (const [name, { schema }] of Object.entries(models)) {
    const path = ["models", name];
    // Reported: an import's answer.
    const create = `Unable to create model for '${name}': `;
    // Recorded: CreateModel.
    if (name === "") yield { path, message: "has no name; give it one.", aws: "Model name must be non-empty" };
    else if (!/^[A-Za-z0-9]+$/.test(name))
      yield {
        path,
        message: "has a name with other characters than A-Z, a-z and 0-9. Rename it, and the references to it.",
        aws: `${create}Model name must be alphanumeric: ${name}`,
      };
    yield* checkSchema([...path, "schema"], schema, create);
    yield* checkReferences([...path, "schema"], schema, models, create);
  }
}

function* checkSchema(path: DefinitionPath, schema: JsonObject, create: string): Iterable<Refusal> {
  // From a program in JavaScript, or a document. Recorded: CreateModel without a schema, and with an empty text.
  if (!isObject(schema)) {
    yield { path, message: "is no JSON schema. Give an object.", aws: "Model schema must have at least 1 property or array items defined" };
    return;
  }
  // Reported: CreateModel with the keyword `example`, and with a type that is none.
  const aws = `${create}Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]`;
  for (const keyword of keywords(schema, path)) {
    if (keyword.name === "example") yield { path: keyword.path, message: "is no keyword of JSON schema, draft 4; leave it out.", aws };
    yield* checkPatterns(keyword, aws);
  }
  if (isPlainSchema(schema)) return;
  const ajv = schemaValidator();
  if (ajv.validate(DRAFT_4, withoutNumericLimits(schema))) return;
  const [error] = ajv.errors ?? [];
  const place = (error?.instancePath ?? "").split("/").slice(1).map(unescapeToken);
  yield { path: [...path, ...place], message: `${error?.message ?? "is wrong"}: this is no JSON schema of draft 4.`, aws };
}

// As the syntax check of Java's json-schema-validator, in whose words API Gateway validates.
function* checkPatterns({ path, name, value }: Keyword, aws: string): Iterable<Refusal> {
  const patterns = name === "pattern" ? [value] : name === "patternProperties" && isObject(value) ? Object.keys(value) : [];
  for (const pattern of patterns) {
    const problem = typeof pattern === "string" ? regexProblem(pattern) : undefined;
    if (problem !== undefined) yield { path, message: `has ${JSON.stringify(pattern)}, which is no regular expression: ${problem}.`, aws };
  }
}

/** The schema without the limits of later drafts, which API Gateway takes and does not validate by. */
function withoutNumericLimits(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNumericLimits);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      isNumericLimit({ name, value: member }) ? [] : [[name, withoutNumericLimits(member)]],
    ),
  );
}

const NO_REFERENCE = "Write text; in YAML it needs quotes, since # begins a comment.";
const COMBINATORS = ["oneOf", "anyOf", "allOf"];

function* checkReferences(path: DefinitionPath, schema: JsonObject, models: ApiDefinition["models"], create: string): Iterable<Refusal> {
  const missing: string[] = [];
  for (const { path: place, name, value } of keywords(schema, path)) {
    if (name !== "$ref") continue;
    if (typeof value !== "string") {
      yield { path: place, message: `is ${JSON.stringify(value)}. ${NO_REFERENCE}` };
      continue;
    }
    if (isWithin(value, schema)) continue;
    const combinator = place.findLast((part, index) => COMBINATORS.includes(String(part)) && typeof place[index + 1] === "number");
    // Developer guide, "Amazon API Gateway important notes"; recorded of an import: a model of OpenAPI 3 may refer to others, but not
    // inside of these.
    if (combinator !== undefined && value.startsWith("#"))
      yield {
        path: place,
        message: `is inside of ${combinator}, where an import of OpenAPI 3 takes no reference to a model. Write the model's schema in its place.`,
      };
    const model = modelOfReference(value);
    if (model === undefined)
      yield {
        path: place,
        // Developer guide, "Amazon API Gateway important notes".
        message: `is ${JSON.stringify(value)}${value.startsWith("#") ? "" : ": $ref cannot be used to reference other files"}. Name a model of this API. ${known("model", models)}`,
        // Reported: https://github.com/Dropsource/serverless-todo-api-example-complete/issues/3.
        aws: `${create}Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified, Model reference must be in canonical form]`,
      };
    else if (!Object.hasOwn(models, model)) missing.push(model);
  }
  if (missing.length > 0)
    yield {
      path,
      message: `refers to ${missing.map((name) => JSON.stringify(name)).join(", ")}. ${known("model", models)}`,
      // Reported: an import whose models refer to others that could not be created.
      aws: `${create}Invalid model specified: Validation Result: warnings : [], errors : [${missing.map((name) => `Invalid model specified: ${name}`).join(", ")}]`,
    };
}

/** Whether a JSON pointer leads to something in the same schema. */
function isWithin(reference: string, schema: JsonObject): boolean {
  const names = namesOfFragment(reference);
  return names !== undefined && valueAt(schema, names) !== undefined;
}

/** The models that a model refers to. */
export function modelsOf({ schema }: Model): readonly string[] {
  return [...keywords(schema, [])].flatMap(({ name, value }) =>
    name === "$ref" && typeof value === "string" ? (modelOfReference(value) ?? []) : [],
  );
}
