/** Reads a text code point by code point. */
export interface Cursor {
  /** The code point so far ahead; empty past the end. */
  peek(ahead?: number): string;
  /** Reads one code point; empty at the end. */
  next(): string;
  /** Reads a text if it comes next. */
  accept(text: string): boolean;
  /** Reads what a sticky expression matches; undefined where it does not. */
  match(expression: RegExp): RegExpExecArray | undefined;
}

export function createCursor(source: string): Cursor {
  let rest = source;
  const skip = (text: string) => {
    rest = rest.slice(text.length);
    return text;
  };
  return {
    peek: (ahead = 0) => Array.from(rest.slice(0, 2 * ahead + 2))[ahead] ?? "",
    next: () => skip(Array.from(rest.slice(0, 2))[0] ?? ""),
    accept: (text) => rest.startsWith(text) && skip(text) === text,
    match(expression) {
      const found = expression.exec(rest);
      if (found) skip(found[0]);
      return found ?? undefined;
    },
  };
}
