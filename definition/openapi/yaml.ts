import type { Document, YAMLError } from "yaml";

/**
 * For what a document cannot be read as it is meant: a tag that means nothing, as CloudFormation's `!Sub` and `!Ref`, would leave its text as
 * if that were all.
 */
export function yamlErrors({ errors, warnings }: Pick<Document, "errors" | "warnings">): readonly YAMLError[] {
  return [...errors, ...warnings.filter(({ code }) => code === "TAG_RESOLVE_FAILED")];
}

/** Aliases of merge keys are put in while the document is read. */
const MOST_ALIASES = 100_000;

/** More than the largest document that is imported has, and few enough to be walked. */
const MOST_VALUES = 1_000_000;

/**
 * The document as plain data, whose aliases are the very objects that they stand for, however many there are.
 * @throws Error where they stand for too much.
 */
export function yamlData(document: Document): unknown {
  const data = dataOf(document);
  if (valuesIn(data, new Map()) > MOST_VALUES) throw tooMuch();
  return data;
}

function dataOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw error instanceof ReferenceError ? tooMuch() : error;
  }
}

function tooMuch(): Error {
  return new Error(`Its aliases stand for more than ${MOST_VALUES} values`);
}

/** How many values are in one, each object counted as often as it is there and looked at once. */
function valuesIn(value: unknown, counted: Map<object, number>): number {
  if (typeof value !== "object" || value === null) return 1;
  const before = counted.get(value);
  if (before !== undefined) return before;
  // What is in itself is told of where the document is read.
  counted.set(value, 0);
  const count = Object.values(value).reduce<number>((sum, member) => sum + valuesIn(member, counted), 1);
  counted.set(value, count);
  return count;
}
