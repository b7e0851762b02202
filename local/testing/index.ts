/**
 * An API's own tests.
 * @module lambda-rest-api/testing
 */
export { definitionOf } from "./definition";
export { startLocal } from "./start";
export type * from "./types";
