/** What there is to say of a function that Lambda takes; each kind can be suppressed by its name. */
import { ARCHITECTURES, mayBeNew, notKnown, RUNTIMES } from "../../definition/index";
import type { FunctionWarningRule, LambdaFunctionArgs } from "./arguments";
import type { Code } from "./code/types";
import { runtimeEnd } from "./runtimes";

/** Everything that works and is hardly meant, but for the rules that are suppressed. */
export function functionWarnings(
  { architecture, suppressWarnings = [] }: LambdaFunctionArgs<string>,
  code: Code,
  today: Date,
): readonly string[] {
  const { runtime } = code.args;
  const name = typeof runtime === "string" ? runtime : undefined;
  const end = name === undefined ? undefined : runtimeEnd(name, today);
  const all: (readonly [FunctionWarningRule, string])[] = [
    ...code.warnings.map((warning) => ["bundle", warning] as const),
    ...(end === undefined ? [] : [["runtime-end", `runtime: ${end}`] as const]),
    ...(name === undefined || RUNTIMES.has(name) ? [] : [["unknown-value", `runtime: ${notKnown(name, [...RUNTIMES.keys()])}`] as const]),
    ...(architecture !== undefined && mayBeNew(ARCHITECTURES, architecture)
      ? [["unknown-value", `architecture: ${notKnown(architecture, ARCHITECTURES)}`] as const]
      : []),
  ];
  return all.flatMap(([rule, message]) => (suppressWarnings.includes(rule) ? [] : [`${message} (${rule})`]));
}
