export { type Mapping, renderMapping, sourcesOf } from "./render";
export * from "./sources";
