import { isObject, type Json, type JsonObject } from "../../languages/json/index";

/** A JSON Web Token that nobody has verified yet. */
export interface Token {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  /** What the signature is of. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** Reads a token in its compact form (RFC 7519, RFC 7515 section 7.1); undefined where it is none. */
export function parseToken(text: string): Token | undefined {
  const [, signed, header, claims, signature] = /^(([\w-]+)\.([\w-]+))\.([\w-]+)$/.exec(text) ?? [];
  const headerObject = parseObject(header);
  const claimsObject = parseObject(claims);
  if (signed === undefined || signature === undefined || headerObject === undefined || claimsObject === undefined) return undefined;
  return { header: headerObject, claims: claimsObject, signed: Buffer.from(signed), signature: Buffer.from(signature, "base64url") };
}

function parseObject(part = ""): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
