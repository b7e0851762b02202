/**
 * Java's regular expressions, matched with Java's meaning and within a step budget: JavaScript's own engine lacks possessive quantifiers,
 * `(?i)`, `\Q…\E` and class intersections, and cannot be stopped once a pattern like `(a+)+$` backtracks without end.
 */
import { type Match, Matcher } from "./matcher";
import type { Meter } from "./meter";
import { RegexError } from "./regex-error";
import { parseRegex, type Syntax } from "./syntax";

export interface Regex {
  /** Whether the whole text matches. */
  matches(text: string, meter: Meter): boolean;
  replace(text: string, replacement: string, how: "first" | "all", meter: Meter): string;
  /** As `String.split(regex, limit)`. */
  split(text: string, limit: number, meter: Meter): string[];
}

/** Compiles a Java regular expression. @throws RegexError where it is not well formed. */
export function compileRegex(source: string, meter: Meter, flags = ""): Regex {
  meter.charge(source.length);
  const syntax = parseRegex(source, flags);
  const matcher = new Matcher(syntax.node);
  return {
    matches: (text, budget) => matcher.matches(text, budget),
    replace: (text, replacement, how, budget) => replace(matcher.all(text, budget), syntax, text, replacement, how, budget),
    split: (text, limit, budget) => split(matcher.all(text, budget), text, limit),
  };
}

function replace(matches: Iterable<Match>, syntax: Syntax, text: string, replacement: string, how: "first" | "all", meter: Meter): string {
  const parts: string[] = [];
  let from = 0;
  for (const match of matches) {
    const expanded = expand(replacement, match, syntax, text);
    meter.charge(1 + (expanded.length >> 4));
    parts.push(text.slice(from, match.start), expanded);
    from = match.end;
    if (how === "first") break;
  }
  return parts.join("") + text.slice(from);
}

/** `$1` and `${name}` are groups, a backslash makes the next character plain. */
function expand(replacement: string, match: Match, syntax: Syntax, text: string): string {
  if (!/[\\$]/.test(replacement)) return replacement;
  return replacement.replace(
    /\\([\s\S]?)|\$(?:\{([a-zA-Z][a-zA-Z0-9]*)\}|(\d+))?/g,
    (all, escaped: string | undefined, name: string | undefined, digits: string | undefined) => {
      if (escaped !== undefined) return escaped === "" ? fail("character to be escaped is missing") : escaped;
      if (name !== undefined) return captured(text, match, syntax.names.get(name) ?? fail(`No group with name {${name}}`));
      if (digits === undefined) return fail(`Illegal group reference ${all}`);
      let length = digits.length;
      while (length > 1 && Number(digits.slice(0, length)) > syntax.groups) length--;
      const number = Number(digits.slice(0, length));
      return number > syntax.groups ? fail(`No group ${number}`) : captured(text, match, number) + digits.slice(length);
    },
  );
}

function captured(text: string, match: Match, number: number): string {
  if (number === 0) return text.slice(match.start, match.end);
  const group = match.groups[number];
  return group ? text.slice(...group) : "";
}

/** An empty match at the start cuts nothing off; without a limit, empty texts at the end are dropped. */
function split(matches: Iterable<Match>, text: string, limit: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of matches) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (end === 0) continue;
    parts.push(text.slice(from, start));
    from = end;
  }
  if (parts.length === 0) return [text];
  parts.push(text.slice(from));
  while (limit === 0 && parts.at(-1) === "") parts.pop();
  return parts;
}

function fail(message: string): never {
  throw new RegexError(`java.lang.IllegalArgumentException: ${message}`);
}
