import type { Problem } from "../../definition/index";

/** One problem of a function, at its place. */
export function problem(where: string, message: string): readonly Problem[] {
  return [{ where, message: `${message}.`, rule: "lambda-function" }];
}
