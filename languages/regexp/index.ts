/** Java's regular expressions, matched so that none can stall the process. */
export { compilePattern, type Pattern, patternProblem } from "./pattern";
export { compileRegex, type Regex } from "./regex";
export { RegexError } from "./regex-error";
