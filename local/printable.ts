// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
const UNPRINTABLE = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const SHORT: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
]);

/**
 * A text as it can stand in one line of a log: what a caller or a function wrote must neither look like other lines nor command the
 * terminal.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => SHORT.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What somebody else wrote, line by line with the name of who did, which the server's own lines have not. */
export function prefixed(name: string, text: string): string {
  const prefix = `[${printable(name)}] `;
  // Most have one line.
  if (!text.includes("\n")) return prefix + printable(text);
  return text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .map((line) => prefix + printable(line))
    .join("\n");
}
