/** Java's regular expressions, read into a tree: https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html */
import { TextCursor } from "../text/index";
import { type CharSet, escapeSet, foldCase, isForeignSet, LINE_END, not, oneOf, posixSet } from "./char-set";
import { isOne, longest, type Node, setOf } from "./node";
import { RegexError } from "./regex-error";

export interface Syntax {
  readonly node: Node;
  /** Capturing groups, not counting the whole. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** Flags as in `(?ims)`. */
export function parseRegex(source: string, flags = ""): Syntax {
  return new RegexParser(unquoted(source), flags).parse();
}

class RegexParser {
  private readonly cursor: TextCursor;
  private groups = 0;
  private readonly names = new Map<string, number>();
  private flags: Set<string>;

  constructor(source: string, flags: string) {
    this.cursor = new TextCursor(source);
    this.flags = new Set(flags);
  }

  parse(): Syntax {
    const node = this.choice();
    if (!this.cursor.isAtEnd) this.fail("Unmatched closing ')'");
    return { node, groups: this.groups, names: this.names };
  }

  private choice(): Node {
    const before = new Set(this.flags);
    const branches = [this.sequence()];
    while (this.cursor.skip("|")) branches.push(this.sequence());
    this.flags = before;
    const only = single(branches);
    if (only !== undefined) return only;
    return branches.every(isOne) ? { type: "set", has: union(branches.map(setOf)) } : { type: "choice", branches };
  }

  private sequence(): Node {
    const nodes: Node[] = [];
    for (;;) {
      if (this.flags.has("x")) this.cursor.match(/(?:\s|#[^\n]*)*/y);
      const c = this.cursor.next;
      if (c === "" || c === "|" || c === ")") return single(nodes) ?? { type: "sequence", nodes };
      const node = this.atom();
      if (node !== undefined) nodes.push(this.repeated(node));
    }
  }

  private repeated(node: Node): Node {
    if (this.flags.has("x")) this.cursor.match(/(?:\s|#[^\n]*)*/y);
    const [min, max] = this.bounds() ?? [];
    if (min === undefined || max === undefined) return node;
    const mode = this.cursor.skip("?") ? "lazy" : this.cursor.skip("+") ? "possessive" : "greedy";
    return { type: "repeat", node, min, max, mode };
  }

  private bounds(): readonly [number, number] | undefined {
    if (this.cursor.skip("?")) return [0, 1];
    if (this.cursor.skip("*")) return [0, Number.POSITIVE_INFINITY];
    if (this.cursor.skip("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.cursor.next !== "{") return undefined;
    const [, from, comma, to] = /^\{(\d+)(,(\d*))?\}$/.exec(this.cursor.match(/\{[^}]*\}?/y)) ?? this.fail("Illegal repetition");
    const min = Number(from);
    const max = comma === undefined ? min : to === "" ? Number.POSITIVE_INFINITY : Number(to);
    return max < min ? this.fail("Illegal repetition range") : [min, max];
  }

  /** Undefined for flags, which match no character. */
  private atom(): Node | undefined {
    const c = this.take();
    switch (c) {
      case "(":
        return this.parenthesis();
      case "[":
        return this.set(this.bracket());
      case ".":
        return { type: "set", has: this.flags.has("s") ? () => true : this.flags.has("d") ? (code) => code !== 10 : not(LINE_END) };
      case "^":
        return { type: "at", place: this.flags.has("m") ? "lineStart" : "start" };
      case "$":
        return { type: "at", place: this.flags.has("m") ? "lineEnd" : "lastLine" };
      case "\\":
        return this.escape();
      case "{":
        // Where nothing stands before it, even right after another quantifier, Java repeats the empty text.
        this.cursor.offset--;
        return { type: "sequence", nodes: [] };
      case "*":
      case "+":
      case "?":
        return this.fail(`Dangling meta character '${c}'`);
      default:
        return this.literal(c);
    }
  }

  private literal(c: string): Node {
    const code = c.codePointAt(0) ?? 0;
    return this.flags.has("i") ? { type: "set", has: foldCase(oneOf(code)) } : { type: "char", code };
  }

  private set(has: CharSet): Node {
    return { type: "set", has: this.flags.has("i") ? foldCase(has) : has };
  }

  private parenthesis(): Node | undefined {
    if (!this.cursor.skip("?")) return this.captured(++this.groups);
    const look = this.cursor.match(/<?[=!]/y);
    if (look !== "") return this.look(look.startsWith("<"), look.endsWith("!"));
    if (this.cursor.skip(">")) return { type: "repeat", node: this.closed(), min: 1, max: 1, mode: "possessive" };
    if (this.cursor.skip("<")) {
      const name = this.cursor.match(/[a-zA-Z][a-zA-Z0-9]*(?=>)/y) || this.fail("Named capturing group is missing a name");
      if (this.names.has(name)) this.fail(`Named capturing group <${name}> is already defined`);
      this.cursor.skip(">");
      this.names.set(name, ++this.groups);
      return this.captured(this.groups);
    }
    const before = new Set(this.flags);
    const [, on = "", off = ""] = /^([a-zA-Z]*)-?([a-zA-Z]*)$/.exec(this.cursor.match(/[a-zA-Z]*(?:-[a-zA-Z]*)?/y)) ?? [];
    if (/[^idmsuxU]/.test(on + off)) this.fail("Unknown inline modifier");
    for (const flag of on) this.flags.add(flag);
    for (const flag of off) this.flags.delete(flag);
    if (this.cursor.skip(")")) return undefined;
    if (!this.cursor.skip(":")) this.fail("Unknown group type");
    const node = this.closed();
    this.flags = before;
    return node;
  }

  private look(behind: boolean, negative: boolean): Node {
    const node = this.closed();
    if (behind && longest(node) === Number.POSITIVE_INFINITY) this.fail("Look-behind group does not have an obvious maximum length");
    return { type: "look", node, behind, negative };
  }

  private captured(number: number): Node {
    return { type: "group", number, node: this.closed() };
  }

  private closed(): Node {
    const node = this.choice();
    if (!this.cursor.skip(")")) this.fail("Unclosed group");
    return node;
  }

  private escape(): Node | undefined {
    const c = this.cursor.next;
    switch (c) {
      case "b":
      case "B":
        this.cursor.offset++;
        if (this.cursor.match(/\{g\}/y) !== "") this.unsupported("\\b{g}");
        return { type: "at", place: c === "b" ? "word" : "notWord" };
      case "A":
      case "G":
        this.cursor.offset++;
        return { type: "at", place: c === "A" ? "start" : "last" };
      case "z":
      case "Z":
        this.cursor.offset++;
        return { type: "at", place: c === "z" ? "end" : "lastLine" };
      case "R":
        this.cursor.offset++;
        return {
          type: "choice",
          branches: [
            { type: "sequence", nodes: [this.literal("\r"), this.literal("\n")] },
            { type: "set", has: escapeSet("v") ?? LINE_END },
          ],
        };
      case "k":
        return this.same(
          this.names.get(this.cursor.match(/k<[a-zA-Z][a-zA-Z0-9]*>/y).slice(2, -1)) ?? this.fail("Named capturing group is missing"),
        );
    }
    if (/[1-9]/.test(c)) return this.same(this.groupNumber());
    const has = this.escapedSet();
    return has === undefined ? this.literal(this.escapedCharacter()) : this.set(has);
  }

  private same(group: number): Node {
    return { type: "same", group, ignoreCase: this.flags.has("i") };
  }

  /** As many digits as name a group that there is, but at least one. */
  private groupNumber(): number {
    let number = Number(this.take());
    while (/\d/.test(this.cursor.next) && number * 10 + Number(this.cursor.next) <= this.groups) number = number * 10 + Number(this.take());
    return number;
  }

  private escapedSet(): CharSet | undefined {
    const property = this.cursor.match(/[pP](?:\{[^}]*\}|[A-Z])/y);
    if (property !== "") {
      const name = property.slice(1).replace(/^\{|\}$/g, "");
      const has =
        posixSet(name) ?? (isForeignSet(name) ? this.unsupported(`\\${property}`) : this.fail(`Unknown character property name {${name}}`));
      return property.startsWith("P") ? not(has) : has;
    }
    const has = escapeSet(this.cursor.next);
    if (has !== undefined) this.cursor.offset++;
    return has;
  }

  private escapedCharacter(): string {
    const late = this.cursor.match(/X|N\{[^}]*\}/y);
    if (late !== "") this.unsupported(`\\${late}`);
    const coded = this.cursor.match(/x\{[0-9a-fA-F]{1,6}\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|0[0-3]?[0-7]{1,2}|c[\s\S]/y);
    if (coded.startsWith("c")) return String.fromCharCode((coded.codePointAt(1) ?? 0) ^ 64);
    if (coded.startsWith("0")) return String.fromCharCode(Number.parseInt(coded, 8));
    if (coded !== "") return this.codePoint(Number.parseInt(coded.slice(1).replace(/[{}]/g, ""), 16));
    const c = this.take();
    const named = CHARACTERS.get(c);
    if (named !== undefined) return named;
    return c === "" || /[a-zA-Z0-9]/.test(c) ? this.fail("Illegal/unsupported escape sequence") : c;
  }

  private codePoint(code: number): string {
    return code > 0x10ffff ? this.fail("Hexadecimal codepoint is too big") : String.fromCodePoint(code);
  }

  /** What stands between brackets, the opening one being read: a union, cut by what follows each `&&`. */
  private bracket(): CharSet {
    const negative = this.cursor.skip("^");
    const parts: CharSet[] = [];
    let cut: CharSet | undefined;
    for (let first = true; first || this.cursor.next !== "]"; first = false) {
      if (this.cursor.match(/&&/y) !== "") cut = both(cut, union(parts.splice(0)));
      else parts.push(this.element());
      if (this.cursor.next === "") this.fail("Unclosed character class");
    }
    this.cursor.offset++;
    const has = parts.length === 0 && cut !== undefined ? cut : both(cut, union(parts));
    return negative ? not(this.flags.has("i") ? foldCase(has) : has) : has;
  }

  private element(): CharSet {
    if (this.cursor.skip("[")) return this.bracket();
    const has = this.cursor.skip("\\") ? this.escapedSet() : undefined;
    if (has !== undefined) return has;
    const from = this.character(this.cursor.text[this.cursor.offset - 1] === "\\");
    if (this.cursor.next !== "-" || "][".includes(this.cursor.text.charAt(this.cursor.offset + 1))) return oneOf(from);
    this.cursor.offset++;
    const to = this.character(this.cursor.skip("\\"));
    if (to < from) this.fail("Illegal character range");
    return (code) => code >= from && code <= to;
  }

  private character(escaped: boolean): number {
    const c = escaped ? this.escapedCharacter() : this.take() || this.fail("Unclosed character class");
    return c.codePointAt(0) ?? 0;
  }

  /** The next character whole, both halves of a surrogate pair. */
  private take(): string {
    const code = this.cursor.text.codePointAt(this.cursor.offset);
    const c = code === undefined ? "" : String.fromCodePoint(code);
    this.cursor.offset += c.length;
    return c;
  }

  /** What Java, or a later Java, has and this has not. */
  private unsupported(what: string): never {
    throw new RegexError(`${what} is not supported in ${this.cursor.text}`);
  }

  private fail(message: string): never {
    const problem = `${message} near index ${this.cursor.offset}`;
    throw new RegexError(`java.util.regex.PatternSyntaxException: ${problem} of ${this.cursor.text}`, problem);
  }
}

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ["t", "\t"],
  ["n", "\n"],
  ["r", "\r"],
  ["f", "\f"],
  ["a", "\x07"],
  ["e", "\x1b"],
]);

/** The expression with each character between `\Q` and `\E` escaped on its own. */
function unquoted(source: string): string {
  return source.replace(
    /\\Q([\s\S]*?)(?:\\E|$)|\\[\s\S]/g,
    (all, quoted: string | undefined) => quoted?.replace(/[^a-zA-Z0-9\u0080-\uffff]/g, "\\$&") ?? all,
  );
}

function single(nodes: readonly Node[]): Node | undefined {
  return nodes.length === 1 ? nodes[0] : undefined;
}

function union(parts: readonly CharSet[]): CharSet {
  return (code) => parts.some((has) => has(code));
}

function both(left: CharSet | undefined, right: CharSet): CharSet {
  return left === undefined ? right : (code) => left(code) && right(code);
}
