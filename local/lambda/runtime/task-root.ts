/** Makes the function's own directory the working directory. A thread has that of its process and cannot change it, so relative paths are completed. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";

const FIRST_IS_A_PATH =
  "access appendFile chmod chown createReadStream createWriteStream exists lchmod lchown lstat lutimes mkdir mkdtemp open openAsBlob opendir readFile readdir readlink realpath rm rmdir stat statfs truncate unlink unwatchFile utimes watch watchFile writeFile";
const FIRST_TWO_ARE_PATHS = "copyFile cp link rename";
/** What a symbolic link points to is relative to the link. */
const SECOND_IS_A_PATH = "symlink";

export function enterTaskRoot(directory: string): void {
  let current = directory;
  process.cwd = () => current;
  process.chdir = (to) => {
    current = fs.realpathSync(resolve(current, to));
  };
  const complete = (path: unknown) => (typeof path === "string" ? resolve(current, path) : path);
  completePaths(FIRST_IS_A_PATH, ([first, ...rest]) => [complete(first), ...rest]);
  completePaths(FIRST_TWO_ARE_PATHS, ([first, second, ...rest]) => [complete(first), complete(second), ...rest]);
  completePaths(SECOND_IS_A_PATH, ([first, second, ...rest]) => [first, complete(second), ...rest]);
  syncBuiltinESMExports();
}

function completePaths(names: string, complete: (args: unknown[]) => unknown[]): void {
  for (const name of names.split(" ")) {
    for (const [module, key] of [
      [fs, name],
      [fs, `${name}Sync`],
      [fs.promises, name],
    ] as const) {
      const original: unknown = Reflect.get(module, key);
      if (typeof original !== "function") continue;
      const completed = (...args: unknown[]): unknown => Reflect.apply(original, module, complete(args));
      Reflect.set(module, key, Object.defineProperties(completed, Object.getOwnPropertyDescriptors(original)));
    }
  }
}
