import { createHash } from "node:crypto";

const READABLE_BYTES = 24;
const HASH_BYTES = 10;

/**
 * An id that says what it allows and that no other statement of the API has, short because it counts in the policy's size. The name by
 * which the program knows the function is in it too: under a new name the function may stay the same, and its new statements are there
 * before the old ones go. The API's name is not:
 * under a new name the API stays the same, and so do its statements.
 * AddPermission takes 1 to 100 of a-zA-Z0-9-_.
 */
export function statementId(fn: string, source: string): string {
  const hash = createHash("sha256").update(`${fn}\n${source}`).digest("base64url").slice(0, HASH_BYTES);
  return `${readable(source)}-${hash}`;
}

/** Length of the id of the statement with this source. */
export function statementIdBytes(source: string): number {
  return readable(source).length + 1 + HASH_BYTES;
}

function readable(source: string): string {
  return source
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, READABLE_BYTES);
}
