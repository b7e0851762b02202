import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLError } from "yaml";
import type { Path } from "../places";
import { yamlData, yamlErrors } from "./yaml";

/** A document's text, read. */
export interface DocumentText {
  /** Plain data. */
  readonly document: unknown;
  /** The line, from 1, of a place, or of what is nearest to it. */
  lineOf(path: Path): number;
}

/** Why a text is no document. */
export interface NoDocument {
  readonly line: number;
  readonly reason: string;
}

/** Reads a document written in YAML, its merge keys `<<` too, or in JSON, which is YAML as well. */
export function readText(text: string): DocumentText | NoDocument {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const [error] = yamlErrors(parsed);
  if (error !== undefined) return { line: lines.linePos(error.pos[0]).line, reason: reasonOf(error) };
  const target = (node: Node | null): Node | null => (isAlias(node) ? (node.resolve(parsed) ?? null) : node);
  const offsetOf = (path: Path): number => {
    let at: Node | null = parsed.contents;
    let offset = at?.range?.[0] ?? 0;
    for (const name of path) {
      const found: Found | undefined = member(target(at), String(name), target);
      if (found === undefined) break;
      offset = found.offset;
      at = found.node;
    }
    return offset;
  };
  try {
    return { document: yamlData(parsed), lineOf: (path) => lines.linePos(offsetOf(path)).line };
  } catch (error) {
    // Aliases that stand for too much.
    return { line: 1, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** In the parser's words, but for those that tell a program what to call. */
function reasonOf({ code, message }: YAMLError): string {
  if (code === "TAG_RESOLVE_FAILED") return `${message}, which is none of OpenAPI's; write what it stands for`;
  return code === "MULTIPLE_DOCS" ? "Several documents are in it, and an API is one" : message;
}

interface Found {
  readonly node: Node | null;
  readonly offset: number;
}

function member(node: Node | null, name: string, target: (node: Node | null) => Node | null): Found | undefined {
  if (isMap<Node, Node | null>(node)) {
    const pair = node.items.find(({ key }: Pair<Node, Node | null>) => isScalar(key) && String(key.value) === name);
    return pair === undefined ? merged(node.items, name, target) : { node: pair.value, offset: pair.key.range?.[0] ?? 0 };
  }
  const item = isSeq<Node>(node) ? node.items[Number(name)] : undefined;
  return item === undefined ? undefined : { node: item, offset: item.range?.[0] ?? 0 };
}

/** The parser gives a merge key the description of a symbol, so that no other key is like it. */
function isMergeKey(value: unknown): boolean {
  return (typeof value === "symbol" ? value.description : value) === "<<";
}

/** The member in one of the maps that a map merges: https://yaml.org/type/merge.html */
function merged(items: readonly Pair<Node, Node | null>[], name: string, target: (node: Node | null) => Node | null): Found | undefined {
  const value = target(items.find(({ key }) => isScalar(key) && isMergeKey(key.value))?.value ?? null);
  const maps = isSeq<Node>(value) ? value.items : [value];
  for (const map of maps) {
    const found = member(target(map), name, target);
    if (found !== undefined && isMap(target(map))) return found;
  }
  return undefined;
}
