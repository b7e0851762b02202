import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";

/**
 * A folder for what need not be done twice, beside the packages that the sources of this folder find: there, what is put into it finds them
 * too.
 * Where there are none, or they cannot be written to, in the machine's folder for temporary files.
 */
export function cacheFolder(folder: string, ...below: readonly string[]): string {
  for (const root of [packagesOf(folder), join(tmpdir(), `lambda-rest-api-${userInfo().uid}`)]) {
    if (root === undefined) continue;
    const made = join(root, ".cache", "lambda-rest-api", ...below);
    try {
      mkdirSync(made, { recursive: true, mode: 0o700 });
      // It may be there already, of another user or where nothing can be written.
      accessSync(made, constants.W_OK);
      // What is run and deployed from here is nobody else's.
      if (statSync(root).uid === process.getuid?.() || process.getuid === undefined || root.endsWith("node_modules")) return made;
    } catch {
      // The next one.
    }
  }
  throw new Error(`there is no folder to write to below ${folder} nor in ${tmpdir()}`);
}

function packagesOf(folder: string): string | undefined {
  const packages = join(folder, "node_modules");
  if (existsSync(packages)) return packages;
  return dirname(folder) === folder ? undefined : packagesOf(dirname(folder));
}
