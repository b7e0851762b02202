/**
 * An API's own tests.
 * @module lambda-rest-api/testing
 */
export { definitionOf, startLocal } from "./start";
export type * from "./types";
