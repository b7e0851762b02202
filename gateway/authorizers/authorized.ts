/** What an authorizer has found out of a request's caller. */
import type { Json, JsonObject } from "../../definition/index";
import type { Call } from "../call";
import type { Identity } from "../context";
import type { Policy, Principal } from "../policy/index";

export interface Authorized {
  /** `$context.authorizer`; absent where the method's authorization gives none. */
  readonly context?: { readonly [name: string]: Json };
  /** The claims of a token as a proxy function gets them, where `context` has them as texts. */
  readonly claims?: JsonObject;
  /** What becomes known of `$context.identity`. */
  readonly identity?: Identity;
  /** The caller's own policy; absent where the caller has none, and needs none. */
  readonly policy?: Policy;
  /** Whether it was found out for an earlier request. */
  readonly cached?: true;
  /** @default an anonymous caller */
  readonly principal?: Principal;
  /** The API key, where an API takes it from its authorizers. */
  readonly usageIdentifierKey?: string;
}

/** Finds out who calls; throws a fault where that fails. */
export type Authorizer = (call: Call, methodArn: string, event: (call: Call) => Readonly<Record<string, unknown>>) => Promise<Authorized>;
