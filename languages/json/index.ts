export { jacksonProblem } from "./jackson";
export { parseJson } from "./parse";
export { escapeToken, unescapeToken } from "./pointer";
export { isObject, type Json, type JsonObject } from "./types";
