import type { Cursor } from "./cursor";

/** Flags of an expression or of a part of it, by their letters. */
export type Flags = ReadonlySet<string>;

/** Line terminators: https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html#lt */
export const LINE_TERMINATORS = "\\n\\r\\x85\\u2028\\u2029";

/** Sets that a letter after the backslash stands for, as the inside of a class; the upper-case letter is the set's complement. */
const SETS: Readonly<Record<string, string>> = {
  d: "0-9",
  w: "a-zA-Z_0-9",
  s: "\\t-\\r\\x20",
  h: "\\x20\\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000",
  v: "\\n-\\r\\x85\\u2028\\u2029",
};

/** POSIX and java.lang.Character classes, as the inside of a class; every other name is a Unicode property. */
const PROPERTIES: Readonly<Record<string, string>> = {
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\x00-\\x7f",
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Punct: "\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e",
  Graph: "\\x21-\\x7e",
  Print: "\\x20-\\x7e",
  Blank: "\\x20\\t",
  Cntrl: "\\x00-\\x1f\\x7f",
  XDigit: "0-9a-fA-F",
  Space: "\\t-\\r\\x20",
  javaLowerCase: "\\p{Lowercase}",
  javaUpperCase: "\\p{Uppercase}",
  javaWhitespace: "\\t-\\r\\x1c-\\x1f[\\p{Z}--[\\xa0\\u2007\\u202f]]",
  IsDigit: "\\p{Nd}",
  IsPunctuation: "\\p{P}",
};

const BINARY_PROPERTIES = ["Alphabetic", "Ideographic", "Lowercase", "Uppercase", "White_Space", "Hex_Digit", "Join_Control", "Noncharacter_Code_Point"];

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 };

/** What an escape stands for wherever it stands: a set, written as a class of its own, or one character. */
export type Escape = { readonly set: string } | { readonly char: string };

/** Reads the escape after a backslash. */
export function readEscape(cursor: Cursor): Escape {
  const property = cursor.match(/^([pP])(?:\{(\w+(?:=\w+)?)\}|(\w))/);
  if (property) return { set: `[${property[1] === "P" ? "^" : ""}${propertySet(property[2] ?? property[3] ?? "")}]` };
  const code = cursor.match(/^(?:x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4}))/);
  if (code) return { char: String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? "", 16)) };
  const octal = cursor.match(/^0([0-3]?[0-7]{1,2})/);
  if (octal) return { char: String.fromCodePoint(Number.parseInt(octal[1] ?? "", 8)) };
  const control = cursor.match(/^c([ -~])/);
  if (control) return { char: String.fromCodePoint((control[1] ?? "").charCodeAt(0) ^ 64) };
  const letter = cursor.next();
  const set = own(SETS, letter.toLowerCase());
  if (set !== undefined) return { set: `[${letter === letter.toLowerCase() ? "" : "^"}${set}]` };
  const controlCode = own(CONTROLS, letter);
  if (controlCode !== undefined) return { char: String.fromCodePoint(controlCode) };
  if (letter === "" || /[a-zA-Z0-9]/.test(letter)) throw new SyntaxError(`\\${letter} is no escape of Java's regular expressions`);
  return { char: letter };
}

function propertySet(name: string): string {
  const bare = name.replace(/^Is/, "");
  const isScript = /^(?:script|sc)=/.test(name) || (bare !== name && bare.length > 2 && !BINARY_PROPERTIES.includes(bare));
  return own(PROPERTIES, name) ?? `\\p{${isScript ? "Script=" : ""}${bare.replace(/^(?:script|sc)=/, "")}}`;
}

/** One character as it is written in a JavaScript expression, in a class or out of it. */
export function literal(char: string): string {
  return char > "\x7f" || /[a-zA-Z0-9]/.test(char) ? char : `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

/** The characters from one to another, and with the flag `i` those of the other case, as the inside of a class. */
export function range(first: string, last: string, flags: Flags): string {
  const written = first === last ? literal(first) : `${literal(first)}-${literal(last)}`;
  return flags.has("i") ? written + otherCase(first, last, "a", "z", -32) + otherCase(first, last, "A", "Z", 32) : written;
}

/** Case is of ASCII alone unless Java is told otherwise: Pattern.CASE_INSENSITIVE. */
function otherCase(first: string, last: string, low: string, high: string, distance: number): string {
  const from = Math.max(first.codePointAt(0) ?? 0, low.charCodeAt(0));
  const to = Math.min(last.codePointAt(0) ?? 0, high.charCodeAt(0));
  return from > to ? "" : `${String.fromCharCode(from + distance)}-${String.fromCharCode(to + distance)}`;
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
