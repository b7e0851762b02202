/** `lambda-rest-api/testing`: an API's own tests. */
export { definitionOf } from "./definition";
export { startLocal } from "./start";
export type * from "./types";
