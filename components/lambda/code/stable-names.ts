/**
 * esbuild labels each module by its path. A package's path differs with who installed it (a folder of its own, a parent's, a link into a store), so that it is
 * named from its last `node_modules` on; a checkout's own files are named from the source's folder anyway.
 */
export function withStableNames(text: string, paths: readonly string[]): string {
  const names = new Map(paths.flatMap((path) => (path.includes("node_modules/") ? [[path, stableName(path)]] : [])));
  return text.replace(/^(\/\/ |\s*")([^"\n]+?)("\(|$)/gm, (line, before: string, path: string, after: string) => {
    const name = names.get(path);
    return name === undefined ? line : `${before}${name}${after}`;
  });
}

/** The same of a source map's sources. */
export function mapWithStableNames(map: string, sourceRoot: string | undefined): string {
  const { sources, ...rest }: { readonly sources: readonly string[] } = JSON.parse(map);
  return JSON.stringify({ ...rest, ...(sourceRoot === undefined ? { sources: sources.map(stableName) } : { sourceRoot, sources }) });
}

function stableName(path: string): string {
  const at = path.lastIndexOf("node_modules/");
  return at < 0 ? path : path.slice(at);
}
