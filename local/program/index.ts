export type { Recording } from "./monitor";
export { type Project, readProject } from "./project";
export { Archive, Asset } from "./property";
export { type Cloud, cloud, type Resource } from "./resource";
export { runProgram } from "./run";
export { readStack, type Stack } from "./stack";
export { unknownNotices } from "./unknown";
export { isMapping } from "./yaml";
