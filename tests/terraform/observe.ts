import { SAMPLES, type Sample } from "./samples";
import type { Change, Planned, Terraform, Values } from "./terraform";

/** What the provider does with one argument of a resource that is there. */
export interface Observed {
  /**
   * What becomes of it when it is no longer given: it stays as it is, or goes; `computed` where the schema alone was asked, by which it
   * stays.
   */
  readonly leftOut?: "kept" | "gone" | "computed";
  /** What becomes of the resource when it changes. */
  readonly changed?: "update" | "replace";
}

/** By Pulumi's type of the resource, and the argument as upstream names it. */
export type Observations = Readonly<Record<string, Readonly<Record<string, Observed>>>>;

/** Asks the provider, by one plan, for every argument of every sample, and its schema for what no sample has. */
export function observe(terraform: Terraform): Observations {
  const planned = observePlan(terraform);
  return Object.fromEntries(
    Object.entries(SAMPLES).map(([type, sample]) => {
      const further = terraform
        .optionalAndComputed(sample.terraform)
        .filter((path) => !EVERYWHERE.has(path) && planned[type]?.[path]?.leftOut === undefined);
      const unsaid = Object.fromEntries(further.map((path) => [path, { ...planned[type]?.[path], leftOut: "computed" as const }]));
      return [type, { ...planned[type], ...unsaid }];
    }),
  );
}

/** What every resource has. */
const EVERYWHERE: ReadonlySet<string> = new Set(["id", "tags_all"]);

function observePlan(terraform: Terraform): Observations {
  const questions = Object.entries(SAMPLES).flatMap(([type, sample]) => questionsOf(type, sample));
  const changes = new Map(terraform.plan(questions.map(({ planned }) => planned)).map((change) => [change.name, change]));
  const observations: Record<string, Record<string, Observed>> = {};
  for (const { type, path, planned, answer } of questions) {
    const change = changes.get(planned.name);
    if (change === undefined) throw new Error(`the plan has no ${planned.name}`);
    observations[type] = { ...observations[type], [path]: { ...observations[type]?.[path], ...answer(change) } };
  }
  return observations;
}

interface Question {
  readonly type: string;
  readonly path: string;
  readonly planned: Planned;
  readonly answer: (change: Change) => Observed;
}

function questionsOf(type: string, { terraform, required, optional, nested = [] }: Sample): readonly Question[] {
  const all: Values = Object.fromEntries(Object.entries({ ...required, ...optional }).map(([name, [value]]) => [name, value]));
  const before = { id: "id", ...all };
  const question = (what: string, path: string, after: Values, answer: Question["answer"]): Question => {
    const name = `${what}-${type.replace(/\W/g, "_")}-${path.replace(".", "_")}`;
    return { type, path, planned: { type: terraform, name, before, after }, answer };
  };
  const leftOut =
    (path: string): Question["answer"] =>
    (change) => ({ leftOut: isKept(path, all, change) ? "kept" : "gone" });
  const changed =
    (path: string): Question["answer"] =>
    ({ change }) => ({
      changed: change.replace_paths?.some(([first]) => first === path) === true ? "replace" : "update",
    });
  return [
    ...Object.keys(optional).map((name) => question("without", name, { ...all, [name]: undefined }, leftOut(name))),
    ...nested.map((path) => question("without", path, without(all, path), leftOut(path))),
    ...Object.entries({ ...required, ...optional })
      .filter(([, [value, other]]) => value !== other)
      .map(([name, [, other]]) => question("changed", name, { ...all, [name]: other }, changed(name))),
  ];
}

function isKept(path: string, before: Values, { change }: Change): boolean {
  return (
    JSON.stringify(at(change.after, path)) === JSON.stringify(at(before, path)) || containsAll(at(change.after, path), at(before, path))
  );
}

/** Blocks come back with the members that nobody gave. */
function containsAll(found: unknown, given: unknown): boolean {
  if (Array.isArray(given))
    return Array.isArray(found) && found.length === given.length && given.every((item, index) => containsAll(found[index], item));
  if (typeof given !== "object" || given === null) return found === given;
  return (
    typeof found === "object" &&
    found !== null &&
    Object.entries(given).every(([name, value]) => containsAll(Reflect.get(found, name), value))
  );
}

function at(values: Values | null, path: string): unknown {
  const [first = "", second] = path.split(".");
  const value = values?.[first];
  return second === undefined ? value : Array.isArray(value) ? value[0]?.[second] : undefined;
}

function without(values: Values, path: string): Values {
  const [first = "", second = ""] = path.split(".");
  const block = values[first];
  return { ...values, [first]: Array.isArray(block) ? [{ ...block[0], [second]: undefined }] : block };
}
