/** Java's numbers: which type a number has decides how it is printed and what arithmetic makes of it. */
import { TemplateError } from "../template-error";

export type IntegralType = "Integer" | "Long" | "BigInteger";
export type FloatingType = "Float" | "Double";

export interface Integral {
  readonly kind: "integral";
  readonly type: IntegralType;
  readonly value: bigint;
}

export interface Floating {
  readonly kind: "floating";
  readonly type: FloatingType;
  readonly value: number;
}

/** A BigDecimal: `unscaled` times ten to the power of minus `scale`. */
export interface Decimal {
  readonly kind: "decimal";
  readonly type: "BigDecimal";
  readonly unscaled: bigint;
  readonly scale: number;
}

export type JavaNumber = Integral | Floating | Decimal;

/** Digits to which a BigDecimal is written out; beyond it only its short form is printed. */
const DIGITS = 10_000;

export function integer(value: number | bigint): Integral {
  return { kind: "integral", type: "Integer", value: BigInt.asIntN(32, BigInt(value)) };
}

export function long(value: number | bigint): Integral {
  return { kind: "integral", type: "Long", value: BigInt.asIntN(64, BigInt(value)) };
}

export function double(value: number): Floating {
  return { kind: "floating", type: "Double", value };
}

export function float(value: number): Floating {
  return { kind: "floating", type: "Float", value: Math.fround(value) };
}

/** The narrowest of Integer, Long and BigInteger that holds the value. */
export function integral(value: bigint): Integral {
  if (BigInt.asIntN(32, value) === value) return { kind: "integral", type: "Integer", value };
  return { kind: "integral", type: BigInt.asIntN(64, value) === value ? "Long" : "BigInteger", value };
}

/** Reads decimal digits with an optional sign, as `new BigInteger` does. */
export function integralOf(digits: string): Integral {
  if (digits.length > DIGITS) throw new TemplateError(`A number has more than ${DIGITS} digits`);
  return integral(BigInt(digits));
}

/** Reads a number with a fraction or an exponent, as `new BigDecimal` does; undefined where that would throw. */
export function decimalOf(text: string): Decimal | undefined {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,10}))?$/.exec(text);
  if (!parts) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const scale = fraction.length - Number(exponent);
  if (whole + fraction === "" || Math.abs(scale) > 0x7fffffff) return undefined;
  if (whole.length + fraction.length > DIGITS) throw new TemplateError(`A number has more than ${DIGITS} digits`);
  const unscaled = BigInt(whole + fraction);
  return { kind: "decimal", type: "BigDecimal", unscaled: sign === "-" ? -unscaled : unscaled, scale };
}

export function isNumber(value: unknown): value is JavaNumber {
  return typeof value === "object" && value !== null && "type" in value && "kind" in value && NUMBER_KINDS.has(value.kind);
}

const NUMBER_KINDS: ReadonlySet<unknown> = new Set(["integral", "floating", "decimal"]);

/** As `Number.doubleValue()`. */
export function toDouble(number: JavaNumber): number {
  return number.kind === "decimal" ? Number(decimalText(number)) : Number(number.value);
}

/** The whole part: as `BigDecimal.toBigInteger()`, with Java's saturation to Long for floating numbers. */
export function toWhole(number: JavaNumber): bigint {
  if (number.kind === "integral") return number.value;
  if (number.kind === "floating") return Number.isNaN(number.value) ? 0n : clampToLong(number.value);
  return number.scale <= 0 ? number.unscaled * tenTo(-number.scale) : number.unscaled / tenTo(number.scale);
}

/** As `Number.intValue()`: whole numbers wrap, floating ones saturate. */
export function toInt(number: JavaNumber): number {
  if (number.kind === "floating")
    return Number.isNaN(number.value) ? 0 : Math.trunc(Math.max(-0x80000000, Math.min(0x7fffffff, number.value)));
  return Number(BigInt.asIntN(32, toWhole(number)));
}

/** As `Number.toString()`. */
export function numberText(number: JavaNumber): string {
  if (number.kind === "integral") return number.value.toString();
  return number.kind === "decimal" ? decimalText(number) : floatingText(number);
}

/** Ten to a power that a BigDecimal's scale asks for. @throws TemplateError where that has too many digits to write out. */
export function tenTo(power: number): bigint {
  if (power > DIGITS) throw new TemplateError(`A number has more than ${DIGITS} digits`);
  return 10n ** BigInt(power);
}

function clampToLong(value: number): bigint {
  if (value >= 2 ** 63) return 2n ** 63n - 1n;
  return value <= -(2 ** 63) ? -(2n ** 63n) : BigInt(Math.trunc(value));
}

/** Java writes the shortest digits that read back as the same number: plainly from 0.001 to ten million, else as `1.0E10`. */
function floatingText({ type, value }: Floating): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  if (type === "Double" && size >= 0.001 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  // Two digits at least: of this one, JavaScript gives the nearest with one.
  if (Math.abs(value) === Number.MIN_VALUE) return value < 0 ? "-4.9E-324" : "4.9E-324";
  const [mantissa = "", exponent = ""] = (type === "Double" ? value.toExponential() : shortestFloat(value)).split("e");
  const sign = value < 0 ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  const power = Number(exponent);
  if (power < -3 || power >= 7) return `${sign}${digits[0]}.${digits.slice(1) || "0"}E${power}`;
  if (power < 0) return `${sign}0.${"0".repeat(-power - 1)}${digits}`;
  const padded = digits.padEnd(power + 1, "0");
  return `${sign}${padded.slice(0, power + 1)}.${padded.slice(power + 1) || "0"}`;
}

function shortestFloat(value: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential();
}

/** As `BigDecimal.toString()`. */
function decimalText({ unscaled, scale }: Decimal): string {
  const sign = unscaled < 0n ? "-" : "";
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  const power = digits.length - 1 - scale;
  if (scale === 0) return sign + digits;
  if (scale > 0 && power >= -6) {
    const padded = digits.padStart(scale + 1, "0");
    return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  }
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${sign}${digits[0]}${fraction}${power === 0 ? "" : `E${power > 0 ? "+" : ""}${power}`}`;
}
