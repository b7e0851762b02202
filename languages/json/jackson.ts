/**
 * What Jackson, the JSON reader of Java behind Lambda, says of a text that is no JSON.
 * Source: github.com/FasterXML/jackson-core, UTF8StreamJsonParser of 2.13; its words seen in API Gateway's answers:
 * https://github.com/podaac/hydrocron/issues/64, https://github.com/aws-quickstart/quickstart-git2s3/issues/11,
 * https://github.com/serverless/serverless/issues/2270
 */
import { TextCursor } from "../text/index";

/**
 * The message with the place of the fault in the text; undefined where Jackson finds none, also of several documents one after the other.
 */
export function jacksonProblem(text: string): string | undefined {
  try {
    new Reader(text.replace(/^\ufeff/, "")).documents();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

class Refusal extends Error {}

type Scope = { readonly kind: "Object" | "Array" | "root"; readonly start: string };

const SPACE = /[ \t\r\n]*/y;
const WORD = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}]+/uy;
const WORD_START = /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they have to be escaped
const STRING_PART = /[^"\\\0-\x1f]+/y;
const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const LITERALS: Readonly<Record<string, string>> = { true: "VALUE_TRUE", false: "VALUE_FALSE", null: "VALUE_NULL" };
const NOT_NUMBERS = ["NaN", "Infinity"];
/** Characters of a word, and bytes of a text, that a message quotes. */
const LONGEST_WORD = 256;
const LONGEST_SOURCE = 500;

class Reader {
  private readonly cursor: TextCursor;
  private readonly scopes: Scope[];
  /** The last token that was read whole. */
  private last = "null";
  private line = 1;
  private lineStart = 0;

  constructor(text: string) {
    this.cursor = new TextCursor(text);
    this.scopes = [{ kind: "root", start: this.location(0) }];
  }

  documents(): void {
    for (this.space(); !this.cursor.isAtEnd; this.space()) this.element();
  }

  private get scope(): Scope {
    return this.scopes.at(-1) ?? { kind: "root", start: "" };
  }

  /** A value at the root or of an array. */
  private element(): void {
    const { next } = this.cursor;
    if (next === "}" || next === "]") this.close();
    this.value();
  }

  private value(): void {
    const { next } = this.cursor;
    if (next === "{" || next === "[") this.nested(next === "{" ? "Object" : "Array");
    else if (next === '"') this.string("value");
    else if (/[-+0-9]/.test(next)) this.number();
    else this.word();
  }

  private nested(kind: "Object" | "Array"): void {
    const { cursor } = this;
    this.scopes.push({ kind, start: this.location(this.column) });
    cursor.offset++;
    this.last = kind === "Object" ? "START_OBJECT" : "START_ARRAY";
    for (let first = true; ; first = false) {
      this.space();
      if (cursor.isAtEnd) this.fail(`Unexpected end-of-input: expected close marker for ${kind} (start marker at ${this.scope.start})`);
      if (cursor.next === "}" || cursor.next === "]") {
        this.close();
        return;
      }
      if (!first) {
        if (!cursor.skip(",")) this.unexpectedByte(`was expecting comma to separate ${kind} entries`);
        this.between();
      }
      if (kind === "Object") this.member();
      else this.value();
    }
  }

  private member(): void {
    if (this.cursor.next !== '"') this.unexpected("was expecting double-quote to start field name");
    this.string("name");
    this.between();
    if (!this.cursor.skip(":")) this.unexpectedByte("was expecting a colon to separate field name and value");
    this.between();
    this.value();
  }

  /** Reads a closing bracket, which must be that of the innermost scope. */
  private close(): void {
    const { cursor, scope } = this;
    const isObject = cursor.next === "}";
    const marker = cursor.next;
    cursor.offset++;
    if (scope.kind !== (isObject ? "Object" : "Array"))
      this.fail(`Unexpected close marker '${marker}': expected '${isObject ? "]" : "}"}' (for ${scope.kind} starting at ${scope.start})`);
    this.last = isObject ? "END_OBJECT" : "END_ARRAY";
    this.scopes.pop();
  }

  private string(what: "value" | "name"): void {
    const { cursor } = this;
    cursor.offset++;
    if (what === "name" && cursor.isAtEnd) this.fail("Unexpected end-of-input: was expecting closing '\"' for name");
    if (what === "value") this.last = "VALUE_STRING";
    for (;;) {
      cursor.take(STRING_PART);
      if (cursor.isAtEnd) this.fail(`Unexpected end-of-input${what === "value" ? " in VALUE_STRING" : " in field name"}`);
      if (cursor.skip('"')) break;
      if (cursor.skip("\\")) this.escape();
      else
        this.unexpected(
          `has to be escaped using backslash to be included in ${what === "value" ? "string value" : "name"}`,
          "Illegal unquoted character",
        );
    }
    if (what === "name") this.last = "FIELD_NAME";
  }

  private escape(): void {
    const { cursor } = this;
    if (cursor.isAtEnd) this.fail("Unexpected end-of-input in character escape sequence");
    if (cursor.match(/["\\/bfnrt]/y) !== "") return;
    if (!cursor.skip("u")) {
      const { c, code } = this.whole();
      this.fail(`Unrecognized character escape ${described(c, code)}`);
    }
    for (let digit = 0; digit < 4; digit++) {
      if (cursor.isAtEnd) this.fail("Unexpected end-of-input in character escape sequence");
      if (cursor.match(/[0-9a-fA-F]/y) === "") this.unexpectedByte("expected a hex-digit for character escape sequence");
    }
  }

  private number(): void {
    const { cursor } = this;
    const sign = cursor.match(/[-+]/y);
    if (cursor.isAtEnd && sign === "+") this.fail("Unexpected end-of-input in a Number value");
    if (cursor.isAtEnd) this.endInValue();
    if (sign === "+" || !/[0-9]/.test(cursor.next)) this.invalidStart(sign);
    if (cursor.skip("0")) {
      if (/[0-9]/.test(cursor.next)) this.fail("Invalid numeric value: Leading zeroes not allowed");
    } else cursor.take(/[0-9]+/y);
    let token = "VALUE_NUMBER_INT";
    if (cursor.skip(".")) {
      token = "VALUE_NUMBER_FLOAT";
      this.digits("Decimal point not followed by a digit", ".");
    }
    if (cursor.match(/[eE]/y) !== "") {
      token = "VALUE_NUMBER_FLOAT";
      cursor.match(/[-+]/y);
      this.digits("Exponent indicator not followed by a digit");
    }
    if (this.scope.kind === "root" && !cursor.isAtEnd && !/[ \t\r\n]/.test(cursor.next))
      this.unexpectedByte("Expected space separating root-level values");
    this.last = token;
  }

  private digits(problem: string, atEnd?: string): void {
    const { cursor } = this;
    if (cursor.match(/[0-9]+/y) !== "") return;
    if (!cursor.isAtEnd) this.unexpectedByte(problem, "Unexpected character", " in numeric value");
    if (atEnd === undefined) this.endInValue();
    this.fail(`Unexpected character (${described(atEnd, atEnd.charCodeAt(0))}) in numeric value: ${problem}`);
  }

  private invalidStart(sign: string): never {
    const infinity = this.cursor.match(/INF|Infinity/y);
    if (infinity !== "") this.fail(notStandard(`${sign}${infinity}`));
    return this.unexpectedByte(
      "expected digit (0-9) to follow minus sign, for valid numeric value",
      "Unexpected character",
      " in numeric value",
    );
  }

  private word(): void {
    const { cursor } = this;
    const { next } = cursor;
    if (next === "," || next === "}" || (next === "]" && this.scope.kind === "Array")) this.unexpectedByte("expected a value");
    const [first = 0, second = 0] = Buffer.from(String.fromCodePoint(cursor.text.codePointAt(cursor.offset) ?? 0));
    if (first > 127 && WORD_START.test(String.fromCharCode(first))) {
      // The first of its bytes is taken for a letter, and the second for the start of another character.
      cursor.offset++;
      this.fail(`Invalid UTF-8 start byte 0x${second.toString(16)}`, 2 - Buffer.byteLength(next));
    }
    if (!WORD_START.test(next)) this.unexpectedByte(`expected a valid value ${VALUES}`);
    // What comes before the digits ends one of these words.
    const word = cursor.match(/(?:true|false|null|NaN|Infinity)(?=\$)/y) || cursor.match(WORD);
    const literal = LITERALS[word];
    if (literal !== undefined) this.last = literal;
    else if (NOT_NUMBERS.includes(word)) this.fail(notStandard(word));
    else this.unrecognized(word);
  }

  private unrecognized(word: string): never {
    const { cursor } = this;
    const isLong = word.length >= LONGEST_WORD;
    if (isLong) cursor.offset -= word.length - LONGEST_WORD;
    else if (!cursor.isAtEnd) this.whole();
    return this.fail(`Unrecognized token '${isLong ? `${word.slice(0, LONGEST_WORD)}...` : word}': was expecting ${VALUES}`);
  }

  private space(): void {
    const { cursor } = this;
    const breaks = [...cursor.match(SPACE).matchAll(/\r\n|\n|\r/g)];
    const last = breaks.at(-1);
    if (last !== undefined) {
      this.line += breaks.length;
      this.lineStart = cursor.offset - (last.input.length - last.index - last[0].length);
    }
    if (cursor.isAtEnd) return;
    if (cursor.next < " ") this.unexpected("only regular white space (\\r, \\n, \\t) is allowed between tokens", "Illegal character");
    if (cursor.next === "/")
      this.unexpected("maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)");
  }

  /** White space where something must follow. */
  private between(): void {
    this.space();
    if (this.cursor.isAtEnd) this.fail(`Unexpected end-of-input within/between ${this.scope.kind} entries`);
  }

  private endInValue(): never {
    return this.fail(`Unexpected end-of-input in ${this.last}`);
  }

  /** Reads a character whole. */
  private whole(): { readonly c: string; readonly code: number } {
    const code = this.cursor.text.codePointAt(this.cursor.offset) ?? 0;
    this.cursor.offset += code > 0xffff ? 2 : 1;
    // Jackson keeps sixteen bits of it.
    return { c: String.fromCharCode(code & 0xffff), code: code & 0xffff };
  }

  private unexpected(problem: string, what = "Unexpected character"): never {
    const { c, code } = this.whole();
    return this.fail(`${what} (${described(c, code)}): ${problem}`);
  }

  /** The same where Jackson looks at the first byte alone. */
  private unexpectedByte(problem: string, what = "Unexpected character", where = ""): never {
    const { offset } = this.cursor;
    this.whole();
    const bytes = Buffer.from(this.cursor.text.slice(offset, this.cursor.offset));
    const byte = bytes[0] ?? 0;
    return this.fail(`${what} (${described(String.fromCharCode(byte), byte)})${where}: ${problem}`, 1 - bytes.length);
  }

  /** @param shift Bytes that Jackson has read besides those before the cursor. */
  private fail(message: string, shift = 0): never {
    throw new Refusal(`${message}\n at ${this.location(this.column + shift)}`);
  }

  /** In bytes, counted from 1. */
  private get column(): number {
    return Buffer.byteLength(this.cursor.text.slice(this.lineStart, this.cursor.offset)) + 1;
  }

  private location(column: number): string {
    return `[Source: (byte[])${quoted(this.cursor.text)}; line: ${this.line}, column: ${column}]`;
  }
}

function notStandard(token: string): string {
  return `Non-standard token '${token}': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow`;
}

function described(c: string, code: number): string {
  if (/\p{Cc}/u.test(c)) return `(CTRL-CHAR, code ${code})`;
  return code > 255 ? `'${c}' (code ${code} / 0x${code.toString(16)})` : `'${c}' (code ${code})`;
}

function quoted(text: string): string {
  const bytes = Buffer.from(text);
  const start = bytes.subarray(0, LONGEST_SOURCE).toString("utf8");
  const shown = start.replace(/[^\P{Cc}\r\n]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return `"${shown}"${bytes.length > LONGEST_SOURCE ? `[truncated ${bytes.length - LONGEST_SOURCE} bytes]` : ""}`;
}
