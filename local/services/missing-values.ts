import { howToGiveValue, type StoredValues } from "../program/index";
import type { LocalFunction } from "../resources/index";

const SECRET = /^arn:[^:]+:secretsmanager:[^:]+:[^:]+:secret:./;
const PARAMETER = /^arn:[^:]+:ssm:[^:]+:[^:]+:parameter\/./;

/** The secrets and parameters that functions are told of by their environment, and that have no value here; one line each. */
export function missingValues(functions: readonly LocalFunction[], values: StoredValues, stack: string): readonly string[] {
  return functions.flatMap(({ resource, environment }) =>
    Object.entries(environment).flatMap(([variable, arn]) => {
      const kind = SECRET.test(arn) ? "secret" : PARAMETER.test(arn) ? "parameter" : undefined;
      if (kind === undefined) return [];
      const known = kind === "secret" ? values.secret(arn).versions.length > 0 : values.parameter(arn).value !== undefined;
      const line = howToGiveValue(values.holder(kind, arn), kind === "secret" ? "secretString" : "value", stack);
      return known
        ? []
        : [`${resource}: ${variable} names a ${kind} that has no value here; for one to try with, not the real one, ${line}`];
    }),
  );
}
