import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Message } from "esbuild";
import { packageOf } from "./packages";

/**
 * A package whose `main` wraps its modules, as UMD does, hides its `require` from every bundler; where it has the same as an ES module,
 * that is taken.
 * @returns the aliases that the bundle needs for it
 */
export function umdAliases(warnings: readonly Message[], folder: string): Readonly<Record<string, string>> {
  const hidden = warnings.filter(({ id, location }) => id === "indirect-require" && location !== null);
  return Object.fromEntries(hidden.flatMap(({ location }) => esModuleOf(resolve(folder, location?.file ?? ""))));
}

function esModuleOf(file: string): readonly (readonly [name: string, path: string])[] {
  const { root = "", fields = {} } = packageOf(file) ?? {};
  const { name, module, main } = fields;
  if (name === undefined || module === undefined || module === main || !existsSync(join(root, module))) return [];
  return [[name, join(root, module)]];
}
