import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve } from "node:path";

/** The source map of a file, and the source that it is of. */
export type FindSourceMap = (file: string) => SourceMapPayload | undefined;

/**
 * Lets what a program fails with name the places in its sources. The SDK asks for thousands of stack traces that nobody reads:
 * to look for the source of each is a third of the time of a start, so it is done for the one that ends the program.
 */
export function mapStackTraces(find: FindSourceMap): void {
  const map = (error: unknown) => {
    if (error instanceof Error && error.stack !== undefined) error.stack = mapped(error.stack, find);
    // The SDK's own listener tells of it; before that one is there, nothing else would.
    if (process.listenerCount("uncaughtException") > 1) return;
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  };
  process.prependListener("uncaughtException", map).prependListener("unhandledRejection", map);
}

function mapped(stack: string, find: FindSourceMap): string {
  const maps = new Map<string, SourceMap | undefined>();
  return stack.replace(/((?:file:\/\/)?\/[^()\n]+?):(\d+):(\d+)(?=\)?$)/gm, (place, url: string, line: string, column: string) => {
    const file = url.replace(/^file:\/\//, "");
    if (!maps.has(file)) maps.set(file, sourceMapOf(file, find));
    const entry = Object(maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1));
    return entry.originalSource === undefined
      ? place
      : `${resolve(dirname(file), entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

/** Installed packages are named as they are installed. */
function sourceMapOf(file: string, find: FindSourceMap): SourceMap | undefined {
  if (/[\\/]node_modules[\\/]/.test(file)) return undefined;
  try {
    const payload = find(file) ?? besides(file);
    return payload && new SourceMap(payload);
  } catch {
    // Without a map that can be read the place is that in the file itself.
    return undefined;
  }
}

/** The map that a compiler left beside its output. */
function besides(file: string): SourceMapPayload | undefined {
  if (!existsSync(file)) return undefined;
  const url = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(readFileSync(file, "utf8"))?.[1];
  if (url === undefined) return undefined;
  const inline = /^data:[^,]*;base64,(.*)$/.exec(url)?.[1];
  return JSON.parse(inline === undefined ? readFileSync(resolve(dirname(file), url), "utf8") : Buffer.from(inline, "base64").toString());
}
