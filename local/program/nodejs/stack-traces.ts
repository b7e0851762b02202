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
    for (const one of withCauses(error)) if (one.stack !== undefined) one.stack = mapped(one.stack, find).replace(ENDLESS, "");
    // The SDK's own listener tells of it; before that one is there, nothing else would.
    if (process.listenerCount("uncaughtException") > 1) return;
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  };
  process.prependListener("uncaughtException", map).prependListener("unhandledRejection", map);
}

/**
 * Places in a package's folder but in no file of it, as the SDK's own source maps name some of an ES module's callers: to print one in
 * colors, as the SDK does, Node.js 20.20 takes half a minute and two gigabytes (markNodeModules in lib/internal/util/inspect.js).
 */
const ENDLESS = /\n {4}at [^\n]*[\\/]node_modules[\\/](?:@[^\\/\n]+[\\/])?[^\\/\n]*(?=\n|$)/g;

/** An error, and all that it is made of. */
function withCauses(error: unknown, found = new Set<Error>()): ReadonlySet<Error> {
  if (!(error instanceof Error) || found.has(error)) return found;
  found.add(error);
  for (const cause of [error.cause, ...(error instanceof AggregateError ? error.errors : [])]) withCauses(cause, found);
  return found;
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
