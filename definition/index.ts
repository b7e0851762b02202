export * from "./arguments";
export { defineApi, defineStage } from "./define";
export { invocationUri, parseInvocationUri } from "./lambda-uri";
export { fillLateValues, lateValue } from "./late-values";
export * from "./mapping/index";
export { type OpenApiSettings, readOpenApi } from "./openapi/read";
export * from "./paths";
export { DefinitionError, type Problem } from "./problems";
export * from "./types";
