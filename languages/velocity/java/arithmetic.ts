/** Arithmetic between numbers of any two types, as Velocity 1.7's MathUtils does it: the result's type follows the operands'. */
import { TemplateError } from "../template-error";
import { type Decimal, double, type Floating, float, type IntegralType, isNumber, type JavaNumber, tenTo, toDouble } from "./number";

export type Operator = "+" | "-" | "*" | "/" | "%";

/** Bits to which whole numbers and decimals may grow. */
const BITS = 40_000;

/** The result; null for a division by zero. @throws TemplateError for the remainder of BigDecimals, as Velocity throws. */
export function calculate(operator: Operator, left: JavaNumber, right: JavaNumber): JavaNumber | null {
  const result = calculated(operator, left, right);
  const whole = result?.kind === "integral" ? result.value : result?.kind === "decimal" ? result.unscaled : 0n;
  if (BigInt.asIntN(BITS, whole) !== whole) throw new TemplateError(`A number has more than ${BITS} bits`);
  return result;
}

function calculated(operator: Operator, left: JavaNumber, right: JavaNumber): JavaNumber | null {
  if ((operator === "/" || operator === "%") && isZero(right)) return null;
  if (left.kind === "integral" && right.kind === "integral") {
    const type = widest(left.type, right.type);
    if (type !== "BigInteger") return narrowed(INTEGRAL[operator](left.value, right.value), type);
    return {
      kind: "integral",
      type,
      value: operator === "%" ? modulus(left.value, right.value) : INTEGRAL[operator](left.value, right.value),
    };
  }
  if (isExact(left) || isExact(right)) return DECIMAL[operator](toDecimal(left), toDecimal(right));
  const value = FLOATING[operator](toDouble(left), toDouble(right));
  return isDouble(left) || isDouble(right) ? double(value) : float(value);
}

/** Negative, zero or positive, as the left number is less, equal or greater; NaN compares as equal, as in Velocity. */
export function compare(left: JavaNumber, right: JavaNumber): number {
  if (left.kind === "integral" && right.kind === "integral") return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
  if (isExact(left) || isExact(right)) {
    const [a, b] = aligned(toDecimal(left), toDecimal(right));
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const [a, b] = [toDouble(left), toDouble(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

const INTEGRAL: Readonly<Record<Operator, (left: bigint, right: bigint) => bigint>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
};

const FLOATING: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
};

const DECIMAL: Readonly<Record<Operator, (left: Decimal, right: Decimal) => Decimal>> = {
  "+": (left, right) => sum(left, right),
  "-": (left, right) => sum(left, { ...right, unscaled: -right.unscaled }),
  "*": (left, right) => ({ ...left, unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale }),
  "/": (left, right) => quotient(left, right),
  "%": () => {
    throw new TemplateError("Cannot calculate the modulo of BigDecimals");
  },
};

function isZero(number: JavaNumber): boolean {
  return number.kind === "decimal" ? number.unscaled === 0n : Number(number.value) === 0;
}

/** A sum of Integers that outgrows them is a Long, one of Longs a BigInteger. */
function narrowed(value: bigint, type: IntegralType): JavaNumber {
  if (type === "Integer" && BigInt.asIntN(32, value) === value) return { kind: "integral", type, value };
  return { kind: "integral", type: BigInt.asIntN(64, value) === value ? "Long" : "BigInteger", value };
}

/** As `BigInteger.mod`, which is never negative. */
function modulus(left: bigint, right: bigint): bigint {
  if (right < 0n) throw new TemplateError("java.lang.ArithmeticException: BigInteger: modulus not positive");
  const value = left % right;
  return value < 0n ? value + right : value;
}

function widest(left: IntegralType, right: IntegralType): IntegralType {
  const types = [left, right];
  if (types.includes("BigInteger")) return "BigInteger";
  return types.includes("Long") ? "Long" : "Integer";
}

/** BigDecimals, and BigIntegers beside a floating number, are calculated exactly. */
function isExact(number: JavaNumber): boolean {
  return number.kind === "decimal" || number.type === "BigInteger";
}

function isDouble(number: JavaNumber): number is Floating {
  return isNumber(number) && number.type === "Double";
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** As `new BigDecimal(number.doubleValue())`, for Longs too: every binary fraction has an exact decimal one. */
function toDecimal(number: JavaNumber): Decimal {
  if (number.kind === "decimal") return number;
  if (number.type === "BigInteger") return { kind: "decimal", type: "BigDecimal", unscaled: number.value, scale: 0 };
  let scale = 0;
  let value = toDouble(number);
  if (!Number.isFinite(value)) throw new TemplateError("java.lang.NumberFormatException: Infinite or NaN");
  while (!Number.isInteger(value)) {
    value *= 2;
    scale++;
  }
  return { kind: "decimal", type: "BigDecimal", unscaled: BigInt(value) * 5n ** BigInt(scale), scale };
}

function aligned(left: Decimal, right: Decimal): [bigint, bigint] {
  const scale = Math.max(left.scale, right.scale);
  return [left.unscaled * tenTo(scale - left.scale), right.unscaled * tenTo(scale - right.scale)];
}

function sum(left: Decimal, right: Decimal): Decimal {
  const [a, b] = aligned(left, right);
  return { ...left, unscaled: a + b, scale: Math.max(left.scale, right.scale) };
}

/** Keeps the dividend's scale, rounding to the nearest, halves towards zero. */
function quotient(left: Decimal, right: Decimal): Decimal {
  const dividend = left.unscaled * tenTo(Math.max(0, right.scale));
  const divisor = right.unscaled * tenTo(Math.max(0, -right.scale));
  const whole = dividend / divisor;
  const beyond = 2n * abs(dividend % divisor) > abs(divisor);
  const away = dividend < 0n === divisor < 0n ? 1n : -1n;
  return { ...left, unscaled: beyond ? whole + away : whole };
}
