import { TextCursor } from "../../text/index";
import { TemplateError } from "../template-error";

/** A template's text and how far it is read. */
export class Source extends TextCursor {
  constructor(
    text: string,
    /** Where an offset of this text stands in the whole template: a text within quotes is read on its own. */
    readonly whole: { readonly text: string; readonly offset: (offset: number) => number } = { text, offset: (offset) => offset },
  ) {
    super(text);
  }

  expect(pattern: RegExp, what: string): RegExpExecArray {
    return this.take(pattern) ?? this.fail(`expecting ${what}`);
  }

  fail(problem: string): never {
    const found = this.isAtEnd
      ? "the end of the template"
      : JSON.stringify(/[\s\S]\S{0,20}/y.exec(this.text.slice(this.offset))?.[0] ?? "");
    throw new TemplateError(`Encountered ${found}, ${problem}`, placeOf(this.whole.text, this.whole.offset(this.offset)));
  }
}

/** Line and column of an offset, both counted from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
