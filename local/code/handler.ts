import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { Refusal } from "../refusal";

// In the order in which the runtime looks: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
const EXTENSIONS = ["", ".js", ".mjs", ".cjs"];
// Ways to export what the file does not name.
const REEXPORT = /\bexport\s*\*|\b__exportStar\b|\bmodule\.exports\b|\bObject\.assign\b/;

/**
 * Looks whether a function can be loaded at all, without running it.
 *
 * @throws {Refusal} if the handler's file is missing, does not compile, or has no such export.
 */
export function checkHandler(handler: string, directory: string): void {
  const [, module, name] = /^(.+)\.([^./]+)$/.exec(handler) ?? [];
  if (module === undefined || name === undefined)
    throw new Refusal(`its handler ${JSON.stringify(handler)} must name a file and an export of it, for example index.handler`);
  const file = EXTENSIONS.map((extension) => module + extension).find((path) => existsSync(join(directory, path)));
  if (file === undefined) throw new Refusal(`its handler ${handler} needs ${module}.js, .mjs or .cjs in its code, which is not there`);
  const source = readFileSync(join(directory, file), "utf8");
  compile(source, file);
  if (!source.includes(name) && !REEXPORT.test(source)) throw new Refusal(`its handler ${handler} needs an export named ${name} in ${file}`);
}

function compile(source: string, file: string): void {
  try {
    transformSync(source, { loader: "js", target: "esnext", logLevel: "silent", sourcefile: file });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Refusal(`it does not compile: ${error.message.replace(/^Transform failed with \d+ errors?:\n/, "")}`);
  }
}
