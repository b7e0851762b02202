export { compileModel, type Models } from "./compile";
export { type Keyword, keywords } from "./keywords";
export { modelOfReference } from "./reference";
