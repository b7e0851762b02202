import { isAbsolute, join } from "node:path";
import { globSync } from "tinyglobby";
import { CodeError } from "./messages";

/**
 * The files that patterns name, relative to the source's folder, by their paths in it, which are their paths beside the bundle. @throws
 * {CodeError} if one names none
 */
export function includedFiles(patterns: readonly string[], folder: string): ReadonlyMap<string, string> {
  const files = patterns.flatMap((pattern) => {
    const found = isOutside(pattern)
      ? []
      : globSync(pattern, { cwd: folder, dot: true, expandDirectories: true, ignore: ["**/node_modules/**"] });
    if (found.length === 0) throw new CodeError(`include ${JSON.stringify(pattern)} names no file below the source's folder ${folder}`);
    return found;
  });
  return new Map([...new Set(files)].sort().map((file) => [file, join(folder, file)]));
}

function isOutside(pattern: string): boolean {
  return isAbsolute(pattern) || pattern.split(/[/\\]/).includes("..");
}
