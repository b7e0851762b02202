import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fromHere } from "./messages";

/** The folder of a source, and what sources call by a name of their own: that folder, and what requires modules from it. */
const FOLDER = String.raw`__dirname|import\.meta\.dirname`;
const OWN_FOLDER = /\b(?:const|let|var)\s+(\w+)\s*=\s*(?:\w+\.)?dirname\(\s*(?:\w+\.)?fileURLToPath\(\s*import\.meta\.url\s*\)\s*\)/g;
const OWN_REQUIRE = /\b(?:const|let|var)\s+(\w+)\s*=\s*(?:\w+\.)?createRequire\(\s*(?:import\.meta\.url|__filename)\s*\)/g;

/**
 * How sources name what lies beside them: `join(__dirname, "a", "b")`, `__dirname + "/a"`, `` `${__dirname}/a` ``,
 * `new URL("./a", import.meta.url)`, `createRequire(import.meta.url)("./a")`.
 */
function patternsFor(text: string): readonly RegExp[] {
  const folder = [FOLDER, ...namesOf(OWN_FOLDER, text)].join("|");
  const require = [String.raw`createRequire\((?:import\.meta\.url|__filename)\)`, ...namesOf(OWN_REQUIRE, text)].join("|");
  return [
    String.raw`\b(?:join|resolve)\(\s*(?:${folder})\s*,\s*((?:["'][^"'\n]*["']\s*,?\s*)+)\)`,
    String.raw`(?<![\w.])(?:${folder})\s*\+\s*(["']\/[^"'\n]+["'])`,
    String.raw`\x60\$\{(?:${folder})\}(\/[^\x60$\n]+)\x60`,
    String.raw`\bnew URL\(\s*(["']\.[^"'\n]+["'])\s*,\s*import\.meta\.url\s*\)`,
    String.raw`(?<![\w.])(?:${require})\(\s*(["']\.[^"'\n]+["'])\s*\)`,
  ].map((pattern) => new RegExp(pattern, "g"));
}

function namesOf(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}

/** What a function's own sources name beside themselves, and a bundle leaves behind: one warning for each, with its place. */
export function leftBehind(sources: readonly string[], taken: Iterable<string>, folder: string): readonly string[] {
  const files = [...taken];
  return sources
    .filter((source) => !source.split(/[/\\]/).includes("node_modules") && existsSync(resolve(folder, source)))
    .flatMap((source) =>
      namedIn(readFileSync(resolve(folder, source), "utf8")).flatMap(({ name, line }) => {
        const beside = resolve(folder, dirname(source), name);
        const there = statSync(beside, { throwIfNoEntry: false });
        // Of every source, `__dirname` is then the folder of the bundle.
        const inBundle = relative(folder, resolve(folder, name)).split(sep).join("/");
        if (files.some((file) => file === inBundle || file.startsWith(`${inBundle}/`))) return [];
        const place = `${fromHere(resolve(folder, source))}:${line}`;
        if (there === undefined)
          return compiledFrom(beside, inBundle, folder).map(
            (remedy) =>
              `${place}: WARNING: ${JSON.stringify(name)} is written in TypeScript beside the source, and a bundle leaves it behind. Bundle it, too: ${remedy}.`,
          );
        const pattern = there.isDirectory() ? `${inBundle}/**` : inBundle;
        const remedy =
          beside === resolve(folder, inBundle) && !inBundle.startsWith("..")
            ? `Take it along, include: [${JSON.stringify(pattern)}].`
            : "Import it, or name it from the entry's folder and take it along by include.";
        return `${place}: WARNING: ${JSON.stringify(name)} lies beside the source, and a bundle leaves it behind. ${remedy}`;
      }),
    );
}

/** What to do about a module of JavaScript, a worker's for example, that is there as TypeScript. */
function compiledFrom(file: string, inBundle: string, folder: string): readonly string[] {
  const written = file.replace(/\.([cm]?)js$/, ".$1ts");
  if (written === file || !existsSync(written)) return [];
  const [name, from] = [inBundle.replace(/\.[cm]?js$/, ""), relative(folder, written).split(sep).join("/")].map((text) =>
    JSON.stringify(text),
  );
  return [`transform: { bundle: (options) => ({ ...options, entryPoints: { ...options.entryPoints, ${name}: ${from} } }) }`];
}

function namedIn(text: string): readonly { readonly name: string; readonly line: number }[] {
  return patternsFor(text).flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 1: given = "", index }) => {
      const parts = [...given.matchAll(/["']([^"']*)["']/g)].map(([, part = ""]) => part);
      return { name: join(...(parts.length > 0 ? parts : [given])).replace(/^\//, ""), line: text.slice(0, index).split("\n").length };
    }),
  );
}
