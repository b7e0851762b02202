/**
 * Reads JSON as json-smart 2.5 in its permissive mode does, which JsonPath uses: text that is no JSON by the book is mostly taken for what
 * it looks like.
 */
import { TextCursor } from "../../text/index";
import { decimalOf, double, float, integer, integral, integralOf, toDouble } from "../java/number";
import { JavaList, JavaMap, type Value } from "../java/value";
import type { Meter } from "../meter";

/** The document; undefined where even json-smart finds none. What follows the document is not looked at. */
export function parseJson(text: string, meter: Meter): Value | undefined {
  meter.text(text);
  try {
    return new JsonReader(text, meter).document();
  } catch (error) {
    if (error === NOT_JSON) return undefined;
    throw error;
  }
}

const NOT_JSON = Symbol("not JSON");
const SPACE = " \t\r\n";
const SEPARATORS = " \t\r\n,";
/** json-smart's depth limit. */
const DEPTH = 400;
/** An unquoted text goes on to what ends it where it stands. */
const BARE = { document: /[\s\S]*/y, key: /[^:]*/y, member: /[^,}]*/y, item: /[^,\]]*/y };
type Surrounding = keyof typeof BARE;

class JsonReader {
  private readonly cursor: TextCursor;
  private depth = 0;

  constructor(
    text: string,
    private readonly meter: Meter,
  ) {
    this.cursor = new TextCursor(text);
  }

  document(): Value {
    return this.value("document");
  }

  private value(within: Surrounding): Value {
    this.cursor.skipAll(SPACE);
    this.meter.charge(1);
    switch (this.cursor.next) {
      case "{":
        return this.object();
      case "[":
        return this.array();
      case '"':
      case "'":
        return this.string();
      case "":
        // An empty text is an empty text; inside an object or array the end comes too early.
        if (within === "document") return "";
        throw NOT_JSON;
      case ":":
      case "}":
      case "]":
        throw NOT_JSON;
      default:
        return this.bare(within);
    }
  }

  private object(): JavaMap {
    this.enter();
    const map = new JavaMap();
    for (;;) {
      this.cursor.skipAll(SEPARATORS);
      const first = this.cursor.next;
      if (first === "" || ":[]{".includes(first)) throw NOT_JSON;
      if (first === "}") break;
      const key = first === '"' || first === "'" ? this.string() : trimmed(this.cursor.match(BARE.key));
      this.cursor.skipAll(SPACE);
      if (!this.cursor.skip(":")) throw NOT_JSON;
      map.put(key, this.value("member"), this.meter);
      this.cursor.skipAll(SPACE);
      if (this.cursor.next !== "," && this.cursor.next !== "}") throw NOT_JSON;
    }
    this.leave();
    return map;
  }

  private array(): JavaList {
    this.enter();
    const items: Value[] = [];
    for (;;) {
      this.cursor.skipAll(SEPARATORS);
      if (this.cursor.next === "]") break;
      items.push(this.value("item"));
    }
    this.leave();
    return new JavaList("JSONArray", items);
  }

  private enter(): void {
    if (++this.depth > DEPTH) throw NOT_JSON;
    this.cursor.offset++;
  }

  private leave(): void {
    this.depth--;
    this.cursor.offset++;
  }

  /** Without a backslash every character up to the next quote counts; with one, control characters are left out. */
  private string(): string {
    const quote = this.cursor.next;
    const end = this.cursor.text.indexOf(quote, this.cursor.offset + 1);
    if (end < 0) throw NOT_JSON;
    const plain = this.cursor.text.slice(this.cursor.offset + 1, end);
    if (!plain.includes("\\")) {
      this.cursor.offset = end + 1;
      return plain;
    }
    const parts: string[] = [];
    this.cursor.offset++;
    while (!this.cursor.skip(quote)) {
      if (this.cursor.next === "") throw NOT_JSON;
      parts.push(this.cursor.skip("\\") ? this.escape() : this.cursor.match(quote === '"' ? IN_DOUBLE : IN_SINGLE).replace(CONTROL, ""));
    }
    return parts.join("");
  }

  private escape(): string {
    const c = this.cursor.next;
    this.cursor.offset++;
    if (c !== "u" && c !== "x") return ESCAPES.get(c) ?? "";
    const digits = this.cursor.match(c === "u" ? /[0-9a-fA-F]{4}/y : /[0-9a-fA-F]{2}/y);
    if (digits === "") throw NOT_JSON;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  /** A number, a word with a meaning, or an unquoted text. */
  private bare(within: Surrounding): Value {
    const text = trimmed(this.cursor.match(BARE[within]));
    if (SMALL.test(text)) return integer(Number(text));
    if (/^(?:-|-?\d+)$/.test(text)) return text === "-" ? integral(0n) : integralOf(text);
    if (/^(?:-\d*|\d+)(?:\.\d*)?(?:[eE][+-]?\d*)?$/.test(text) && !/[eE]$/.test(text)) return numberOf(text);
    if (text === "NaN") return float(Number.NaN);
    return WORDS.has(text) ? (WORDS.get(text) ?? null) : text;
  }
}

const IN_DOUBLE = /[^"\\]+/y;
const IN_SINGLE = /[^'\\]+/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what json-smart leaves out
const CONTROL = /[\u0000-\u001f\u007f]/g;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["t", "\t"],
  ["n", "\n"],
  ["r", "\r"],
  ["f", "\f"],
  ["b", "\b"],
  ["\\", "\\"],
  ["/", "/"],
  ["'", "'"],
  ['"', '"'],
]);
/** As most numbers are. */
const SMALL = /^-?\d{1,9}$/;
const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["null", null],
  ["true", true],
  ["false", false],
]);

/** More than 18 characters keep all their digits in a BigDecimal. */
function numberOf(text: string): Value {
  const number = text.length > 18 ? decimalOf(text) : double(Number(text));
  if (number === undefined || Number.isNaN(toDouble(number))) throw NOT_JSON;
  return number;
}

function trimmed(text: string): string {
  return text.length > 1 ? text.trim() : text;
}
