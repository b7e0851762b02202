import { createPublicKey, type JsonWebKeyInput, type KeyObject, verify } from "node:crypto";
import type { JsonObject } from "../../definition/index";
import { parseToken } from "./parse";

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

/**
 * Compiles the key sets of an authorizer's user pools into a verifier of their tokens.
 * A method without scopes takes ID tokens, one with scopes takes access tokens:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 * What is verified: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function createTokenVerifier(pools: readonly UserPool[]): VerifyToken {
  const keysByIssuer = new Map(pools.map(({ arn, jsonWebKeys }) => [issuerOf(arn), readKeys(jsonWebKeys)]));
  return (text, { scopes, now }) => {
    const token = parseToken(text);
    if (token === undefined) return refuse("it is no JSON Web Token");
    const { header, claims } = token;
    const keys = keysByIssuer.get(String(claims["iss"]));
    if (keys === undefined) return refuse(`its issuer ${JSON.stringify(claims["iss"])} is no user pool of the authorizer`);
    const key = keys.get(String(header["kid"]));
    if (key === undefined) return refuse(`its user pool has no RSA key ${JSON.stringify(header["kid"])}`);
    if (header["alg"] !== "RS256" || !verify("sha256", token.signed, key, token.signature))
      return refuse("its signature is not that of its key");
    if (typeof claims["exp"] !== "number") return refuse("it has no time of expiry");
    if (claims["exp"] * 1000 <= now) return { kind: "expired" };
    const use = scopes.length === 0 ? "id" : "access";
    if (claims["token_use"] !== use) return refuse(`it is no ${use} token`);
    return scopes.length === 0 || scopesOf(claims).some((scope) => scopes.includes(scope))
      ? { kind: "valid", claims }
      : { kind: "outOfScope", claims };
  };
}

/** The issuer that Cognito names in a pool's tokens. */
function issuerOf(arn: string): string {
  const [, partition, , region, , resource = ""] = arn.split(":");
  return `https://cognito-idp.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}/${resource.replace(/^userpool\//, "")}`;
}

/** The RSA keys of a key set by their ids; Cognito has no others. */
function readKeys(jsonWebKeys: JsonObject): ReadonlyMap<string, KeyObject> {
  const keys = Array.isArray(jsonWebKeys["keys"]) ? jsonWebKeys["keys"] : [];
  return new Map(
    keys.flatMap((key) => {
      const publicKey = readKey(Object(key));
      return publicKey?.asymmetricKeyType === "rsa" ? [[String(Object(key).kid), publicKey] as const] : [];
    }),
  );
}

/** Undefined where the key is malformed. */
function readKey(key: JsonWebKeyInput["key"]): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: "jwk" });
  } catch {
    return undefined;
  }
}

function scopesOf(claims: JsonObject): readonly string[] {
  return typeof claims["scope"] === "string" ? claims["scope"].split(" ") : [];
}

function refuse(reason: string): TokenResult {
  return { kind: "refused", reason };
}
