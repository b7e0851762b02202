import { createHash } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** So many hexadecimal digits that depend on the seed alone. */
export function hexadecimal(seed: string, length: number): string {
  return digest(seed, length).toString("hex").slice(0, length);
}

/** So many of `a-z0-9`, in the form of API Gateway's ids, that depend on the seed alone. */
export function alphanumeric(seed: string, length: number): string {
  return [...digest(seed, length)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
}

function digest(seed: string, length: number): Buffer {
  return createHash("shake256", { outputLength: length }).update(seed).digest();
}
