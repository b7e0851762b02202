import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const FILE = resolve(__dirname, "../../docs/preview.md");
const FENCE = /^```(\w+)\n(.*?)^```$/gms;

/** A text of the program that another takes the place of. */
export interface Edit {
  readonly before: string;
  readonly after: string;
}

/** A change of the program, and what the document says that commands print of it. */
export interface Change {
  readonly what: string;
  readonly edits: readonly Edit[];
  readonly previews: readonly { readonly command: string; readonly output: string }[];
}

export interface PreviewDocument {
  readonly program: string;
  readonly changes: readonly Change[];
}

export function readDocument(): PreviewDocument {
  const [head = "", ...sections] = readFileSync(FILE, "utf8").split(/^## /m);
  const changes = sections.map((section) => ({
    what: section.split("\n", 1)[0] ?? "",
    edits: fenced(section, "diff").flatMap((diff) => diff.split("@@\n").map(edit)),
    previews: fenced(section, "console").map((text) => ({
      command: text.split("\n", 1)[0]?.slice("$ ".length) ?? "",
      output: text.replace(/^.*\n/, ""),
    })),
  }));
  return { program: fenced(head, "ts").join(""), changes: changes.filter(({ edits }) => edits.length > 0) };
}

/** Writes into the document what a command prints of a change. */
export function writeOutput(what: string, command: string, output: string): void {
  const text = readFileSync(FILE, "utf8");
  const section = text.indexOf(`\n## ${what}\n`);
  const begin = text.indexOf("\n", text.indexOf(`$ ${command}\n`, section)) + 1;
  writeFileSync(FILE, text.slice(0, begin) + output + text.slice(text.indexOf("```\n", begin)));
}

/** What was printed, without the signs that Pulumi is still at work, and the white space at the ends of lines. */
export function printed(stdout: string): string {
  const lines = stdout
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("@ "));
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

/** Its lines in an order that is always the same, without ids that never are: Pulumi goes about several things at once. */
export function linesOf(output: string): readonly string[] {
  return output
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "uuid")
    .split("\n")
    .sort();
}

function fenced(text: string, language: string): readonly string[] {
  return [...text.matchAll(FENCE)].flatMap(([, of, content = ""]) => (of === language ? [content] : []));
}

function edit(hunk: string): Edit {
  const side = (sign: string) =>
    hunk
      .split("\n")
      .flatMap((line) => (line.startsWith(sign) || line.startsWith(" ") ? [`${line.slice(1)}\n`] : []))
      .join("");
  return { before: side("-"), after: side("+") };
}
