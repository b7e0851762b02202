export { jacksonProblem } from "./jackson";
export { parseJson } from "./parse";
export { escapeToken, namesOfFragment, unescapeToken, valueAt } from "./pointer";
export { isObject, type Json, type JsonObject } from "./types";
