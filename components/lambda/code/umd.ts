import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { Message } from "esbuild";

/**
 * A package whose `main` wraps its modules, as UMD does, hides its `require` from every bundler; where it has the same as an ES module, that is taken.
 * @returns the aliases that the bundle needs for it
 */
export function umdAliases(warnings: readonly Message[], folder: string): Readonly<Record<string, string>> {
  const hidden = warnings.filter(({ id, location }) => id === "indirect-require" && location !== null);
  return Object.fromEntries(hidden.flatMap(({ location }) => esModuleOf(resolve(folder, location?.file ?? ""))));
}

function esModuleOf(file: string): readonly (readonly [name: string, path: string])[] {
  const root = packageOf(file);
  if (root === undefined) return [];
  const { name, module, main }: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (typeof name !== "string" || typeof module !== "string" || module === main || !existsSync(join(root, module))) return [];
  return [[name, join(root, module)]];
}

function packageOf(file: string): string | undefined {
  if (!file.includes(`${sep}node_modules${sep}`)) return undefined;
  for (let folder = dirname(file); !folder.endsWith("node_modules"); folder = dirname(folder)) if (existsSync(join(folder, "package.json"))) return folder;
  return undefined;
}
