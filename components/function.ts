/**
 * What a function's source may use, `lambda-rest-api/function`: a few kilobytes that need neither Pulumi nor anything else of this package.
 */
export * from "../definition/function";
export { parameter, secret } from "./lambda/values";
