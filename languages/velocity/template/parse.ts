/**
 * Reads a template as Velocity 1.7 does, white space, escapes and all. Written by hand: the parser of velocityjs 2.1.7 gives away what this
 * needs. It drops the backslashes of `\#if` and `\$x` and the new lines that directives swallow, takes an #if without #end and an #end
 * without #if, does not know `""` within quotes, exponents, `#{if}`, #stop or #literal, reads `#fff` as three pieces, and keeps a map's
 * members in a JavaScript object, which loses their order and `__proto__`.
 */
import { CLOSE, ExpressionReader, SPACE } from "./expression";
import { InlineReader, SET, text, WORD } from "./inline";
import { placeOf, Source } from "./source";
import type { Branch, Call, Expression, Node, Reference } from "./syntax";

/** Is told where in the whole template a part was written: a node, a branch, what follows `#else`; of nested ones the inner first. */
export type NotePlace = (part: object, start: number, end: number) => void;

/** The template's nodes. @throws TemplateError with line and column where it is not well formed, those of `whole` for a part of that. */
export function parseTemplate(text: string, whole?: Source["whole"], note?: NotePlace): readonly Node[] {
  return new TemplateReader(new Source(text, whole), new Set(), note).template();
}

/** What ends a block, and how: `#end` and `#else` swallow the rest of their line if that is blank. */
const END = /#(?:\{end\}|end(?![A-Za-z0-9_@]))(?:[ \t]*(?:\r\n|\n|\r))?/y;
const ELSE = /#(?:\{else\}|else(?![A-Za-z0-9_@]))(?:[ \t]*(?:\r\n|\n|\r))?/y;
const ELSEIF = /#(?:\{elseif\}|elseif(?![A-Za-z0-9_@]))/y;
const COMMENT = /##[^\r\n]*(?:\r\n|\n|\r)?|#\*(?:[\s\S]*?\*#|[\s\S]*)/y;
const TEXT = /[^$#\\]+/y;
/** What is read and makes no node. */
const COMMENTED = {};

class TemplateReader {
  private readonly expressions: ExpressionReader;
  private readonly inline: InlineReader;

  constructor(
    private readonly source: Source,
    /** Names of the macros defined so far, whose calls a backslash escapes. */
    private readonly macros: Set<string>,
    private readonly note?: NotePlace,
  ) {
    this.expressions = new ExpressionReader(source, (text, offset) => this.interpolated(text, offset));
    this.inline = new InlineReader(source, this.expressions, macros, () => this.set());
  }

  template(): readonly Node[] {
    const nodes = this.block();
    if (!this.source.isAtEnd) this.source.fail("which no directive opens");
    return nodes;
  }

  /** Velocity adds a blank to the text, and cuts it off again when it is rendered: a `$` at its very end is text then. */
  private interpolated(text: string, offset: number): Expression {
    const { whole } = this.source;
    const start = whole.offset(offset);
    const isPadded = !text.includes("##");
    const inner = new Source(isPadded ? `${text} ` : text, { text: whole.text, offset: () => start });
    return { type: "interpolated", nodes: new TemplateReader(inner, this.macros, this.note).template(), isPadded };
  }

  private block(): Node[] {
    const nodes: Node[] = [];
    const { source } = this;
    while (!source.isAtEnd && !source.peek(END) && !source.peek(ELSE) && !source.peek(ELSEIF)) {
      const start = source.offset;
      const read = this.statement();
      this.placed(read[0] ?? COMMENTED, start);
      nodes.push(...read);
    }
    return nodes;
  }

  /** Notes where a part was written that has just been read. */
  private placed(part: object, start: number): void {
    const { whole, offset } = this.source;
    this.note?.(part, whole.offset(start), whole.offset(offset));
  }

  private statement(): readonly Node[] {
    const { source } = this;
    if (source.take(SET)) return [this.set()];
    switch (source.text.charAt(source.offset)) {
      case "$":
        return this.inline.dollar();
      case "#":
        return this.hash();
      case "\\":
        return this.inline.backslashes();
      default:
        return text(source.expect(TEXT, "text")[0]);
    }
  }

  private set(): Node {
    const { source } = this;
    source.take(SPACE);
    const target = this.target();
    source.take(SPACE);
    source.expect(/=(?!=)/y, '"="');
    const value = this.expressions.expression();
    source.expect(CLOSE, '")"');
    return { type: "set", target, value };
  }

  /**
   * What a directive sets: Velocity goes by what touches the dollar sign, so that `${name}` and `$!name` alone set nothing one could read.
   */
  private target(): Reference {
    const { source } = this;
    const [, written = ""] = source.peek(/\$(!?\{|!?[A-Za-z_][A-Za-z0-9_-]*)/y) ?? [];
    const reference = this.expressions.reference() ?? source.fail("expecting a reference");
    return reference.steps.length > 0 ? reference : { ...reference, root: written };
  }

  private hash(): readonly Node[] {
    const { source } = this;
    if (source.take(/#\[\[/y)) return text(source.expect(/([\s\S]*?)\]\]#/y, '"]]#"')[1] ?? "");
    if (source.take(COMMENT)) return [];
    const start = source.offset;
    const [, bracketed, plain] = source.take(WORD) ?? [];
    const name = bracketed ?? plain;
    if (name !== undefined) return this.directive(name, start);
    return this.inline.hash();
  }

  private directive(name: string, start: number): readonly Node[] {
    const { source } = this;
    switch (name) {
      case "if":
        return [this.condition(start)];
      case "foreach":
        return [this.foreach(start)];
      case "define":
        return [this.define(start)];
      case "macro":
        return [this.macro(start)];
      case "literal":
        return this.literal(start);
      case "evaluate":
        return [this.evaluate()];
      case "include":
      case "parse":
        return this.args()?.length === 0 && name === "include" ? [] : [{ type: "unavailable", directive: name }];
      case "break": {
        const [scope, ...more] = this.args() ?? [];
        return more.length > 0 ? source.fail("for #break takes one argument") : [{ type: "break", scope }];
      }
      case "stop":
        this.args();
        return [{ type: "stop" }];
      default:
        return name.startsWith("@") ? this.blockCall(name, start) : [this.call(name, this.args() ?? [], undefined, start)];
    }
  }

  private condition(start: number): Node {
    const { source } = this;
    const branches: Branch[] = [this.branch(start)];
    for (let next = source.offset; source.take(ELSEIF); next = source.offset) branches.push(this.branch(next));
    const last = source.offset;
    const otherwise = source.take(ELSE) ? this.block() : [];
    this.placed(otherwise, last);
    this.end("#if", start);
    return { type: "if", branches, otherwise };
  }

  private branch(start: number): Branch {
    this.source.expect(/[ \t\r\n]*\(/y, '"("');
    const condition = this.expressions.expression();
    this.source.expect(CLOSE, '")"');
    const branch = { condition, body: this.block() };
    this.placed(branch, start);
    return branch;
  }

  private foreach(start: number): Node {
    const { source } = this;
    source.expect(/[ \t\r\n]*\([ \t\r\n]*/y, '"("');
    const variable = this.expressions.reference() ?? source.fail("expecting a reference");
    source.take(SPACE);
    // Velocity takes any word for "in".
    source.expect(/[A-Za-z_@][A-Za-z0-9_@]*[ \t\r\n]*/y, '"in"');
    const list = this.expressions.value() ?? source.fail("expecting a list");
    this.close();
    return { type: "foreach", variable: variable.root, list, body: this.closed("#foreach", start) };
  }

  private define(start: number): Node {
    const { source } = this;
    source.expect(/[ \t\r\n]*\([ \t\r\n]*/y, '"("');
    const variable = this.target();
    this.close();
    return { type: "define", variable: variable.root, body: this.closed("#define", start) };
  }

  private macro(start: number): Node {
    const { source } = this;
    source.expect(/[ \t\r\n]*\([ \t\r\n]*/y, '"("');
    const [name] = source.expect(/[A-Za-z_@][A-Za-z0-9_@]*/y, "the macro's name");
    const parameters: string[] = [];
    for (;;) {
      source.take(/[ \t\r\n]*(?:,[ \t\r\n]*)?/y);
      if (!source.peek(/\$/y)) break;
      parameters.push(this.target().root);
    }
    this.close();
    const body = this.closed("#macro", start);
    this.macros.add(name);
    return { type: "macro", name, parameters, body };
  }

  private literal(opened: number): readonly Node[] {
    const { source } = this;
    if (this.args() === undefined) source.fail('expecting "("');
    const start = source.offset;
    this.block();
    const end = source.offset;
    this.end("#literal", opened);
    return text(source.text.slice(start, end));
  }

  private evaluate(): Node {
    const [value, ...more] = this.args() ?? [];
    if (value === undefined || more.length > 0) return this.source.fail("for #evaluate takes one argument");
    const isText =
      value.type === "reference" || value.type === "interpolated" || (value.type === "constant" && typeof value.value === "string");
    return isText ? { type: "evaluate", value } : this.source.fail("for #evaluate takes a text or a reference");
  }

  private blockCall(name: string, start: number): readonly Node[] {
    const args = this.args();
    if (args === undefined) return text(this.source.text.slice(start, this.source.offset));
    const body = this.closed(`#${name}`, start);
    return [this.call(name.slice(1), args, body, start)];
  }

  private call(name: string, args: readonly Expression[], body: readonly Node[] | undefined, start: number): Call {
    return { type: "call", name, args, body, source: this.source.text.slice(start, this.source.offset) };
  }

  /** A directive's arguments in parentheses, with commas between them or without; undefined where no parenthesis follows. */
  private args(): Expression[] | undefined {
    const { source } = this;
    if (!source.take(/[ \t\r\n]*\(/y)) return undefined;
    const args: Expression[] = [];
    for (;;) {
      const before = source.offset;
      const separator = source.take(/[ \t\r\n]*(?:,[ \t\r\n]*)?/y)?.[0] ?? "";
      const value = this.expressions.value() ?? this.word();
      if (value === undefined) {
        if (separator.includes(",")) source.fail("expecting an argument");
        source.offset = before;
        this.close();
        return args;
      }
      args.push(value);
    }
  }

  /** A word among a macro's arguments is nothing that could be passed. */
  private word(): Expression | undefined {
    return this.source.take(/[A-Za-z_@][A-Za-z0-9_@]*/y) && { type: "constant", value: null };
  }

  private close(): void {
    this.source.take(SPACE);
    this.source.expect(CLOSE, '")"');
  }

  private closed(directive: string, start: number): Node[] {
    const body = this.block();
    this.end(directive, start);
    return body;
  }

  /** @param start Where the directive is that is to end. */
  private end(directive: string, start: number): void {
    const { source } = this;
    if (!source.take(END))
      source.fail(`expecting the #end of ${directive} on line ${placeOf(source.whole.text, source.whole.offset(start)).line}`);
  }
}
