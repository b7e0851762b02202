export { type Explanation, explain } from "./explain";
export { executionLog, timestamp } from "./log";
export { bodyOf, type Recorder, startTrace } from "./record";
export type * from "./types";
