import type { Meter } from "./meter";
import { compileRegex } from "./regex";
import { RegexError } from "./regex-error";

/** Steps of one match, half a second of work or so: `.*x.*` gets through several million characters. */
const STEPS = 15_000_000;

/** A compiled regular expression of a definition. */
export interface Pattern {
  /** Whether the expression matches the whole text; false where that takes too many steps to find out, or more stack than there is. */
  test(text: string): boolean;
}

/** Compiles a Java regular expression, which must match the whole text; one that Java refuses matches nothing. */
export function compilePattern(source: string): Pattern {
  const regex = attempt((meter) => compileRegex(source, meter));
  return { test: (text) => regex !== undefined && attempt((meter) => regex.matches(text, meter)) === true };
}

/** What is wrong with a Java regular expression, and where in it; undefined where Java takes it. */
export function patternProblem(source: string): string | undefined {
  try {
    compileRegex(source, { charge: () => {} });
    return undefined;
  } catch (error) {
    if (error instanceof RegexError) return error.problem;
    if (error instanceof RangeError) return "it is nested too deeply";
    throw error;
  }
}

function attempt<T>(run: (meter: Meter) => T): T | undefined {
  let left = STEPS;
  const charge = (steps: number) => {
    left -= steps;
    if (left < 0) throw new RegexError("The match takes too many steps");
  };
  try {
    return run({ charge });
  } catch (error) {
    if (error instanceof RegexError || error instanceof RangeError) return undefined;
    throw error;
  }
}
