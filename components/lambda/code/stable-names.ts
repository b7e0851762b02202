import { decode, encode } from "@jridgewell/sourcemap-codec";

/** A text, and by how many columns what follows a label on a line has moved. */
export interface Renamed {
  readonly text: string;
  readonly moves: ReadonlyMap<number, { readonly from: number; readonly by: number }>;
}

/**
 * esbuild labels each module by its path. A package's path differs with who installed it (a folder of its own, a parent's, a link into a
 * store), so that it is named from its last `node_modules` on; a checkout's own files are named from the source's folder anyway.
 */
export function withStableNames(text: string, paths: readonly string[]): Renamed {
  const names = new Map(paths.filter((path) => path.includes("node_modules/")).map((path) => [path, stableName(path)]));
  const moves = new Map<number, { from: number; by: number }>();
  const lines = text.split("\n").map((line, index) => {
    const [, before = "", path = "", after = ""] = LABEL.exec(line) ?? [];
    const name = names.get(path);
    if (name === undefined) return line;
    moves.set(index, { from: before.length + path.length, by: name.length - path.length });
    return before + name + after;
  });
  return { text: lines.join("\n"), moves };
}

const LABEL = /^(\/\/ |\s*")([^"]+?)(".*|)$/;

/** The source map of a text that was renamed, its sources named alike, or as they are, from a folder on. */
export function mapWithStableNames(map: string, moves: Renamed["moves"], sourceRoot: string | undefined): string {
  const { sources, mappings, ...rest }: { readonly sources: readonly string[]; readonly mappings: string } = JSON.parse(map);
  const lines = decode(mappings);
  for (const [line, { from, by }] of moves) for (const segment of lines[line] ?? []) if (segment[0] >= from) segment[0] += by;
  const named = sourceRoot === undefined ? { sources: sources.map(stableName) } : { sourceRoot, sources };
  return JSON.stringify({ ...rest, ...named, mappings: encode(lines) });
}

function stableName(path: string): string {
  const at = path.lastIndexOf("node_modules/");
  return at < 0 ? path : path.slice(at);
}
