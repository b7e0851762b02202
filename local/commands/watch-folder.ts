import { existsSync, type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** Changes come in bursts: an editor writes a file in several steps. */
const QUIET = 100;

const IGNORED = /^(?:\..*|node_modules|dist)$/;

/**
 * Calls back with a changed file's path when a folder, or one below it, has been quiet again for a moment; returns how to end that.
 * Installed packages, build output and hidden files are passed over, which node:fs's own recursive watching cannot do.
 */
export function watchFolder(root: string, except: readonly string[], changed: (file: string) => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;

  const add = (folder: string) => {
    if (watchers.has(folder) || except.includes(folder)) return;
    const watcher = watch(folder, (_event, name) => {
      if (name === null || IGNORED.test(name)) return;
      forgetRemoved();
      addBelow(folder);
      clearTimeout(timer);
      timer = setTimeout(() => changed(join(folder, name)), QUIET);
    });
    watcher.on("error", forgetRemoved);
    watchers.set(folder, watcher);
    addBelow(folder);
  };
  const addBelow = (folder: string) => {
    for (const name of foldersIn(folder)) add(join(folder, name));
  };
  const forgetRemoved = () => {
    for (const [folder, watcher] of watchers) {
      if (existsSync(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
  };
  add(root);
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() && !IGNORED.test(entry.name) ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}
