import type { Given } from "./given";
import type { Cloud, Resource } from "./resource";

/** Where a function is called. */
export interface CallContext {
  readonly cloud: Cloud;
  /** The program's folder. */
  readonly directory: string;
  /** What the program has registered so far. */
  readonly resources: readonly Resource[];
  /** Values from elsewhere. */
  readonly given: Given;
}
