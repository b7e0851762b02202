/** The shapes of a component's arguments: one table, which the compiler holds to their types. */
export { shapeProblems } from "./check";
export { late, map, type ObjectType, type Property, text } from "./property";
export { REST_API_ARGS } from "./rest-api";
export { told } from "./told";
export { MODULE, TYPES, typeOf } from "./types";
