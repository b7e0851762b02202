/** `String.format`: https://docs.oracle.com/javase/8/docs/api/java/util/Formatter.html, for texts, numbers and booleans. */
import type { Meter } from "../../meter";
import { TemplateError } from "../../template-error";
import { isNumber, type JavaNumber, toDouble } from "../number";
import { textOf } from "../text";
import type { Value } from "../value";

const SPECIFIER = /%(?:(\d+)\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

/** The text with its specifiers filled in. @throws TemplateError where Java would throw. */
export function formatted(format: string, args: readonly Value[], meter: Meter): string {
  let next = 0;
  if (format.replace(SPECIFIER, "").includes("%")) throw new TemplateError("java.util.UnknownFormatConversionException: Conversion = '%'");
  return meter.text(
    format.replace(
      SPECIFIER,
      (all, index: string | undefined, flags: string, width: string | undefined, precision: string | undefined, conversion: string) => {
        if (Number(width ?? 0) > 10_000 || Number(precision ?? 0) > 100) throw new TemplateError(`The width of ${all} is too large`);
        const digits = precision === undefined ? undefined : Number(precision);
        const bare = conversion === "n" ? "\n" : conversion === "%" ? "%" : undefined;
        const argument = bare ?? args[index === undefined ? next++ : Number(index) - 1];
        if (argument === undefined) throw new TemplateError(`java.util.MissingFormatArgumentException: Format specifier '${all}'`);
        const text = bare ?? converted(argument, conversion, flags, digits, all, meter);
        return padded(conversion === conversion.toUpperCase() ? text.toUpperCase() : text, flags, Number(width ?? 0));
      },
    ),
  );
}

function converted(argument: Value, conversion: string, flags: string, digits: number | undefined, all: string, meter: Meter): string {
  switch (conversion.toLowerCase()) {
    case "s":
      return textOf(argument, meter).slice(0, digits);
    case "b":
      return String(typeof argument === "boolean" ? argument : argument !== null).slice(0, digits);
    case "c":
      if (typeof argument === "object" && argument?.kind === "character") return argument.value;
      break;
    case "d":
      if (isNumber(argument) && argument.kind === "integral") return signed(argument.value.toString(), flags);
      break;
    case "x":
    case "o":
      if (isNumber(argument) && argument.kind === "integral")
        return unsigned(argument.value, argument.type).toString(conversion.toLowerCase() === "x" ? 16 : 8);
      break;
    case "f":
    case "e":
      if (isNumber(argument) && argument.kind !== "integral")
        return signed(fraction(argument, conversion.toLowerCase(), digits ?? 6), flags);
      break;
  }
  throw new TemplateError(`java.util.IllegalFormatConversionException: ${all}`);
}

function unsigned(value: bigint, type: string): bigint {
  if (type === "BigInteger") return value;
  return BigInt.asUintN(type === "Integer" ? 32 : 64, value);
}

function fraction(number: JavaNumber, conversion: string, digits: number): string {
  const value = toDouble(number);
  if (conversion === "f")
    return Math.abs(value) < 1e21 ? value.toFixed(digits) : BigInt(value).toString() + (digits > 0 ? `.${"0".repeat(digits)}` : "");
  return value.toExponential(digits).replace(/e([+-])(\d)$/, "e$10$2");
}

function signed(text: string, flags: string): string {
  const grouped = flags.includes(",") ? text.replace(/\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ",")) : text;
  if (text.startsWith("-")) return flags.includes("(") ? `(${grouped.slice(1)})` : grouped;
  return (flags.includes("+") ? "+" : flags.includes(" ") ? " " : "") + grouped;
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  const sign = /^[-+ ]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}
