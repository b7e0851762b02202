import { resolve } from "node:path";
import type { Message } from "esbuild";
import type { Contents } from "./build";

/**
 * The sources without the imports of interfaces and names of types, which their decorators name and no module exports; nothing where an
 * error is about something else.
 *
 * TypeScript compiles a file by itself, and cannot know of a type that comes from another one: it writes `typeof Options !== "undefined" &&
 * Options`, by which one that is not there becomes `Object`, as in a whole program.
 */
export function withoutTypes(contents: Contents, errors: readonly Message[], folder: string): Contents | undefined {
  const left = new Map(contents);
  for (const { text, location } of errors) {
    const file = resolve(folder, location?.file ?? "");
    const source = left.get(file);
    const imported = /^No matching export in ".*" for import "([\w$]+)"$/.exec(text)?.[1];
    if (source === undefined || imported === undefined || location === null) return undefined;
    const lines = source.split("\n");
    const line = lines[location.line - 1] ?? "";
    const [specifier = "", alias = imported] = SPECIFIER.exec(line.slice(location.column)) ?? [];
    if (!isTypeAlone(alias, source, line)) return undefined;
    // As long as before, so that the columns of all others stay.
    lines[location.line - 1] =
      line.slice(0, location.column) + " ".repeat(specifier.length) + line.slice(location.column + specifier.length);
    left.set(file, lines.join("\n"));
  }
  return left;
}

const SPECIFIER = /^[\w$]+(?: as ([\w$]+))?,?/;

/** Whether nothing but what decorators are told names it. */
function isTypeAlone(name: string, source: string, declaration: string): boolean {
  const escaped = name.replaceAll("$", "\\$");
  const others = source
    .replace(declaration, "")
    .replace(new RegExp(`typeof ${escaped} !== "undefined" && ${escaped}(?![\\w$])`, "g"), "")
    // TypeScript's own source map, which it writes last.
    .replace(/^\/\/# sourceMappingURL=.*$/m, "");
  return !new RegExp(`(?<![\\w$.])${escaped}(?![\\w$])`).test(others);
}
