import { type Cursor, createCursor } from "./cursor";
import { type Flags, LINE_TERMINATORS, literal, range, readEscape } from "./escapes";
import { translateClass } from "./java-class";

/**
 * Translates a Java regular expression; its n-th capturing group is the named group `g<n>` of the result, whose own numbers mean nothing.
 * Java's syntax: https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 * @param flags flags of JavaScript besides `v`, for example `g`
 * @throws SyntaxError where Java has no such expression, or JavaScript nothing like it
 */
export function javaRegExp(source: string, flags = ""): RegExp {
  const state: State = { cursor: createCursor(withoutQuotes(source)), groups: 0, atoms: 0, names: new Map() };
  const translated = translateAlternatives(state, new Set());
  if (state.cursor.peek() !== "") throw new SyntaxError("a closing parenthesis has no opening one");
  return new RegExp(translated, `v${flags}`);
}

interface State {
  readonly cursor: Cursor;
  /** Capturing groups so far. */
  groups: number;
  /** Groups of our own so far, for what JavaScript has no syntax for. */
  atoms: number;
  readonly names: Map<string, number>;
}

/** Between `\Q` and `\E` every character stands for itself. */
function withoutQuotes(source: string): string {
  return source.replace(/\\(?:Q(.*?)(?:\\E|$)|.)/gsu, (escaped, quoted: string | undefined) => quoted?.replace(/[\0-\x2f:-@[-`{-\x7f]/g, "\\$&") ?? escaped);
}

/** Translates up to the end of the group or of the source; a `(?i)` in it holds for the rest of it. */
function translateAlternatives(state: State, inherited: Flags): string {
  const { cursor } = state;
  let flags = inherited;
  let translated = "";
  while (cursor.peek() !== "" && cursor.peek() !== ")") {
    const inline = cursor.match(/^\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?\)/);
    if (inline) flags = withFlags(flags, inline);
    else if (flags.has("x") && cursor.match(/^(?:[\t-\r ]+|#[^\n\r]*)/)) continue;
    else if (cursor.accept("|")) translated += "|";
    else translated += translateTerm(state, flags);
  }
  return translated;
}

function withFlags(flags: Flags, [, on = "", off = ""]: RegExpExecArray): Flags {
  const unknown = /[^idmsuxU]/.exec(on + off);
  if (unknown) throw new SyntaxError(`${unknown[0]} is no flag of Java's regular expressions`);
  return new Set([...flags, ...on].filter((flag) => !off.includes(flag)));
}

function translateTerm(state: State, flags: Flags): string {
  const atom = translateAtom(state, flags);
  const quantifier = state.cursor.match(/^([*+?]|\{\d+(?:,\d*)?\})([?+]?)/);
  if (!quantifier) return atom;
  const [, times = "", mode] = quantifier;
  return mode === "+" ? atomic(state, `(?:${atom})${times}`) : `(?:${atom})${times}${mode}`;
}

function translateAtom(state: State, flags: Flags): string {
  const { cursor } = state;
  const char = cursor.next();
  switch (char) {
    case "(":
      return translateGroup(state, flags);
    case "[":
      return translateClass(cursor, flags);
    case "\\":
      return translateEscape(state, flags);
    case ".":
      return flags.has("s") ? "[\\s\\S]" : flags.has("d") ? "[^\\n]" : `[^${LINE_TERMINATORS}]`;
    case "^":
      return flags.has("m") ? `(?:^|(?<=[${LINE_TERMINATORS}])(?<!\\r(?=\\n))(?!$))` : "^";
    case "$":
      return flags.has("m") ? `(?:$|(?=[${LINE_TERMINATORS}])(?<!\\r(?=\\n)))` : LAST_LINE_END;
    case "*":
    case "+":
    case "?":
    case "{":
      throw new SyntaxError(`there is nothing for ${char} to repeat`);
    default:
      return translateChar(char, flags);
  }
}

/** Where the text ends, but for a line terminator. */
const LAST_LINE_END = `(?=(?:\\r\\n|[${LINE_TERMINATORS}])?$)`;

function translateGroup(state: State, flags: Flags): string {
  const { cursor } = state;
  const plain = cursor.match(/^\?(?:[=!]|<[=!])/);
  if (plain) return close(state, `(${plain[0]}${translateAlternatives(state, flags)})`);
  if (cursor.accept("?>")) return atomic(state, close(state, translateAlternatives(state, flags)));
  const named = cursor.match(/^\?<([a-zA-Z][a-zA-Z0-9]*)>/);
  if (named || cursor.peek() !== "?") {
    const number = ++state.groups;
    if (named) state.names.set(named[1] ?? "", number);
    return close(state, `(?<g${number}>${translateAlternatives(state, flags)})`);
  }
  const flagged = cursor.match(/^\?([a-zA-Z]*)(?:-([a-zA-Z]+))?:/);
  if (!flagged) throw new SyntaxError("the kind of group is unknown");
  return close(state, `(?:${translateAlternatives(state, withFlags(flags, flagged))})`);
}

function close(state: State, group: string): string {
  if (!state.cursor.accept(")")) throw new SyntaxError("a group is not closed");
  return group;
}

/** What is matched is never given back: a look-ahead does not backtrack once it has matched. */
function atomic(state: State, inside: string): string {
  const name = `p${++state.atoms}`;
  return `(?=(?<${name}>${inside}))\\k<${name}>`;
}

function translateEscape(state: State, flags: Flags): string {
  const { cursor } = state;
  const boundary = cursor.match(/^[bBAzZR]/)?.[0];
  if (boundary !== undefined) return BOUNDARIES[boundary] ?? "";
  const name = cursor.match(/^k<(\w+)>/)?.[1];
  if (name !== undefined) return reference(state, state.names.get(name));
  const digit = cursor.match(/^[1-9]/)?.[0];
  if (digit === undefined) {
    const escaped = readEscape(cursor);
    return "set" in escaped ? escaped.set : translateChar(escaped.char, flags);
  }
  let number = Number(digit);
  while (/\d/.test(cursor.peek()) && number * 10 + Number(cursor.peek()) <= state.groups) number = number * 10 + Number(cursor.next());
  return reference(state, number);
}

const BOUNDARIES: Readonly<Record<string, string>> = {
  b: "\\b",
  B: "\\B",
  A: "^",
  z: "$",
  Z: LAST_LINE_END,
  R: "(?:\\r\\n|[\\n-\\r\\x85\\u2028\\u2029])",
};

function reference(state: State, group: number | undefined): string {
  if (group === undefined || group > state.groups) throw new SyntaxError("there is no such group before");
  return `\\k<g${group}>`;
}

function translateChar(char: string, flags: Flags): string {
  return flags.has("i") ? `[${range(char, char, flags)}]` : literal(char);
}
