import { resolve } from "node:path";
import type { BuildOptions, Message } from "esbuild";
import { type Build, BuildError, build } from "./build";
import { packageOf } from "./packages";

/**
 * Builds as an ES module; what packages say that they can do without, or ask for by a call, and is not installed, is left out, as Node.js
 * would not find it either.
 * @returns the build, and the options by which it was made
 */
export function buildWithoutOptional(options: BuildOptions, folder: string): { readonly draft: Build; readonly options: BuildOptions } {
  try {
    return { draft: build(options, "esm", new Map()), options };
  } catch (error) {
    const missing = error instanceof BuildError ? error.errors.flatMap((message) => optionalPackage(message, folder)) : [];
    if (missing.length === 0) throw error;
    return buildWithoutOptional({ ...options, external: [...(options.external ?? []), ...new Set(missing)] }, folder);
  }
}

function optionalPackage({ text, location, notes }: Message, folder: string): readonly string[] {
  const [, path, name] = /^Could not resolve "(((?:@[^/"]+\/)?[^@./"][^/"]*)[^"]*)"/.exec(text) ?? [];
  if (path === undefined || name === undefined || location === null) return [];
  const { fields } = packageOf(resolve(folder, location.file)) ?? {};
  if (fields === undefined) return [];
  const { optionalDependencies = {}, peerDependenciesMeta = {} } = fields;
  return isCalled(notes) || name in optionalDependencies || peerDependenciesMeta[name]?.optional === true ? [path] : [];
}

/** Whether it is asked for by a call, as drivers are that nobody uses: one that is called at once, the look at the bundle finds missing. */
function isCalled(notes: Message["notes"]): boolean {
  return notes.some(({ text }) => /surround this "require" call|add "\.catch\(\)"/.test(text));
}
