import { type CharSet, oneOf } from "./char-set";

/** A part of a regular expression. */
export type Node =
  | { readonly type: "char"; readonly code: number }
  | { readonly type: "set"; readonly has: CharSet }
  | { readonly type: "sequence"; readonly nodes: readonly Node[] }
  | { readonly type: "choice"; readonly branches: readonly Node[] }
  | { readonly type: "group"; readonly number: number; readonly node: Node }
  | {
      readonly type: "repeat";
      readonly node: Node;
      readonly min: number;
      readonly max: number;
      readonly mode: "greedy" | "lazy" | "possessive";
    }
  | { readonly type: "look"; readonly node: Node; readonly behind: boolean; readonly negative: boolean }
  | { readonly type: "same"; readonly group: number; readonly ignoreCase: boolean }
  | { readonly type: "at"; readonly place: "start" | "last" | "end" | "lastLine" | "lineStart" | "lineEnd" | "word" | "notWord" };

/** What matches one character, whatever stands around it. */
type One = Node & { readonly type: "char" | "set" };

export function isOne(node: Node): node is One {
  return node.type === "char" || node.type === "set";
}

export function setOf(node: One): CharSet {
  return node.type === "set" ? node.has : oneOf(node.code);
}

/** How many characters a part matches at most, infinitely many where Java 17 sees no end: it overlooks runs of single characters. */
export function longest(node: Node): number {
  switch (node.type) {
    case "char":
    case "set":
      return 1;
    case "sequence":
      return node.nodes.reduce((sum, part) => sum + longest(part), 0);
    case "choice":
      return Math.max(...node.branches.map(longest));
    case "repeat": {
      const each = longest(node.node);
      return each <= 1 && node.max === Number.POSITIVE_INFINITY ? each : each * node.max;
    }
    case "group":
      return longest(node.node);
    case "same":
      return Number.POSITIVE_INFINITY;
    case "look":
    case "at":
      return 0;
  }
}
