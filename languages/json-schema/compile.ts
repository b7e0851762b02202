import type { ValidateFunction } from "ajv";
import { ajvSchemas, type Models, modelKey } from "./ajv-schema";
import { bounded } from "./bounded";
import { addCombinators } from "./combinators";
import { quickness } from "./effort";
import { FORMATS } from "./formats";
import { report } from "./report";

export type { Models } from "./ajv-schema";

/** Gives the errors of a request body in the words of `$context.error.validationErrorString`; none: the body is valid. */
export interface Validator {
  (body: unknown): readonly string[];
  /** The errors of a body of so many characters, where it is certain that they are found within some milliseconds. */
  quickly(body: unknown, characters: number): readonly string[] | undefined;
}

/**
 * Compiles a model into a validator of request bodies.
 * It never throws: a model that cannot be compiled refuses every body, and so does a validation that takes more than a second or the whole
 * stack.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function compileModel(name: string, models: Models): Validator {
  const compiled = compile(name, models);
  if (typeof compiled === "string") return Object.assign(() => [compiled], { quickly: () => [compiled] });
  const { validate, isQuick } = compiled;
  const errorsOf = (body: unknown) => (validate(body) ? [] : report(body, validate.errors ?? []));
  const endless = [`the validation against model ${name} does not end`];
  return Object.assign((body: unknown) => bounded(() => errorsOf(body)) ?? endless, {
    quickly(body: unknown, characters: number) {
      if (!isQuick(characters)) return undefined;
      try {
        return errorsOf(body);
      } catch (error) {
        if (error instanceof RangeError) return endless;
        throw error;
      }
    },
  });
}

/** The validator, or why there is none. */
function compile(
  name: string,
  models: Models,
): { readonly validate: ValidateFunction; readonly isQuick: (characters: number) => boolean } | string {
  // Loaded when the first model is compiled.
  const { default: Ajv }: typeof import("ajv-draft-04") = require("ajv-draft-04");
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
    const schemas = ajvSchemas(name, models);
    for (const [key, schema] of schemas) ajv.addSchema(Object(schema), key);
    const validate = ajv.compile({ $ref: modelKey(name) });
    compileCombined();
    return { validate, isQuick: quickness(schemas) };
  } catch (error) {
    return `model ${name} is no schema of draft 4: ${error instanceof Error ? error.message : String(error)}`;
  }
}
