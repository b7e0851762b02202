export { compileModel, type Models } from "./compile";
export { type Keyword, keywords } from "./keywords";
