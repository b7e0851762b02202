import type { AnySchema, FuncKeywordDefinition, SchemaValidateFunction } from "ajv";
import type Ajv from "ajv-draft-04";

/** How many of its schemas must match, by keyword. */
const COMBINATORS = {
  allOf: (matched: number, total: number) => matched === total,
  anyOf: (matched: number) => matched > 0,
  oneOf: (matched: number) => matched === 1,
  not: (matched: number) => matched === 0,
};

/**
 * Replaces ajv's combinators by ones that say, as Java's validator does, how many schemas matched and not why the others did not.
 * @returns compiles the combined schemas, which may refer to each other in circles; called once, when the schema around them is compiled
 */
export function addCombinators(ajv: Ajv): () => void {
  const pending: (() => void)[] = [];
  for (const [keyword, holds] of Object.entries(COMBINATORS)) {
    const definition: FuncKeywordDefinition = {
      keyword,
      compile(value: AnySchema | AnySchema[]) {
        const schemas = Array.isArray(value) ? value : [value];
        const tests: ((data: unknown) => unknown)[] = [];
        pending.push(() => tests.push(...schemas.map((schema) => ajv.compile(schema))));
        const validate: SchemaValidateFunction = (data: unknown) => {
          const matched = tests.filter((test) => test(data)).length;
          validate.errors = [{ keyword, params: { matched, total: tests.length } }];
          return holds(matched, tests.length);
        };
        return validate;
      },
    };
    ajv.removeKeyword(keyword).addKeyword(definition);
  }
  return () => {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) next();
  };
}
