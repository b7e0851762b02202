/** java.lang.String */

import { compileRegex } from "../../../regexp/index";
import { kept } from "../../kept";
import type { Meter } from "../../meter";
import { TemplateError } from "../../template-error";
import { integer } from "../number";
import { textOf } from "../text";
import { JavaCharacter, JavaList, type MapView, type Methods, type Value } from "../value";
import { formatted } from "./format";
import { anything, character, collection, int, none, one, text, two } from "./signature";

/** The text of any CharSequence. */
const sequence = text;
const regexOf = kept(compileRegex);

export const STRING_METHODS: Methods<string> = new Map([
  ["charAt", [one(int, (self, at) => new JavaCharacter(within(self, at, self.length - 1) && self.charAt(at)))]],
  ["codePointAt", [one(int, (self, at) => integer((within(self, at, self.length - 1) && self.codePointAt(at)) || 0))]],
  ["compareTo", [one(text, (self, other) => integer(compared(self, other)))]],
  [
    "compareToIgnoreCase",
    [one(text, (self, other) => integer(compared(self.toUpperCase().toLowerCase(), other.toUpperCase().toLowerCase())))],
  ],
  ["concat", [one(text, (self, other, meter) => meter.text(self + other))]],
  ["contains", [one(sequence, (self, other) => self.includes(other))]],
  ["contentEquals", [one(sequence, (self, other) => self === other)]],
  ["endsWith", [one(text, (self, other) => self.endsWith(other))]],
  ["equalsIgnoreCase", [one(text, (self, other) => self.toLowerCase() === other.toLowerCase())]],
  ["format", [(_self, [format, ...args], meter) => (typeof format === "string" ? formatted(format, args, meter) : undefined)]],
  [
    "indexOf",
    [
      one(text, (self, other) => integer(self.indexOf(other))),
      one(int, (self, code) => integer(self.indexOf(characterOf(code)))),
      two(text, int, (self, other, from) => integer(self.indexOf(other, from))),
      two(int, int, (self, code, from) => integer(self.indexOf(characterOf(code), from))),
    ],
  ],
  ["intern", [none((self) => self)]],
  ["isBlank", [none((self) => self.trim() === "")]],
  ["isEmpty", [none((self) => self === "")]],
  ["join", [two(sequence, collection, (_self, between, items, meter) => joined(between, items, meter)), joinedArguments]],
  [
    "lastIndexOf",
    [
      one(text, (self, other) => integer(self.lastIndexOf(other))),
      one(int, (self, code) => integer(self.lastIndexOf(characterOf(code)))),
      two(text, int, (self, other, from) => integer(from < 0 ? -1 : self.lastIndexOf(other, from))),
    ],
  ],
  ["length", [none((self) => integer(self.length))]],
  ["matches", [one(text, (self, regex, meter) => regexOf(regex, meter).matches(self, meter))]],
  ["repeat", [one(int, (self, times, meter) => repeated(self, times, meter))]],
  [
    "replace",
    [
      two(sequence, sequence, (self, from, to, meter) => replaced(self, from, to, meter)),
      two(character, character, (self, from, to) => self.replaceAll(from, () => to)),
    ],
  ],
  ["replaceAll", [two(text, text, (self, regex, to, meter) => meter.text(regexOf(regex, meter).replace(self, to, "all", meter)))]],
  ["replaceFirst", [two(text, text, (self, regex, to, meter) => meter.text(regexOf(regex, meter).replace(self, to, "first", meter)))]],
  [
    "split",
    [
      one(text, (self, regex, meter) => split(self, regex, 0, meter)),
      two(text, int, (self, regex, limit, meter) => split(self, regex, limit, meter)),
    ],
  ],
  [
    "startsWith",
    [
      one(text, (self, other) => self.startsWith(other)),
      two(text, int, (self, other, from) => from >= 0 && from <= self.length && self.startsWith(other, from)),
    ],
  ],
  ["strip", [none((self) => self.trim())]],
  ["stripLeading", [none((self) => self.trimStart())]],
  ["stripTrailing", [none((self) => self.trimEnd())]],
  ["subSequence", [two(int, int, (self, from, to) => substring(self, from, to))]],
  [
    "substring",
    [one(int, (self, from) => substring(self, from, self.length)), two(int, int, (self, from, to) => substring(self, from, to))],
  ],
  ["toCharArray", [none((self, meter) => new JavaList("Object[]", characters(self, meter)))]],
  ["toLowerCase", [none((self) => self.toLowerCase())]],
  ["toUpperCase", [none((self) => self.toUpperCase())]],
  // Java trims whatever is not beyond a space.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are trimmed
  ["trim", [none((self) => self.replace(/^[\u0000-\u0020]+/, "").replace(/(?<![\u0000-\u0020])[\u0000-\u0020]+$/, ""))]],
  ["valueOf", [one(anything, (_self, value, meter) => textOf(value, meter))]],
]);

function within(self: string, at: number, last: number): true {
  if (at < 0 || at > last) throw new TemplateError(`java.lang.StringIndexOutOfBoundsException: index ${at}, length ${self.length}`);
  return true;
}

function substring(self: string, from: number, to: number): string {
  if (from < 0 || to > self.length || from > to) {
    throw new TemplateError(`java.lang.StringIndexOutOfBoundsException: begin ${from}, end ${to}, length ${self.length}`);
  }
  return self.slice(from, to);
}

/** The difference of the first characters that differ, else of the lengths. */
function compared(left: string, right: string): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left.charCodeAt(i) - right.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function characterOf(code: number): string {
  return code < 0 || code > 0x10ffff ? "\u0000\u0000" : String.fromCodePoint(code);
}

function joinedArguments(_self: string, [between, ...parts]: readonly Value[], meter: Meter): Value | undefined {
  const texts = parts.filter((part) => typeof part === "string");
  return typeof between === "string" && texts.length === parts.length ? meter.text(texts.join(between)) : undefined;
}

function joined(between: string, items: JavaList | MapView, meter: Meter): string {
  const texts = items.items.map((item) =>
    typeof item === "string" ? item : fail("java.lang.ClassCastException: an item is no CharSequence"),
  );
  return meter.text(texts.join(between));
}

function repeated(self: string, times: number, meter: Meter): string {
  if (times < 0) fail(`java.lang.IllegalArgumentException: count is negative: ${times}`);
  meter.charge((self.length * times) / 16);
  return meter.text(self.repeat(times));
}

function replaced(self: string, from: string, to: string, meter: Meter): string {
  const parts = from === "" ? ["", ...self.split(""), ""] : self.split(from);
  meter.charge(parts.length + (parts.length * to.length) / 16);
  return meter.text(parts.join(to));
}

function split(self: string, regex: string, limit: number, meter: Meter): JavaList {
  const parts = regexOf(regex, meter).split(self, limit, meter);
  meter.charge(parts.length);
  return new JavaList("Object[]", parts);
}

function characters(self: string, meter: Meter): JavaCharacter[] {
  meter.charge(self.length);
  return self.split("").map((c) => new JavaCharacter(c));
}

function fail(message: string): never {
  throw new TemplateError(message);
}
