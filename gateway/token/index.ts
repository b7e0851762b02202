import type { JsonObject } from "../../definition/index";

/** A user pool that tokens are accepted from. */
export interface UserPool {
  /** For example `arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI`. */
  readonly arn: string;
  /** Its JSON Web Key Set. */
  readonly jsonWebKeys: JsonObject;
}

export type TokenResult =
  | { readonly kind: "valid"; readonly claims: JsonObject }
  | { readonly kind: "expired" }
  /** Genuine, but none of the method's scopes is in it. */
  | { readonly kind: "outOfScope"; readonly claims: JsonObject }
  | { readonly kind: "refused"; readonly reason: string };

/** Verifies one token against a method's scopes at a time, in milliseconds since the epoch. */
export type VerifyToken = (token: string, expected: { readonly scopes: readonly string[]; readonly now: number }) => TokenResult;

/** Compiles the key sets of an authorizer's user pools into a verifier of their tokens. */
export function createTokenVerifier(_pools: readonly UserPool[]): VerifyToken {
  return () => ({ kind: "refused", reason: "no key" });
}
