/** Reads a JSONPath as Jayway's JsonPath 2.9 does: https://github.com/json-path/JsonPath */

import { TextCursor } from "../../text/index";
import type { Meter } from "../meter";
import { TemplateError } from "../template-error";
import { parseFilter } from "./filter";
import { parseJson } from "./json-smart";
import type { Param, Path, Token } from "./syntax";

/** @throws TemplateError where the path is not well formed. */
export function parsePath(text: string, meter: Meter): Path {
  meter.charge(text.length);
  const trimmed = text.replace(/ +$/, "");
  if (trimmed === "") throw new TemplateError("A JSONPath must not be empty");
  return new PathReader(/^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`, meter).path();
}

class PathReader {
  private readonly cursor: TextCursor;

  constructor(
    text: string,
    private readonly meter: Meter,
  ) {
    this.cursor = new TextCursor(text);
  }

  path(): Path {
    const isRooted = this.cursor.take(/[$@]/y)?.[0] === "$";
    const tokens: Token[] = [];
    if (this.cursor.text.endsWith(".")) this.fail("the path must not end with '.'");
    if (!this.cursor.isAtEnd && !/[.[]/.test(this.cursor.next)) this.fail("expected '.' or '['");
    while (!this.cursor.isAtEnd) tokens.push(...this.next());
    return scanned({ isRooted, tokens });
  }

  private next(): Token[] {
    const scan: Token[] = this.cursor.take(/\.\./y) ? [{ type: "scan" }] : [];
    if (scan.length === 0) this.cursor.take(/\./y);
    if (this.cursor.next === "[") return [...scan, this.bracket()];
    if (this.cursor.take(/\*/y)) return [...scan, { type: "wildcard" }];
    const name = this.cursor.take(/[^.[( *][^.[( ]*/y)?.[0] ?? this.fail("expected a name, '*' or '['");
    if (this.cursor.next === " ") this.fail("a name with blanks must stand in brackets");
    return [...scan, this.cursor.next === "(" ? this.function(name) : { type: "properties", names: [name] }];
  }

  private bracket(): Token {
    return this.properties() ?? this.elements() ?? this.wildcard() ?? this.filter() ?? this.fail("expected ?, ', a digit or * in brackets");
  }

  private properties(): Token | undefined {
    const [, quote] = this.cursor.peek(/\[ *(['"])/y) ?? [];
    if (quote === undefined) return undefined;
    this.cursor.take(/\[/y);
    const names: string[] = [];
    do {
      const name =
        this.cursor.take(quote === "'" ? / *'((?:[^'\\]|\\[\s\S])*)' */y : / *"((?:[^"\\]|\\[\s\S])*)" */y)?.[1] ??
        this.fail("expected a name in quotes");
      names.push(unescaped(name));
    } while (this.cursor.take(/,/y));
    if (!this.cursor.take(/\]/y)) this.fail("expected ']'");
    return { type: "properties", names };
  }

  private elements(): Token | undefined {
    const content = this.cursor.peek(/\[ *([-\d:][-\d:, ]*)\]/y);
    if (!content) return undefined;
    this.cursor.offset += content[0].length;
    const inside = (content[1] ?? "").trim();
    if (!inside.includes(":")) return { type: "indexes", indexes: inside.split(/\s*,\s*/).map((index) => this.integer(index)) };
    if (/[^-\d:]/.test(inside)) this.fail(`failed to parse the slice ${inside}`);
    const [from, to] = inside.split(":").map((index) => (index === "" ? undefined : this.integer(index)));
    return from === undefined && to === undefined ? this.fail(`failed to parse the slice ${inside}`) : { type: "slice", from, to };
  }

  private integer(text: string): number {
    return /^-?\d{1,9}$/.test(text) ? Number(text) : this.fail(`failed to parse the index ${text}`);
  }

  private wildcard(): Token | undefined {
    return this.cursor.take(/\[ *\* *\]/y) && { type: "wildcard" };
  }

  private filter(): Token | undefined {
    const start = this.cursor.take(/\[ *\? *(?=\()/y);
    if (!start) return undefined;
    const criteria = this.cursor.text.slice(this.cursor.offset, closing(this.cursor.text, this.cursor.offset) + 1);
    this.cursor.offset += criteria.length;
    if (criteria === "" || !this.cursor.take(/ *\]/y)) this.fail("the filter is not closed");
    return { type: "filter", accepts: parseFilter(criteria, (text) => parsePath(text, this.meter), this.meter) };
  }

  private function(name: string): Token {
    const end = closing(this.cursor.text, this.cursor.offset);
    if (end < this.cursor.offset) this.fail(`the arguments of ${name} are not closed`);
    const args = separated(this.cursor.text.slice(this.cursor.offset + 1, end));
    this.cursor.offset = end + 1;
    if (!this.cursor.isAtEnd) this.fail("nothing may follow a function");
    return { type: "function", name, params: args.flatMap((arg) => this.param(arg)) };
  }

  private param(text: string): readonly Param[] {
    if (/^[$@]/.test(text)) return [{ type: "path", path: parsePath(text, this.meter) }];
    if (!/^[{\d"-]/.test(text)) return [];
    const value = parseJson(text, this.meter);
    return value === undefined ? this.fail(`${text} is no JSON`) : [{ type: "json", value }];
  }

  private fail(problem: string): never {
    throw new TemplateError(`Invalid JSONPath ${this.cursor.text}: ${problem}, at position ${this.cursor.offset}`);
  }
}

/** A function after a scan takes all that the scan finds. */
function scanned(path: Path): Path {
  const last = path.tokens.at(-1);
  if (last?.type !== "function" || path.tokens[0]?.type !== "scan") return path;
  const found: Path = { ...path, tokens: path.tokens.slice(0, -1) };
  return { isRooted: true, tokens: [{ ...last, params: [{ type: "path", path: found }] }] };
}

/** Where the parenthesis closes that opens at a place, texts in quotes and patterns between slashes apart; -1 where it does not. */
function closing(text: string, start: number): number {
  let depth = 0;
  const parts = /'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|\/(?:[^/\\]|\\[\s\S])*\/|[()]/g;
  parts.lastIndex = start;
  for (let match = parts.exec(text); match; match = parts.exec(text)) {
    if (match[0] === "(") depth++;
    if (match[0] === ")" && --depth === 0) return match.index;
  }
  return -1;
}

/** What stands between commas, but for those within quotes, brackets and braces. */
function separated(text: string): string[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\[\s\S])*"|\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|[^,"[({])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** A name or text in quotes without its backslashes. */
export function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_all, code: string | undefined, c: string | undefined) =>
    code === undefined ? (CHARACTERS.get(c ?? "") ?? c ?? "") : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ["r", "\r"],
  ["f", "\f"],
  ["t", "\t"],
  ["n", "\n"],
  ["b", "\b"],
]);
