import type { Cursor } from "./cursor";
import { type Flags, range, readEscape } from "./escapes";

/** Translates a character class, whose opening bracket has been read: unions, intersections and nested classes as in Java. */
export function translateClass(cursor: Cursor, flags: Flags): string {
  const negated = cursor.accept("^") ? "^" : "";
  const operands: string[] = [];
  let union = "";
  for (let first = true; first || !cursor.accept("]"); first = false) {
    if (cursor.peek() === "") throw new SyntaxError("the character class is not closed");
    if (cursor.accept("&&")) {
      operands.push(union);
      union = "";
    } else union += translateMember(cursor, flags);
  }
  const filled = [...operands, union].filter((operand) => operand !== "");
  return filled.length === 1 ? `[${negated}${filled[0]}]` : `[${negated}${filled.map((operand) => `[${operand}]`).join("&&")}]`;
}

/** One nested class, set, character or range. */
function translateMember(cursor: Cursor, flags: Flags): string {
  if (cursor.accept("[")) return translateClass(cursor, flags);
  const first = readChar(cursor);
  if (typeof first !== "string") return first.set;
  if (cursor.peek() !== "-" || cursor.peek(1) === "]" || cursor.peek(1) === "[") return range(first, first, flags);
  cursor.next();
  const last = readChar(cursor);
  if (typeof last !== "string" || (first.codePointAt(0) ?? 0) > (last.codePointAt(0) ?? 0)) throw new SyntaxError("the range of characters is illegal");
  return range(first, last, flags);
}

function readChar(cursor: Cursor): string | { readonly set: string } {
  if (!cursor.accept("\\")) return cursor.next();
  const escaped = readEscape(cursor);
  return "char" in escaped ? escaped.char : escaped;
}
