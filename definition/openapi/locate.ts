import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import { unescapeToken } from "../../languages/json/index";

/** A document's text, read. */
export interface DocumentText {
  /** Plain data. */
  readonly document: unknown;
  /** The line, from 1, of the place that a JSON pointer names, or of what is nearest to it. */
  lineOf(pointer: string): number;
}

/** Why a text is no document. */
export interface NoDocument {
  readonly line: number;
  readonly reason: string;
}

/** Reads a document written in YAML, or in JSON, which is YAML too. */
export function readText(text: string): DocumentText | NoDocument {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = parsed.errors;
  if (error !== undefined) return { line: lines.linePos(error.pos[0]).line, reason: error.message };
  const offsetOf = (pointer: string): number => {
    let at: Node | null = parsed.contents;
    let offset = at?.range?.[0] ?? 0;
    for (const name of pointer.split("/").slice(1)) {
      const found: Found | undefined = member(at, unescapeToken(name));
      if (found === undefined) break;
      offset = found.offset;
      at = found.node;
    }
    return offset;
  };
  try {
    return { document: parsed.toJS(), lineOf: (pointer) => lines.linePos(offsetOf(pointer)).line };
  } catch (error) {
    // Aliases that stand for too much.
    return { line: 1, reason: error instanceof Error ? error.message : String(error) };
  }
}

interface Found {
  readonly node: Node | null;
  readonly offset: number;
}

function member(node: Node | null, name: string): Found | undefined {
  if (isMap<Node, Node | null>(node)) {
    const pair = node.items.find(({ key }: Pair<Node, Node | null>) => isScalar(key) && String(key.value) === name);
    return pair === undefined ? undefined : { node: pair.value, offset: pair.key.range?.[0] ?? 0 };
  }
  const item = isSeq<Node>(node) ? node.items[Number(name)] : undefined;
  return item === undefined ? undefined : { node: item, offset: item.range?.[0] ?? 0 };
}
