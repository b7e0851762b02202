export * from "./arguments";
export { defineApi, defineStage } from "./define";
export * from "./integrations";
export { invocationUri, parseInvocationUri } from "./lambda-uri";
export { fillLateValues, lateValue } from "./late-values";
export * from "./mapping/index";
export * from "./paths";
export { DefinitionError, type Problem } from "./problems";
export * from "./types";
