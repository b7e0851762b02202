import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { resolve } from "node:path";
import type { SourceArgs } from "../arguments";
import type { Build } from "./build";
import { CodeError, fromHere } from "./messages";
import { externals, OWN_PACKAGE, RUNTIME_PACKAGES } from "./options";
import { matches } from "./patterns";

/** Refuses what a source imports and will not find. @throws {CodeError} */
export function refuseImports({ metafile }: Build, args: SourceArgs<string>, folder: string): void {
  const found = args.layers === undefined ? [...RUNTIME_PACKAGES, ...(args.nodeModules ?? [])] : ["*"];
  // Imports of types alone are among the inputs', and not in what comes out.
  const left = new Set(Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path)));
  const problems = Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
    imports.flatMap(({ path, kind, external }) => {
      if (external !== true || !left.has(path)) return [];
      const place = placeOf(resolve(folder, file), path);
      if (matches(path, [OWN_PACKAGE]))
        return [
          `${place}: ERROR: ${path} is for programs: it would bring Pulumi into the function. What functions may use is in "${OWN_PACKAGE}/function"; types are imported by import type.`,
        ];
      if (kind !== "import-statement" || isBuiltin(path) || /^[./]|^[a-z]+:/.test(path) || matches(path, found)) return [];
      if (!matches(path, externals(args))) return [];
      return [
        `${place}: ERROR: ${path} is external, and nothing brings it: leave it to the bundle, name it in nodeModules, or name the layer that has it in layers.`,
      ];
    }),
  );
  if (problems.length > 0) throw new CodeError(problems.join("\n"));
}

function isBuiltin(path: string): boolean {
  return path.startsWith("node:") || builtinModules.includes(path.split("/")[0] ?? "");
}

function placeOf(file: string, imported: string): string {
  const lines = readFileSync(file, "utf8").split("\n");
  const line = lines.findIndex((text) => text.includes(`"${imported}"`) || text.includes(`'${imported}'`));
  return line < 0 ? fromHere(file) : `${fromHere(file)}:${line + 1}:0`;
}
