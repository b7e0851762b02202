/** Regular expressions of definitions, run so that none can stall the process. */
export { bounded } from "./bounded";
export { javaRegExp } from "./java";
export { compilePattern, type Pattern } from "./pattern";
