import type { Quota } from "./quota";
import type { TokenBucket } from "./token-bucket";

/** What the keys of usage plans have used. */
export interface Usage {
  readonly throttles: Map<string, TokenBucket>;
  readonly quotas: Map<string, Quota>;
}

/** Nothing is used yet. */
export function createUsage(): Usage {
  return { throttles: new Map(), quotas: new Map() };
}
