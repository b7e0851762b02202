export { isJsonText, isSource, type JsonText, jsonText, type Mapping, renderForm, renderMapping, sourcesOf } from "./render";
export { constantInTemplate } from "./segments";
export * from "./sources";
