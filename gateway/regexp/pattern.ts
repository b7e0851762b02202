import { bounded } from "./bounded";
import { javaRegExp } from "./java";

/** A compiled regular expression of a definition. */
export interface Pattern {
  /** Whether the expression matches the whole text; false where that cannot be found out within a second. */
  test(text: string): boolean;
}

/** Compiles a Java regular expression, which must match the whole text; one that Java refuses matches nothing. */
export function compilePattern(source: string): Pattern {
  const expression = wholeText(source);
  return { test: (text) => expression !== undefined && bounded(() => expression.test(text)) === true };
}

function wholeText(source: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${javaRegExp(source).source})$`, "v");
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
