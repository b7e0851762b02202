import { TemplateError } from "../template-error";

/** A template's text and how far it is read. */
export class Source {
  offset = 0;

  constructor(
    readonly text: string,
    /** Where an offset of this text stands in the whole template: a text within quotes is read on its own. */
    readonly whole: { readonly text: string; readonly offset: (offset: number) => number } = { text, offset: (offset) => offset },
  ) {}

  get isAtEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The text that a sticky pattern matches here, which is read then; undefined where it does not match. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const match = this.peek(pattern);
    if (match) this.offset += match[0].length;
    return match;
  }

  peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.offset;
    return pattern.exec(this.text) ?? undefined;
  }

  expect(pattern: RegExp, what: string): RegExpExecArray {
    return this.take(pattern) ?? this.fail(`expecting ${what}`);
  }

  fail(problem: string): never {
    const found = this.isAtEnd ? "the end of the template" : JSON.stringify(/[\s\S]\S{0,20}/y.exec(this.text.slice(this.offset))?.[0] ?? "");
    throw new TemplateError(`Encountered ${found}, ${problem}`, placeOf(this.whole.text, this.whole.offset(this.offset)));
  }
}

/** Line and column of an offset, both counted from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
