/** A mapping template read into a tree. */

import type { Operator } from "../java/arithmetic";
import type { Value } from "../java/value";

export type Node =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reference"; readonly reference: Reference; readonly source: string }
  | { readonly type: "set"; readonly target: Reference; readonly value: Expression }
  | { readonly type: "if"; readonly branches: readonly Branch[]; readonly otherwise: readonly Node[] }
  | { readonly type: "foreach"; readonly variable: string; readonly list: Expression; readonly body: readonly Node[] }
  | { readonly type: "define"; readonly variable: string; readonly body: readonly Node[] }
  | { readonly type: "macro"; readonly name: string; readonly parameters: readonly string[]; readonly body: readonly Node[] }
  | Call
  | { readonly type: "evaluate"; readonly value: Expression }
  | { readonly type: "unavailable"; readonly directive: string }
  | { readonly type: "break"; readonly scope: Expression | undefined }
  | { readonly type: "stop" };

export interface Branch {
  readonly condition: Expression;
  readonly body: readonly Node[];
}

/** Whether a macro of that name exists shows only when it is called; where none does, the call's own text is printed. */
export interface Call {
  readonly type: "call";
  readonly name: string;
  readonly args: readonly Expression[];
  /** The body of `#@name(…)…#end`. */
  readonly body: readonly Node[] | undefined;
  readonly source: string;
}

/** `$root` and the steps that follow it. */
export interface Reference {
  readonly root: string;
  readonly steps: readonly Step[];
  /** Where it stands in the template. */
  readonly offset: number;
}

export type Step =
  | { readonly type: "property"; readonly name: string }
  | { readonly type: "method"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: "index"; readonly index: Expression };

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

export type Expression =
  | { readonly type: "constant"; readonly value: Value }
  /** A text in double quotes; padded where a blank was added to it, to be cut off again. */
  | { readonly type: "interpolated"; readonly nodes: readonly Node[]; readonly isPadded: boolean }
  | { readonly type: "reference"; readonly reference: Reference }
  | { readonly type: "list"; readonly items: readonly Expression[] }
  | { readonly type: "map"; readonly members: readonly (readonly [key: Expression, value: Expression])[] }
  | { readonly type: "range"; readonly from: Expression; readonly to: Expression }
  | { readonly type: "arithmetic"; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly type: "comparison"; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly type: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly type: "not"; readonly operand: Expression };
