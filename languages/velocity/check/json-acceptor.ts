/** Reads JSON of which parts are unknown, in every way in which it can be read. */

/** How far one way of reading has come. */
export interface Reading {
  /** The brackets that are open, outermost first. */
  readonly open: string;
  readonly expects:
    | "value"
    | "value or ]"
    | "name"
    | "name or }"
    | "colon"
    | "comma or end"
    | "rest of word"
    | "rest of text"
    | "rest of name"
    | "escaped in text"
    | "escaped in name";
  /** What there is of a number or a word; UNKNOWN stands for any. */
  readonly word: string;
}

const UNKNOWN = "?";
const SPACE = " \t\r\n";
const ENDS = ",]} \t\r\n";
const WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

export const START: Reading = { open: "", expects: "value", word: "" };

/** Whether what is read so far is JSON. */
export function isComplete({ open, expects, word }: Reading): boolean {
  return open === "" && (expects === "comma or end" || (expects === "rest of word" && isWord(word)));
}

/** Reads a known character; undefined where it cannot stand there. */
export function readCharacter(reading: Reading, c: string): Reading | undefined {
  const { open, expects, word } = reading;
  switch (expects) {
    case "rest of text":
    case "rest of name":
      if (c === '"') return to(open, expects === "rest of text" ? "comma or end" : "colon");
      if (c === "\\") return to(open, expects === "rest of text" ? "escaped in text" : "escaped in name");
      return c < " " ? undefined : reading;
    case "escaped in text":
    case "escaped in name":
      return '"\\/bfnrtu'.includes(c) ? to(open, expects === "escaped in text" ? "rest of text" : "rest of name") : undefined;
    case "rest of word":
      if (!ENDS.includes(c)) return /[\w.+-]/.test(c) ? { open, expects, word: word + c } : undefined;
      return isWord(word) ? readCharacter(to(open, "comma or end"), c) : undefined;
  }
  if (SPACE.includes(c)) return reading;
  switch (expects) {
    case "name":
    case "name or }":
      if (c === '"') return to(open, "rest of name");
      return c === "}" && expects === "name or }" ? to(open.slice(0, -1), "comma or end") : undefined;
    case "colon":
      return c === ":" ? to(open, "value") : undefined;
    case "comma or end": {
      const inner = open.at(-1);
      if (c === "," && inner !== undefined) return to(open, inner === "{" ? "name" : "value");
      return (c === "}" && inner === "{") || (c === "]" && inner === "[") ? to(open.slice(0, -1), "comma or end") : undefined;
    }
    default:
      return readValue(reading, c);
  }
}

function readValue({ open, expects }: Reading, c: string): Reading | undefined {
  if (c === "{") return to(`${open}{`, "name or }");
  if (c === "[") return to(`${open}[`, "value or ]");
  if (c === '"') return to(open, "rest of text");
  if (c === "]") return expects === "value or ]" ? to(open.slice(0, -1), "comma or end") : undefined;
  return /[-\w]/.test(c) ? { open, expects: "rest of word", word: c } : undefined;
}

/** Reads an unknown that is a value, a name in its quotes, part of a text, or nothing. */
export function readUnknown(reading: Reading): readonly Reading[] {
  const { open, expects } = reading;
  switch (expects) {
    case "value":
    case "value or ]":
      return [reading, { open, expects: "rest of word", word: UNKNOWN }];
    case "rest of word":
      return [{ open, expects, word: UNKNOWN }];
    case "name":
    case "name or }":
      return [reading, to(open, "colon")];
    default:
      return [reading];
  }
}

/** Whether a reading is within quotes, where any text is taken. */
export function isQuoted({ expects }: Reading): boolean {
  return expects === "rest of text" || expects === "rest of name";
}

function to(open: string, expects: Reading["expects"]): Reading {
  return { open, expects, word: "" };
}

function isWord(word: string): boolean {
  return word.includes(UNKNOWN) || WORD.test(word);
}
