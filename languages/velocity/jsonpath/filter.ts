/** Filters, `[?(@.price > 10 && @.name =~ /a+/i)]`, read and applied as Jayway's JsonPath 2.9 does. */

import { compileRegex, type Regex } from "../../regexp/index";
import { TextCursor } from "../../text/index";
import { compare } from "../java/arithmetic";
import { decimalOf, isNumber, type JavaNumber, numberText, toInt } from "../java/number";
import { equal, JavaList, JavaMap, type Value } from "../java/value";
import type { Meter } from "../meter";
import { TemplateError } from "../template-error";
import { evaluatePath } from "./evaluate";
import { parseJson } from "./json-smart";
import type { Filter, Path } from "./syntax";

/** Reads what stands in a filter's parentheses, they included. @throws TemplateError where it is not well formed. */
export function parseFilter(text: string, parsePath: (text: string) => Path, meter: Meter): Filter {
  const filter = new FilterReader(text, parsePath, meter).filter();
  return (item, root, budget) => {
    try {
      return filter(item, root, budget);
    } catch (error) {
      if (error === INAPPLICABLE) return false;
      throw error;
    }
  };
}

/** Thrown where an operator cannot be applied: nothing passes the filter then, whatever else it says. */
const INAPPLICABLE = Symbol("inapplicable");

/** One side of a comparison: undefined is what a path does not lead to. */
type Operand =
  | { readonly type: "path"; readonly path: Path; readonly isNegated: boolean }
  | { readonly type: "constant"; readonly value: Value | Regex };
type Side = Value | Regex | undefined;
type Test = (left: Side, right: Side, meter: Meter) => boolean;

class FilterReader {
  private readonly cursor: TextCursor;

  constructor(
    text: string,
    private readonly parsePath: (text: string) => Path,
    private readonly meter: Meter,
  ) {
    this.cursor = new TextCursor(text);
  }

  filter(): Filter {
    const filter = this.disjunction();
    this.cursor.take(/ */y);
    return !this.cursor.isAtEnd ? this.fail("expected the end of the filter") : filter;
  }

  private disjunction(): Filter {
    const operands = [this.conjunction()];
    while (this.cursor.take(/ *\|\|/y)) operands.push(this.conjunction());
    return (item, root, meter) => operands.some((operand) => operand(item, root, meter));
  }

  private conjunction(): Filter {
    const operands = [this.operand()];
    while (this.cursor.take(/ *&&/y)) operands.push(this.operand());
    return (item, root, meter) => operands.every((operand) => operand(item, root, meter));
  }

  private operand(): Filter {
    if (this.cursor.take(/ *!(?! *[$@])/y)) {
      const operand = this.operand();
      return (item, root, meter) => !operand(item, root, meter);
    }
    if (!this.cursor.take(/ *\(/y)) return this.relation();
    const inner = this.disjunction();
    if (!this.cursor.take(/ *\)/y)) this.fail("expected ')'");
    return inner;
  }

  /** A comparison, or a path alone, which asks whether there is such a thing. */
  private relation(): Filter {
    const left = this.side();
    const start = this.cursor.offset;
    const test = OPERATORS.get(
      this.cursor
        .match(/ *(?:[<>=~!]+|[^ <>=~!][^ ]*)/y)
        .trim()
        .toUpperCase(),
    );
    if (test !== undefined) {
      const right = this.side();
      return (item, root, meter) => test(sideOf(left, item, root, meter), sideOf(right, item, root, meter), meter);
    }
    this.cursor.offset = start;
    if (left.type !== "path") return this.fail("expected a path");
    const { path, isNegated } = left;
    // Jayway begins at the element here, whether the path begins with @ or $.
    return (item, root, meter) => (evaluatePath(path, item, root, meter, "refused") !== undefined) !== isNegated;
  }

  private side(): Operand {
    const isNegated = this.cursor.match(/ *!? */y).includes("!");
    if (/[$@]/.test(this.cursor.text.charAt(this.cursor.offset))) return { type: "path", path: this.parsePath(this.path()), isNegated };
    if (isNegated) this.fail("unexpected '!'");
    return { type: "constant", value: this.literal() };
  }

  /** Up to a blank, an operator or a closing parenthesis, brackets and `()` of functions apart. */
  private path(): string {
    return (
      this.cursor.match(/[$@](?:\[(?:'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|[^\]'"])*\]|\( *\)|[^ <>=~!)[])*/y) ||
      this.fail("expected a path")
    );
  }

  private literal(): Value | Regex {
    const quoted = this.cursor.match(/'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/y);
    if (quoted !== "") return withoutBackslashes(quoted.slice(1, -1));
    const word = this.cursor.match(/true|false|null/y);
    if (word !== "") return word === "null" ? null : word === "true";
    const pattern = this.cursor.match(/\/(?:[^/\\]|\\[\s\S])*\/[dixmsuU]*/y);
    if (pattern !== "") return this.regex(pattern);
    const json = this.cursor.match(
      /\[(?:'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|[^\]'"])*\]|\{(?:'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|[^}'"])*\}/y,
    );
    if (json !== "") return parseJson(json, this.meter) ?? null;
    return decimalOf(this.cursor.match(/[-\d.eE]+/y)) ?? this.fail("expected a value");
  }

  private regex(pattern: string): Regex {
    const end = pattern.lastIndexOf("/");
    return compileRegex(pattern.slice(1, end), this.meter, pattern.slice(end + 1));
  }

  private fail(problem: string): never {
    throw new TemplateError(`Invalid filter ${this.cursor.text} of a JSONPath: ${problem}, at position ${this.cursor.offset}`);
  }
}

function sideOf(operand: Operand, item: Value, root: Value, meter: Meter): Side {
  if (operand.type === "constant") return operand.value;
  return evaluatePath(operand.path, operand.path.isRooted ? root : item, root, meter);
}

const OPERATORS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ["==", areEqual],
  ["!=", (left, right, meter) => !areEqual(left, right, meter)],
  ["===", (left, right, meter) => kindOf(left) === kindOf(right) && areEqual(left, right, meter)],
  ["!==", (left, right, meter) => kindOf(left) !== kindOf(right) || !areEqual(left, right, meter)],
  ["<", ordered((order) => order < 0)],
  ["<=", ordered((order) => order <= 0)],
  [">", ordered((order) => order > 0)],
  [">=", ordered((order) => order >= 0)],
  ["=~", (left, right, meter) => matches(left, right, meter)],
  ["IN", (left, right, meter) => isIn(left, right, meter)],
  ["NIN", (left, right, meter) => !isIn(left, right, meter)],
  [
    "CONTAINS",
    (left, right, meter) =>
      typeof left === "string"
        ? typeof right === "string" && left.includes(right)
        : left instanceof JavaList && contains(left, right, meter),
  ],
  ["SIZE", (left, right) => isNumber(right) && sizeOf(left) === toInt(right)],
  ["EMPTY", (left, right) => emptiness(left) === flagOf(right, left)],
  ["SUBSETOF", lists((left, right, meter) => left.items.every((item) => contains(right, item, meter)))],
  ["ANYOF", lists((left, right, meter) => left.items.some((item) => contains(right, item, meter)))],
  ["NONEOF", lists((left, right, meter) => !left.items.some((item) => contains(right, item, meter)))],
  // Jayway knows these, but of what a filter can be written with, nothing satisfies them.
  ["ALL", inapplicable],
  ["TYPE", inapplicable],
  ["MATCHES", inapplicable],
]);

/** A number and a text are equal if one is the other written out; nothing equals what is not there. */
function areEqual(left: Side, right: Side, meter: Meter): boolean {
  if (left === undefined || right === undefined || isRegex(left) || isRegex(right)) return false;
  if (isNumber(left) && isNumber(right)) return compare(asDecimal(left), asDecimal(right)) === 0;
  if (isNumber(left) && typeof right === "string") return isSameNumber(left, right);
  if (typeof left === "string" && isNumber(right)) return left === numberText(right);
  return equal(left, right, meter);
}

function isSameNumber(number: JavaNumber, text: string): boolean {
  const other = decimalOf(text);
  return other !== undefined && compare(asDecimal(number), other) === 0;
}

function asDecimal(number: JavaNumber): JavaNumber {
  return decimalOf(numberText(number)) ?? number;
}

function ordered(holds: (order: number) => boolean): Test {
  return (left, right) => {
    if (isNumber(left) && isNumber(right)) return holds(compare(asDecimal(left), asDecimal(right)));
    return typeof left === "string" && typeof right === "string" && holds(left < right ? -1 : left > right ? 1 : 0);
  };
}

/** The whole text must match; of a list, any element's. */
function matches(left: Side, right: Side, meter: Meter): boolean {
  const [regex, subject] = isRegex(left) ? [left, right] : [right, left];
  if (!isRegex(regex) || isRegex(subject)) return false;
  const subjects = subject instanceof JavaList ? subject.items : [subject];
  return subjects.some((item) =>
    regex.matches(typeof item === "string" || typeof item === "boolean" ? String(item) : isNumber(item) ? numberText(item) : "", meter),
  );
}

function isIn(left: Side, right: Side, meter: Meter): boolean {
  const list = listOf(right);
  return list !== undefined && contains(list, left, meter);
}

function lists(test: (left: JavaList, right: JavaList, meter: Meter) => boolean): Test {
  return (left, right, meter) => {
    const other = listOf(right);
    const list = other && listOf(left);
    return list !== undefined && other !== undefined && test(list, other, meter);
  };
}

/** Undefined for an object, which is no list but could have been one. */
function listOf(side: Side): JavaList | undefined {
  if (side instanceof JavaList) return side;
  return side instanceof JavaMap ? undefined : inapplicable();
}

function flagOf(side: Side, subject: Side): boolean {
  return typeof side === "boolean" || emptiness(subject) === undefined ? side === true : inapplicable();
}

function inapplicable(): never {
  throw INAPPLICABLE;
}

function contains(list: JavaList, wanted: Side, meter: Meter): boolean {
  return list.items.some((item) => areEqual(wanted, item, meter));
}

function sizeOf(side: Side): number {
  if (typeof side === "string") return side.length;
  return side instanceof JavaList ? side.items.length : -1;
}

function emptiness(side: Side): boolean | undefined {
  if (typeof side === "string") return side === "";
  if (side instanceof JavaList) return side.items.length === 0;
  return side instanceof JavaMap ? side.size === 0 : undefined;
}

function kindOf(side: Side): string {
  if (typeof side !== "object" || side === null) return String(side === null ? side : typeof side);
  if (isNumber(side)) return "number";
  return isRegex(side) ? "regex" : "json";
}

function isRegex(side: Side): side is Regex {
  return typeof side === "object" && side !== null && "matches" in side;
}

function withoutBackslashes(text: string): string {
  return text.replace(/\\([\s\S])/g, "$1");
}
