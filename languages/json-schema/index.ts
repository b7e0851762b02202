export { compileModel, type Models, type Validator } from "./compile";
export { regexProblem } from "./formats";
export { type Keyword, keywords } from "./keywords";
export { modelOfReference } from "./reference";
