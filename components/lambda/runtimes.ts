/**
 * The runtimes that Lambda knows, with the days on which it ends them: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html ("Supported runtimes",
 * "Deprecated runtimes"); the names are those of `Runtime` in the API's model.
 */
export const NEWEST_NODE = "nodejs24.x";
export const NEWEST_PYTHON = "python3.14";

/** Major version of a Node.js runtime. */
export function nodeVersionOf(runtime: string = NEWEST_NODE): number {
  return Number.parseInt(runtime.slice("nodejs".length), 10);
}
