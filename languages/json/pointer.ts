/** JSON pointers and their reference tokens, which name members: https://www.rfc-editor.org/rfc/rfc6901 */
import { isObject } from "./types";

export function escapeToken(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

export function unescapeToken(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The names in a pointer that is written as the fragment of a URI, `#/paths/~1pets~1%7Bid%7D`; undefined of what is none. Section 6. */
export function namesOfFragment(reference: string): readonly string[] | undefined {
  if (!/^#(?:\/|$)/.test(reference)) return undefined;
  const tokens = reference.split("/").slice(1);
  try {
    return tokens.map((token) => unescapeToken(decodeURIComponent(token)));
  } catch {
    // A % that encodes nothing.
    return tokens.map(unescapeToken);
  }
}

/** What these names lead to, in objects and lists; undefined where it is nothing. */
export function valueAt(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>((at, name) => {
    if (Array.isArray(at)) return at[Number(name)];
    return isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }, value);
}
