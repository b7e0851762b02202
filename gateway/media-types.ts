/** Which payloads are binary: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html */
import { mediaType } from "./headers";

/** Whether the first type of a Content-Type or Accept value is binary. */
export type BinaryMatcher = (value: string | undefined) => boolean;

/**
 * Compiles an API's binary media types: a type matches itself, `type/*` its subtypes, `*\/*` everything (developer guide).
 * `*\/subtype` matches nothing, not even itself, and `Accept: image/*` no more specific entry (recorded: lambda proxy, binary).
 */
export function compileBinaryMediaTypes(types: readonly string[]): BinaryMatcher {
  const known = new Set(types.map((type) => type.toLowerCase()).filter((type) => !type.startsWith("*/")));
  if (types.includes("*/*")) return () => true;
  if (known.size === 0) return () => false;
  return (value) => {
    const [whole, type] = /^([^/]+)\/.+$/.exec(value === undefined ? "" : mediaType(value)) ?? [];
    return whole !== undefined && (known.has(whole) || known.has(`${type}/*`));
  };
}

/** Decodes base64; undefined for what is none. */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = text.replace(/[\r\n]/g, "");
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(compact)
    ? Buffer.from(compact, "base64")
    : undefined;
}
