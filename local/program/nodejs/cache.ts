import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Compiled modules, kept from one start to the next. */
export interface Cache {
  /** Whether there is nothing yet. */
  isEmpty(): boolean;
  get(file: string, time: number): string | undefined;
  set(file: string, time: number, code: string): string;
}

interface Content {
  readonly key: string;
  readonly files: Readonly<Record<string, { readonly time: number; readonly code: string }>>;
}

/** Opens the cache beside a program's installed packages; it is written when the program has run. */
export function openCache(directory: string, key: string): Cache {
  const folder = cacheFolder(directory);
  // Programs with other settings, or another Node.js, do not take it from each other.
  const file = folder && join(folder, `program-${createHash("sha256").update(key).digest("hex").slice(0, 8)}.json`);
  const kept = file === undefined ? {} : read(file, key);
  const used: Record<string, { time: number; code: string }> = {};
  let isNew = false;
  const save = () => {
    if (isNew && file !== undefined) write(file, { key, files: { ...kept, ...used } });
    isNew = false;
  };
  // Before the SDK tells that the program has run: from then on it may be ended at once.
  process.once("beforeExit", save).once("exit", save);
  return {
    isEmpty: () => Object.keys(kept).length + Object.keys(used).length === 0,
    get: (path, time) => [used[path], kept[path]].find((found) => found?.time === time)?.code,
    set(path, time, code) {
      isNew = true;
      used[path] = { time, code };
      return code;
    },
  };
}

/** What is kept of a program, beside its installed packages; none where it has no such folder. */
export function cacheFolder(directory: string): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (existsSync(modules)) return join(modules, ".cache/lambda-rest-api");
    if (folder === dirname(folder)) return undefined;
  }
}

function read(file: string, key: string): Content["files"] {
  try {
    const content: Content = JSON.parse(readFileSync(file, "utf8"));
    return content.key === key ? content.files : {};
  } catch {
    return {};
  }
}

/** Written whole under another name first: another process may be reading. Where it cannot be written, the next start compiles again. */
function write(file: string, content: Content): void {
  const partial = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(partial, JSON.stringify(content));
    renameSync(partial, file);
  } catch {
    // Read-only folders have no cache.
  }
}
