/**
 * What stands between directives: references, and the signs that might have begun one and are text, with Velocity 1.7's ways of losing
 * them.
 */
import type { ExpressionReader } from "./expression";
import type { Source } from "./source";
import type { Node, Reference } from "./syntax";

export const WORD = /#(?:\{([A-Za-z_][A-Za-z0-9_@]*)\}|([A-Za-z_@][A-Za-z0-9_@]*))/y;
/** #set swallows the blanks before it, where no text precedes them. */
export const SET = /[ \t]*#(?:set|\{set\}) *\(/y;
const DIRECTIVES: ReadonlySet<string> = new Set([
  "break",
  "define",
  "else",
  "elseif",
  "end",
  "evaluate",
  "foreach",
  "if",
  "include",
  "literal",
  "macro",
  "parse",
  "set",
  "stop",
]);

export class InlineReader {
  constructor(
    private readonly source: Source,
    private readonly expressions: ExpressionReader,
    /** Names of the macros defined so far, whose calls a backslash escapes. */
    private readonly macros: ReadonlySet<string>,
    /** Reads a #set whose opening parenthesis is read already. */
    private readonly set: () => Node,
  ) {}

  /** A reference, or a dollar sign that is text. */
  dollar(): readonly Node[] {
    const { source } = this;
    if (source.take(/\$\\+!(?=\{?[A-Za-z_])|\$!?(?=\{\$!?[A-Za-z_])/y)) {
      // `$\!name` and `${$name}` name nothing.
      this.unmarked();
      return [];
    }
    const sign = this.sign();
    if (sign) return sign;
    const start = source.offset;
    const reference = this.expressions.reference() ?? source.fail("expecting a name after the dollar sign");
    const written = source.text.slice(start, source.offset);
    return [{ type: "reference", reference, source: written }, ...(/^\$!?\{/.test(written) ? [] : this.touching(reference))];
  }

  /**
   * Dollar signs or a hash sign that begin nothing are text, but Velocity loses them where a directive or an escaped one touches them, and
   * the exclamation mark of `$!`; before a reference it keeps all, backslashes too, which do not escape then.
   */
  private sign(): readonly Node[] | undefined {
    const { source } = this;
    const kept = source.take(/(?:(?:\$!?)+|#)\\*(?=\$!?\{?[A-Za-z_])|(?:\$!?)*\$!?(?:\[|\{(?![A-Za-z_]))/y);
    if (kept) return text(kept[0]);
    if (source.take(/(?:(?:\$!?)+|#)(?=[ \t]*#(?:set|\{set\}) *\(|\\\\|\\#(?:\{[A-Za-z_]|[A-Za-z_@]))/y)) return [];
    if (source.take(/(?:\$!?)+(?=#(?:\{(?:if|else|elseif|end)\}|(?:if|else|elseif|end)(?![A-Za-z0-9_@])))/y)) return [];
    const [signs] = source.take(/(?:\$!?)+(?![$!{A-Za-z_])/y) ?? [];
    if (signs === undefined) return undefined;
    if (source.isAtEnd) source.fail("expecting a name after the dollar sign");
    return text(source.peek(/#/y) ? signs : signs.replaceAll("!", ""));
  }

  /** What touches a reference without braces of its own, Velocity reads as its continuation. */
  private touching(reference: Reference): readonly Node[] {
    const { source } = this;
    const { steps } = reference;
    const last = steps.at(-1)?.type;
    if (source.take(SET)) return [this.set(), ...this.touching(reference)];
    if (source.take(/\}/y)) return text("}");
    // After a property, and indexes of it, no comment begins.
    if (steps.findLast((step) => step.type !== "index")?.type === "property" && source.take(/#(?=#)/y)) return text("#");
    if ((last === "method" || last === "index") && source.peek(/[A-Za-z_]/y)) {
      // After a method or an index, a word is a reference without its dollar sign: only its first name is printed.
      const word = this.expressions.path(source.offset);
      return [...text(word.root), ...this.touching(word)];
    }
    if (!source.take(/\{/y)) return [];
    // So is a word in braces, of which the brace alone is printed.
    if (source.take(/(?:\$!?)?(?=[A-Za-z_])/y)) {
      this.expressions.path(source.offset);
      source.expect(/\}/y, '"}"');
    }
    return text("{");
  }

  /** A reference whose dollar sign is read already. */
  private unmarked(): void {
    const isFormal = this.source.take(/\{\$?!?/y);
    this.expressions.path(this.source.offset);
    if (isFormal) this.source.expect(/\}/y, '"}"');
  }

  /** Backslashes escape, two for one, what would be a reference or a directive; before anything else they are text. */
  backslashes(): readonly Node[] {
    const { source } = this;
    const [slashes] = source.expect(/\\+/y, "backslashes");
    const half = "\\".repeat(slashes.length >> 1);
    const isOdd = slashes.length % 2 === 1;
    if (source.peek(/(?:\$!?)+\{?[A-Za-z_]/y)) {
      if (!isOdd) return text(half);
      source.take(/(?:\$!?)+(?=\$)/y);
      const start = source.offset;
      this.expressions.reference();
      return text(half + source.text.slice(start, source.offset));
    }
    const [word, bracketed, plain] = source.peek(WORD) ?? [];
    if (word === undefined) return text(slashes);
    const name = bracketed ?? plain ?? "";
    const isDirective = DIRECTIVES.has(name) || this.macros.has(name);
    if (!isOdd) return text(isDirective && !source.peek(SET) ? half : slashes);
    source.take(WORD);
    return text((isDirective ? half : slashes) + word);
  }

  /** A hash sign that begins no directive. */
  hash(): readonly Node[] {
    const { source } = this;
    const [number] = source.take(/#[0-9]+/y) ?? [];
    if (number !== undefined) return text(number);
    const lost = this.sign();
    if (lost) return lost;
    source.expect(/#/y, '"#"');
    return source.isAtEnd ? source.fail("expecting a directive after the hash sign") : text("#");
  }
}

export function text(content: string): readonly Node[] {
  return content === "" ? [] : [{ type: "text", text: content }];
}
