/** java.lang.Integer, Long, Float, Double, java.math.BigInteger and BigDecimal; java.lang.Boolean, Character. */

import type { Meter } from "../../meter";
import { TemplateError } from "../../template-error";
import { compare } from "../arithmetic";
import {
  decimalOf,
  double,
  type Floating,
  float,
  type Integral,
  integer,
  isNumber,
  type JavaNumber,
  long,
  toDouble,
  toInt,
  toWhole,
} from "../number";
import type { JavaCharacter, Methods, Signature, Value } from "../value";
import { anything, character, flag, int, none, one, select, text, two } from "./signature";

const CONVERSIONS: readonly (readonly [string, readonly Signature<JavaNumber>[]])[] = [
  ["byteValue", [none((self) => integer(BigInt.asIntN(8, BigInt(toInt(self)))))]],
  ["shortValue", [none((self) => integer(BigInt.asIntN(16, BigInt(toInt(self)))))]],
  ["intValue", [none((self) => integer(toInt(self)))]],
  ["longValue", [none((self) => long(toWhole(self)))]],
  ["floatValue", [none((self) => float(toDouble(self)))]],
  ["doubleValue", [none((self) => double(toDouble(self)))]],
  ["compareTo", [one(anything, (self, other) => integer(compare(self, sameType(self, other))))]],
];

/** Integer's and Long's own; the static ones are called on any number of the type, `$i.parseInt("4")`. */
const INTEGRAL_METHODS: Methods<Integral> = new Map<string, readonly Signature<Integral>[]>([
  ...CONVERSIONS,
  [
    "parseInt",
    [
      one(text, (_self, digits) => integer(parsed(digits, 10, 32))),
      two(text, int, (_self, digits, radix) => integer(parsed(digits, radix, 32))),
    ],
  ],
  [
    "parseLong",
    [one(text, (_self, digits) => long(parsed(digits, 10, 64))), two(text, int, (_self, digits, radix) => long(parsed(digits, radix, 64)))],
  ],
  [
    "valueOf",
    [
      one(text, (self, digits) => ({ ...self, value: parsed(digits, 10, self.type === "Integer" ? 32 : 64) })),
      one(int, (self, value) => ({ ...self, value: BigInt(value) })),
      two(text, int, (self, digits, radix) => ({ ...self, value: parsed(digits, radix, self.type === "Integer" ? 32 : 64) })),
    ],
  ],
  [
    "toString",
    [
      one(int, (_self, value) => String(value)),
      two(int, int, (_self, value, radix) => value.toString(radix >= 2 && radix <= 36 ? radix : 10)),
    ],
  ],
  ["toHexString", [one(int, (_self, value) => (value >>> 0).toString(16))]],
  ["toOctalString", [one(int, (_self, value) => (value >>> 0).toString(8))]],
  ["toBinaryString", [one(int, (_self, value) => (value >>> 0).toString(2))]],
  ["compare", [two(int, int, (_self, a, b) => integer(Math.sign(a - b)))]],
  ["max", [two(int, int, (_self, a, b) => integer(Math.max(a, b)))]],
  ["min", [two(int, int, (_self, a, b) => integer(Math.min(a, b)))]],
  ["sum", [two(int, int, (_self, a, b) => integer(a + b))]],
  ["signum", [one(int, (_self, value) => integer(Math.sign(value)))]],
]);

const FLOATING_METHODS: Methods<Floating> = new Map<string, readonly Signature<Floating>[]>([
  ...CONVERSIONS,
  ["isNaN", [none((self) => Number.isNaN(self.value))]],
  ["isInfinite", [none((self) => Math.abs(self.value) === Number.POSITIVE_INFINITY)]],
  ["parseDouble", [one(text, (_self, digits) => double(parsedDouble(digits)))]],
  ["valueOf", [one(text, (_self, digits) => double(parsedDouble(digits)))]],
]);

const BIG_METHODS: Methods<JavaNumber> = new Map(CONVERSIONS);

/** The methods of a number's class. */
export function callNumber(self: JavaNumber, name: string, args: readonly Value[], meter: Meter): Value | undefined {
  if (self.kind === "floating") return select(FLOATING_METHODS, self, name, args, meter);
  return self.kind === "integral" && self.type !== "BigInteger"
    ? select(INTEGRAL_METHODS, self, name, args, meter)
    : select(BIG_METHODS, self, name, args, meter);
}

export const BOOLEAN_METHODS: Methods<boolean> = new Map<string, readonly Signature<boolean>[]>([
  ["booleanValue", [none((self) => self)]],
  ["compareTo", [one(flag, (self, other) => integer(Number(self) - Number(other)))]],
  ["parseBoolean", [one(text, (_self, word) => word.toLowerCase() === "true")]],
  ["valueOf", [one(text, (_self, word) => word.toLowerCase() === "true"), one(flag, (_self, value) => value)]],
  ["toString", [one(flag, (_self, value) => String(value))]],
]);

export const CHARACTER_METHODS: Methods<JavaCharacter> = new Map<string, readonly Signature<JavaCharacter>[]>([
  ["charValue", [none((self) => self)]],
  ["compareTo", [one(character, (self, other) => integer(self.value.charCodeAt(0) - other.charCodeAt(0)))]],
]);

/** compareTo() takes a number of the same class alone; another one is a ClassCastException in Java. */
function sameType(self: JavaNumber, other: Value): JavaNumber {
  if (isNumber(other) && other.type === self.type) return other;
  throw new TemplateError("java.lang.ClassCastException: compareTo with a value of another class");
}

function parsed(digits: string, radix: number, bits: number): bigint {
  const value = /^[+-]?[0-9a-zA-Z]{1,70}$/.test(digits) && radix >= 2 && radix <= 36 ? wholeOf(digits, radix) : undefined;
  if (value === undefined || BigInt.asIntN(bits, value) !== value)
    throw new TemplateError(`java.lang.NumberFormatException: For input string: "${digits}"`);
  return value;
}

function wholeOf(digits: string, radix: number): bigint | undefined {
  let value = 0n;
  for (const c of digits.replace(/^[+-]/, "")) {
    const digit = Number.parseInt(c, radix);
    if (Number.isNaN(digit)) return undefined;
    value = value * BigInt(radix) + BigInt(digit);
  }
  return digits.startsWith("-") ? -value : value;
}

function parsedDouble(digits: string): number {
  const trimmed = digits.trim();
  const special = /^([+-]?)(NaN|Infinity)$/.exec(trimmed);
  if (special) return Number(trimmed.replace("+", ""));
  if (!decimalOf(trimmed.replace(/[dDfF]$/, ""))) throw new TemplateError(`java.lang.NumberFormatException: For input string: "${digits}"`);
  return Number.parseFloat(trimmed);
}
