import { relative, resolve } from "node:path";
import type { Message } from "esbuild";

/** Why a source cannot become a function; the message has a line for each reason. */
export class CodeError extends Error {}

/** esbuild's message with its place, from where the program runs, and what esbuild advises. */
export function formatted(
  { text, location, notes }: Pick<Message, "text" | "location" | "notes">,
  folder: string,
  kind: "ERROR" | "WARNING",
): string {
  const place = location === null ? "" : `${fromHere(resolve(folder, location.file))}:${location.line}:${location.column}: `;
  return [`${place}${kind}: ${text}`, ...notes.map((note) => `  ${note.text}`)].join("\n");
}

/** A file's path as one writes it where the program runs. */
export function fromHere(file: string): string {
  return relative(process.cwd(), file).replaceAll("\\", "/");
}

/** Of what esbuild only warns of, that by which the function fails as soon as it runs; the advice is for who wrote the line. */
export const BROKEN: ReadonlyMap<string, string> = new Map([
  ["assign-to-constant", "Declare it with let, or give the new value a name of its own."],
  ["assign-to-import", "Nothing that is imported can be assigned to; call a function of its module that does it."],
  ["call-import-namespace", 'Import what is called: import name from "package".'],
  ["commonjs-variable-in-esm", "Write export in place of module.exports and exports."],
  ["different-path-case", "Lambda's file system knows upper and lower case; write the name as the file has it."],
  ["import-is-undefined", "Import something that the module exports."],
  ["require-resolve-not-external", "A bundle has no files to resolve; take the file along with include, and find it from __dirname."],
]);
