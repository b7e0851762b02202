/** Reads references and expressions as the grammar of Velocity 1.7 has them. */

import type { Operator } from "../java/arithmetic";
import { double, integralOf } from "../java/number";
import type { Source } from "./source";
import type { Comparison, Expression, Reference, Step } from "./syntax";

/** Reads the text within double quotes, which is a template itself. */
export type Interpolate = (text: string, offset: number) => Expression;

export const SPACE = /[ \t\r\n]*/y;
/** A directive's closing parenthesis swallows the rest of its line if that is blank. */
export const CLOSE = /\)(?:[ \t]*(?:\r\n|\n|\r))?/y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_-]*/y;
const INTEGER = /-?[0-9]+(?=\.\.)|-?[0-9]+(?![0-9]*(?:\.|[eE][+-]?[0-9]))/y;
const FLOAT = /-?(?:[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)/y;
const STRING = /"(?:[^"]|"")*"|'(?:[^']|'')*'/y;
const BOOLEAN = /(true|false)(?![A-Za-z0-9_-])/y;

export class ExpressionReader {
  /** How many methods' arguments enclose what is read. */
  private depth = 0;

  constructor(
    private readonly source: Source,
    private readonly interpolate: Interpolate,
  ) {}

  /** `$name`, `$!name`, `${name}`, `$!{name}` with what follows; undefined where no reference stands. */
  reference(): Reference | undefined {
    const { source } = this;
    const start = source.whole.offset(source.offset);
    if (!source.take(/\$!?(?=\{?[A-Za-z_])/y)) return undefined;
    const isFormal = source.take(/\{/y) !== undefined;
    const reference = this.path(start);
    if (isFormal) source.expect(/\}/y, '"}"');
    return reference;
  }

  /** A name and its steps, as far as they go. */
  path(offset: number): Reference {
    if (this.source.peek(BOOLEAN)) this.source.fail("which is no name");
    const [root] = this.source.expect(IDENTIFIER, "a name");
    const steps: Step[] = [];
    for (;;) {
      const step = this.step();
      if (step === undefined) return { root, steps, offset };
      steps.push(step);
    }
  }

  private step(): Step | undefined {
    const { source } = this;
    if (source.take(/\[/y)) {
      source.take(SPACE);
      const index = this.index();
      source.take(SPACE);
      source.expect(/\]/y, '"]"');
      return { type: "index", index };
    }
    if (!source.take(/\.(?=[A-Za-z])/y)) return undefined;
    if (source.peek(BOOLEAN)) source.fail("which is no name");
    const [name] = source.expect(IDENTIFIER, "a name");
    return source.take(/\(/y) ? { type: "method", name, args: this.args() } : { type: "property", name };
  }

  private args(): Expression[] {
    this.depth++;
    const args = this.listed(/\)/y, '")"');
    this.depth--;
    return args;
  }

  private index(): Expression {
    return this.string() ?? this.integer() ?? this.boolean() ?? this.referenceExpression() ?? this.source.fail("expecting an index");
  }

  /** Values between commas, up to what closes them. */
  private listed(close: RegExp, what: string): Expression[] {
    const items: Expression[] = [];
    if (this.source.take(close)) return items;
    do items.push(this.parameter());
    while (this.source.take(/,/y));
    this.source.expect(close, what);
    return items;
  }

  private parameter(): Expression {
    this.source.take(SPACE);
    const value = this.value() ?? this.bare() ?? this.source.fail("expecting a value");
    this.source.take(SPACE);
    return value;
  }

  /** A literal or a reference. */
  value(): Expression | undefined {
    return (
      this.string() ?? this.referenceExpression() ?? this.integer() ?? this.float() ?? this.bracketed() ?? this.map() ?? this.boolean()
    );
  }

  /** A name without `$` among a method's arguments is null. */
  private bare(): Expression | undefined {
    if (this.depth === 0 || !this.source.peek(IDENTIFIER)) return undefined;
    this.path(this.source.offset);
    return { type: "constant", value: null };
  }

  private referenceExpression(): Expression | undefined {
    const reference = this.reference();
    return reference && { type: "reference", reference };
  }

  private string(): Expression | undefined {
    const { source } = this;
    const offset = source.offset;
    const [literal] = source.take(STRING) ?? [];
    if (literal === undefined) return undefined;
    const inner = literal.slice(1, -1);
    if (literal.startsWith("'")) return { type: "constant", value: inner.replaceAll("''", "'") };
    const text = inner
      .replace(/\\u([0-9a-fA-F]{4})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replaceAll('""', '"');
    return /[$#]/.test(text) ? this.interpolate(text, offset) : { type: "constant", value: text };
  }

  integer(): Expression | undefined {
    const [digits] = this.source.take(INTEGER) ?? [];
    return digits === undefined ? undefined : { type: "constant", value: integralOf(digits) };
  }

  private float(): Expression | undefined {
    const [digits] = this.source.take(FLOAT) ?? [];
    return digits === undefined ? undefined : { type: "constant", value: double(Number(digits)) };
  }

  private boolean(): Expression | undefined {
    const [, word] = this.source.take(BOOLEAN) ?? [];
    return word === undefined ? undefined : { type: "constant", value: word === "true" };
  }

  /** A range `[1..3]` or a list. */
  private bracketed(): Expression | undefined {
    const { source } = this;
    const start = source.offset;
    if (!source.take(/\[/y)) return undefined;
    source.take(SPACE);
    const from = this.bound();
    source.take(SPACE);
    if (from === undefined || !source.take(/\.\./y)) {
      source.offset = start + 1;
      return { type: "list", items: this.listed(/\]/y, '"]"') };
    }
    source.take(SPACE);
    const to = this.bound() ?? source.fail("expecting the end of a range");
    source.take(SPACE);
    source.expect(/\]/y, '"]"');
    return { type: "range", from, to };
  }

  private bound(): Expression | undefined {
    return this.integer() ?? this.referenceExpression();
  }

  private map(): Expression | undefined {
    const { source } = this;
    if (!source.take(/\{/y)) return undefined;
    const members: (readonly [Expression, Expression])[] = [];
    if (source.take(/[ \t\r\n]*\}/y)) return { type: "map", members };
    do {
      const key = this.parameter();
      source.expect(/:/y, '":"');
      members.push([key, this.parameter()]);
    } while (source.take(/,/y));
    source.expect(/\}/y, '"}"');
    return { type: "map", members };
  }

  /** A whole expression with its operators, loosest first. */
  expression(): Expression {
    let left = this.conjunction();
    while (this.operator(/\|\||or(?![A-Za-z0-9_@])/y)) left = { type: "or", left, right: this.conjunction() };
    return left;
  }

  private conjunction(): Expression {
    let left = this.equality();
    while (this.operator(/&&|and(?![A-Za-z0-9_@])/y)) left = { type: "and", left, right: this.equality() };
    return left;
  }

  private equality(): Expression {
    let left = this.relation();
    for (;;) {
      const operator = COMPARISONS.get(this.operator(/[=!]=|(?:eq|ne)(?![A-Za-z0-9_@])/y) ?? "");
      if (operator === undefined) return left;
      left = { type: "comparison", operator, left, right: this.relation() };
    }
  }

  private relation(): Expression {
    let left = this.sum();
    for (;;) {
      const operator = COMPARISONS.get(this.operator(/[<>]=?|[lg][te](?![A-Za-z0-9_@])/y) ?? "");
      if (operator === undefined) return left;
      left = { type: "comparison", operator, left, right: this.sum() };
    }
  }

  private sum(): Expression {
    let left = this.product();
    for (;;) {
      // A minus that touches a digit belongs to the number: `7 -2` is two numbers, and an error.
      const operator = ARITHMETIC.get(this.operator(/\+|-(?!\.?[0-9])/y) ?? "");
      if (operator === undefined) return left;
      left = { type: "arithmetic", operator, left, right: this.product() };
    }
  }

  private product(): Expression {
    let left = this.unary();
    for (;;) {
      const operator = ARITHMETIC.get(this.operator(/[*/%]/y) ?? "");
      if (operator === undefined) return left;
      left = { type: "arithmetic", operator, left, right: this.unary() };
    }
  }

  private unary(): Expression {
    this.source.take(SPACE);
    if (this.operator(/!(?!=)|not(?![A-Za-z0-9_@])/y)) return { type: "not", operand: this.unary() };
    const primary = this.parenthesis() ?? this.value() ?? this.source.fail("expecting a value");
    this.source.take(SPACE);
    return primary;
  }

  private parenthesis(): Expression | undefined {
    if (!this.source.take(/\(/y)) return undefined;
    const inner = this.expression();
    this.source.expect(CLOSE, '")"');
    return inner;
  }

  private operator(pattern: RegExp): string | undefined {
    return this.source.take(pattern)?.[0];
  }
}

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ["==", "=="],
  ["eq", "=="],
  ["!=", "!="],
  ["ne", "!="],
  ["<", "<"],
  ["lt", "<"],
  ["<=", "<="],
  ["le", "<="],
  [">", ">"],
  ["gt", ">"],
  [">=", ">="],
  ["ge", ">="],
]);

const ARITHMETIC: ReadonlyMap<string, Operator> = new Map([
  ["+", "+"],
  ["-", "-"],
  ["*", "*"],
  ["/", "/"],
  ["%", "%"],
]);
