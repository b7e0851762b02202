/** Modules that a source names while it runs: esbuild bundles whatever may be meant, https://esbuild.github.io/api/#glob. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Build } from "./build";
import { fromHere } from "./messages";

export const EXTENSION_ADVICE = "A bundle has the files under the names that they have here: write their own extension, .ts for example.";

/** Of a function's own sources, the imports whose text ends without an extension: one warning for each, with its place. */
export function withoutExtension({ inputs }: Build["metafile"], folder: string): readonly string[] {
  return Object.entries(inputs).flatMap(([source, { imports }]) => {
    const file = resolve(folder, source);
    if (source.split(/[/\\]/).includes("node_modules") || !existsSync(file)) return [];
    const paths = new Set(imports.flatMap(({ path, external }) => (external === true && /^\.\.?\/.*\*[^.*]*$/.test(path) ? [path] : [])));
    return [...paths].map(
      (path) =>
        `${placeOf(file, path)}: WARNING: What ${JSON.stringify(path)} stands for while it runs is found in a bundle by its whole name alone.\n  ${EXTENSION_ADVICE}`,
    );
  });
}

function placeOf(file: string, path: string): string {
  const [beginning = ""] = path.split("*");
  const line = readFileSync(file, "utf8")
    .split("\n")
    .findIndex((text) => /\b(?:import|require)\s*\(/.test(text) && text.includes(beginning));
  return line < 0 ? fromHere(file) : `${fromHere(file)}:${line + 1}`;
}
