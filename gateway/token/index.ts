import type { Json, JsonObject } from "../../definition/index";
import { isObject } from "../../languages/json/index";
import type { TokenIssuers } from "../types";
import { jose } from "./jose";

export type TokenResult =
  | { readonly kind: "valid"; readonly claims: JsonObject }
  | { readonly kind: "expired" }
  | { readonly kind: "refused"; readonly reason: string }
  /** The keys of its issuer cannot be had. */
  | { readonly kind: "unverifiable"; readonly reason: string };

/** What a token is held to. */
export interface ExpectedToken {
  readonly issuers: readonly string[];
  readonly algorithms: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Verifies who made a token, its signature and its times, whatever else it says.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export async function verifyToken(
  text: string,
  { issuers, algorithms, now }: ExpectedToken,
  { localIssuer, keysOf }: TokenIssuers,
): Promise<TokenResult> {
  const { issuer, keyId } = named(text);
  if (issuer === undefined) return refuse("it is no JSON Web Token with an issuer");
  if (!issuers.includes(issuer) && issuer !== localIssuer)
    return refuse(`its issuer is ${JSON.stringify(issuer)}, and the authorizer trusts ${issuers.join(", ")}`);
  if (keyId === undefined) return refuse("it names no key");
  try {
    const { payload } = await jose().jwtVerify(text, keysOf(issuer), {
      algorithms: [...algorithms],
      currentDate: new Date(now),
      requiredClaims: ["exp"],
    });
    const claims: unknown = payload;
    return isClaims(claims) ? { kind: "valid", claims } : refuse("it is no JSON Web Token");
  } catch (error) {
    return resultOf(error, issuer);
  }
}

/** What an unverified token says of its issuer and its key. */
function named(text: string): { readonly issuer?: string; readonly keyId?: string } {
  try {
    const { iss } = jose().decodeJwt(text);
    const { kid } = jose().decodeProtectedHeader(text);
    return { ...(typeof iss === "string" && { issuer: iss }), ...(typeof kid === "string" && { keyId: kid }) };
  } catch {
    return {};
  }
}

function isClaims(value: unknown): value is { readonly [name: string]: Json } {
  return isObject(value);
}

function resultOf(error: unknown, issuer: string): TokenResult {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof jose().errors.JWTExpired) return { kind: "expired" };
  return isOfTheToken(error) ? refuse(message) : { kind: "unverifiable", reason: `the keys of ${issuer} cannot be had: ${message}` };
}

/** Errors of the token are told from those of its issuer's keys. */
function isOfTheToken(error: unknown): boolean {
  const { errors } = jose();
  return [
    errors.JOSEAlgNotAllowed,
    errors.JOSENotSupported,
    errors.JWKSMultipleMatchingKeys,
    errors.JWKSNoMatchingKey,
    errors.JWSInvalid,
    errors.JWSSignatureVerificationFailed,
    errors.JWTClaimValidationFailed,
    errors.JWTInvalid,
  ].some((kind) => error instanceof kind);
}

function refuse(reason: string): TokenResult {
  return { kind: "refused", reason };
}
