import Ajv from "ajv-draft-04";
import type { Model } from "../../definition/index";
import { bounded } from "../regexp/index";

/**
 * Compiles a model into a validator of request bodies, which gives the errors in the words of `$context.error.validationErrorString`; none: the body is valid.
 * Never throws: a model that cannot be compiled refuses every body.
 */
export function compileModel(name: string, models: Readonly<Record<string, Model>>): (body: unknown) => readonly string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: false });
  const validate = ajv.compile(models[name]?.schema ?? {});
  return (body) =>
    bounded(() => (validate(body) ? [] : (validate.errors ?? []).map((error) => error.message ?? error.keyword))) ?? ["validation takes too long"];
}
