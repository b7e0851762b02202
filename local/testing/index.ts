/** `lambda-rest-api/testing`: an API's own tests. */
export { definitionOf, startLocal } from "./start";
export type * from "./types";
