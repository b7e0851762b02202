import { compareText } from "../canonical";
import type { ResourceSource, SourceMethod } from "./source";

/** One route that must be allowed. */
export interface Grant {
  readonly method: SourceMethod;
  readonly path: string;
}

/** A source that takes the place of several grants. */
export interface Candidate {
  readonly source: ResourceSource;
  readonly grants: readonly Grant[];
}

/** Every way to take together grants of one path, or of all paths with a common beginning: those of one method, or those of any. */
export function candidatesOf(grants: readonly Grant[]): Candidate[] {
  const ordered = [...grants].sort(compareGrants);
  const methods = new Set(ordered.map(({ method }) => method));
  return [...methods]
    .flatMap((method) => groups(method, method === "*" ? ordered : ordered.filter((grant) => grant.method === method)))
    .concat(methods.has("*") ? [] : groups("*", ordered));
}

/** By path, then by method. */
export function compareGrants(
  a: { readonly method: string; readonly path: string },
  b: { readonly method: string; readonly path: string },
): number {
  return compareText(a.path, b.path) || compareText(a.method, b.method);
}

function groups(method: SourceMethod, ordered: readonly Grant[]): Candidate[] {
  const [first, last] = [ordered.at(0), ordered.at(-1)];
  if (first === undefined || last === undefined || ordered.length < 2) return [];
  // With their one method they are taken together as well, and more narrowly.
  if (method === "*" && first.method !== "*" && ordered.every((grant) => grant.method === first.method)) return [];
  const path = commonBeginning(first.path, last.path);
  const open = first.path !== last.path;
  const parts = open ? split(ordered, path.length).flatMap((part) => groups(method, part)) : [];
  return [{ source: { method, path, open }, grants: ordered }, ...parts];
}

/** Splits ordered grants by the character that comes after their common beginning. */
function split(ordered: readonly Grant[], length: number): Grant[][] {
  const parts: Grant[][] = [];
  let character: string | undefined;
  for (const grant of ordered) {
    const next = grant.path.charAt(length);
    if (next !== character) parts.push([]);
    character = next;
    parts.at(-1)?.push(grant);
  }
  return parts;
}

function commonBeginning(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a.charAt(length) === b.charAt(length)) length++;
  return a.slice(0, length);
}
