/** Whether one of these patterns, as esbuild's `external` has them, names a package or a path in it. */
export function matches(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const [before = "", after] = pattern.split("*");
    return after === undefined ? path === before || path.startsWith(`${before}/`) : path.startsWith(before) && path.endsWith(after);
  });
}
