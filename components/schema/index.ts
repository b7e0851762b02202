/** The shapes of a component's arguments: one table, which the compiler holds to their types. */
export { late, map, type ObjectType, type Property, text } from "../shape/property";
export { portable } from "./portable";
export { REST_API_ARGS } from "./rest-api";
export { MODULE, TYPES, typeOf } from "./types";
