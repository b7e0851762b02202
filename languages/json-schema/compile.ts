import type { ValidateFunction } from "ajv";
import Ajv from "ajv-draft-04";
import { ajvSchemas, type Models, modelKey } from "./ajv-schema";
import { bounded } from "./bounded";
import { addCombinators } from "./combinators";
import { FORMATS } from "./formats";
import { report } from "./report";

export type { Models } from "./ajv-schema";

/**
 * Compiles a model into a validator of request bodies, which gives the errors in the words of `$context.error.validationErrorString`; none: the body is valid.
 * It never throws: a model that cannot be compiled refuses every body, and so does a validation that takes more than a second or the whole stack.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function compileModel(name: string, models: Models): (body: unknown) => readonly string[] {
  const validate = compile(name, models);
  if (typeof validate === "string") return () => [validate];
  return (body) =>
    bounded(() => (validate(body) ? [] : report(body, validate.errors ?? []))) ?? [`the validation against model ${name} does not end`];
}

/** The validator, or why there is none. */
function compile(name: string, models: Models): ValidateFunction | string {
  const ajv = new Ajv({
    strict: false,
    strictNumbers: false,
    allErrors: true,
    verbose: true,
    logger: false,
    validateSchema: false,
    ownProperties: true,
    unicodeRegExp: false,
    multipleOfPrecision: 10,
    formats: Object.fromEntries(Object.entries(FORMATS).map(([format, { test }]) => [format, test])),
  });
  const compileCombined = addCombinators(ajv);
  try {
    for (const [key, schema] of ajvSchemas(name, models)) ajv.addSchema(Object(schema), key);
    const validate = ajv.compile({ $ref: modelKey(name) });
    compileCombined();
    return validate;
  } catch (error) {
    return `model ${name} is no schema of draft 4: ${error instanceof Error ? error.message : String(error)}`;
  }
}
