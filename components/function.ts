/**
 * What a function's source may use: a few kilobytes that need neither Pulumi nor anything else of this package.
 * @module lambda-rest-api/function
 */
export * from "../definition/function";
export { parameter, secret } from "./lambda/values";
