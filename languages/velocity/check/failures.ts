/** What is wrong with a template whatever the request: what cannot be read, and what fails each time that it is reached, and always is. */
import { compileRegex, RegexError } from "../../regexp/index";
import { parsePath } from "../jsonpath/parse";
import { Meter } from "../meter";
import { placeOf } from "../template/source";
import type { Expression, Node, Reference, Step } from "../template/syntax";
import { TemplateError } from "../template-error";

type Method = Extract<Step, { readonly type: "method" }>;

/** Looks at all that every rendering evaluates: what stands in no branch, loop or macro. @throws TemplateError at its place */
export function checkUnconditional(source: string, nodes: readonly Node[]): void {
  for (const node of nodes)
    for (const reference of referencesOf(node)) {
      const problem = problemOf(reference);
      if (problem !== undefined) throw new TemplateError(problem, placeOf(source, reference.offset));
    }
}

function referencesOf(node: Node): readonly Reference[] {
  switch (node.type) {
    case "reference":
      return within(node.reference);
    case "set":
      return evaluated(node.value);
    case "if":
      return node.branches.slice(0, 1).flatMap(({ condition }) => evaluated(condition));
    case "foreach":
      return evaluated(node.list);
    default:
      return [];
  }
}

function evaluated(expression: Expression): readonly Reference[] {
  switch (expression.type) {
    case "reference":
      return within(expression.reference);
    case "interpolated":
      return expression.nodes.flatMap(referencesOf);
    case "list":
      return expression.items.flatMap(evaluated);
    case "map":
      return expression.members.flatMap(([key, value]) => [...evaluated(key), ...evaluated(value)]);
    case "and":
    case "or":
      return evaluated(expression.left);
    case "not":
      return evaluated(expression.operand);
    case "arithmetic":
    case "comparison":
      return [...evaluated(expression.left), ...evaluated(expression.right)];
    default:
      return [];
  }
}

/** The reference itself, and those among the arguments of its first method, which nothing before it keeps from being called. */
function within(reference: Reference): readonly Reference[] {
  const [first] = reference.steps;
  return [...(first?.type === "method" ? first.args.flatMap(evaluated) : []), reference];
}

/** What follows a text, and gives a text again. */
const TEXT_METHODS = ["concat", "replace", "replaceAll", "replaceFirst", "substring", "toLowerCase", "toUpperCase", "trim"];
const REGEX_METHODS = ["matches", "replaceAll", "replaceFirst", "split"];

function problemOf({ root, steps }: Reference): string | undefined {
  const [first, ...more] = steps;
  if (first?.type !== "method") return undefined;
  if (root === "input" && (first.name === "json" || first.name === "path")) {
    const problem = problemOfPath(first);
    if (problem !== undefined) return problem;
  }
  const givesText =
    root === "util"
      ? first.name !== "parseJson"
      : root === "input" && (first.name === "json" || (first.name === "params" && first.args.length === 1));
  if (!givesText) return undefined;
  for (const step of more) {
    if (step.type !== "method") return undefined;
    const problem = REGEX_METHODS.includes(step.name) ? problemOfRegex(step) : undefined;
    if (problem !== undefined || !TEXT_METHODS.includes(step.name)) return problem;
  }
  return undefined;
}

function problemOfPath({ args: [path, ...more] }: Method): string | undefined {
  if (path?.type !== "constant" || typeof path.value !== "string" || more.length > 0) return undefined;
  const { value } = path;
  return messageOf(() => parsePath(value, new Meter()));
}

function problemOfRegex({ args: [pattern] }: Method): string | undefined {
  if (pattern?.type !== "constant" || typeof pattern.value !== "string") return undefined;
  const { value } = pattern;
  return messageOf(() => compileRegex(value, new Meter()));
}

function messageOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof TemplateError || error instanceof RegexError) return error.message;
    throw error;
  }
}
