/** A JSONPath read into its tokens. */
import type { Value } from "../java/value";
import type { Meter } from "../meter";

export type Token =
  | { readonly type: "properties"; readonly names: readonly string[] }
  | { readonly type: "indexes"; readonly indexes: readonly number[] }
  /** From an index, up to another; negative ones count from the end. */
  | { readonly type: "slice"; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly type: "wildcard" }
  | { readonly type: "scan" }
  | { readonly type: "filter"; readonly accepts: Filter }
  | { readonly type: "function"; readonly name: string; readonly params: readonly Param[] };

export type Param = { readonly type: "path"; readonly path: Path } | { readonly type: "json"; readonly value: Value };

/** Whether an element, of the document that begins at `root`, is wanted. */
export type Filter = (item: Value, root: Value, meter: Meter) => boolean;

export interface Path {
  /** Whether it begins with `$`, not with `@`. */
  readonly isRooted: boolean;
  readonly tokens: readonly Token[];
}

/** A definite path leads to one value, any other to a list of those that it finds. */
export function isDefinite(token: Token, isLast: boolean): boolean {
  if (token.type === "properties") return token.names.length === 1 || isLast;
  return token.type === "function" || (token.type === "indexes" && token.indexes.length === 1);
}
