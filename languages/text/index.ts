/** A text and how far it is read: what a parser of any language moves over. */
export class TextCursor {
  offset = 0;

  constructor(readonly text: string) {}

  get isAtEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The next UTF-16 unit; "" at the end. */
  get next(): string {
    return this.text.charAt(this.offset);
  }

  /** What a sticky pattern matches here; undefined where it does not match. */
  peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.offset;
    return pattern.exec(this.text) ?? undefined;
  }

  /** The same, and reads it. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const match = this.peek(pattern);
    if (match) this.offset += match[0].length;
    return match;
  }

  /** The text that a sticky pattern matches here, which is read then; "" where it does not match. */
  match(pattern: RegExp): string {
    return this.take(pattern)?.[0] ?? "";
  }

  /** Reads what of these characters of ASCII comes next, as it is done after every token. */
  skipAll(characters: string): void {
    const { text } = this;
    while (this.offset < text.length && characters.includes(text.charAt(this.offset))) this.offset++;
  }

  /** Reads one given UTF-16 unit, if it is the next. */
  skip(unit: string): boolean {
    if (this.next !== unit) return false;
    this.offset++;
    return true;
  }
}
