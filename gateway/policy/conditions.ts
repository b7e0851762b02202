import { BlockList, isIP } from "node:net";
import { isObject } from "../../languages/json/index";
import { arnLike, globMatch } from "./glob";
import { stringList } from "./string-list";

/** One operator on one condition key, compiled; the value is undefined where the request does not have the key. */
export interface Condition {
  /** In lower case: names of condition keys have no case. */
  readonly key: string;
  readonly holds: (value: string | undefined) => boolean;
}

/** Compiles the values of a policy into a test of a request's value; undefined where the values are malformed. */
type Operator = (expected: readonly string[]) => ((actual: string) => boolean) | undefined;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html; `Not` is read off the name. */
const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["StringEquals", any((expected, actual) => expected === actual)],
  ["StringEqualsIgnoreCase", any((expected, actual) => expected.toLowerCase() === actual.toLowerCase())],
  ["StringLike", any(globMatch)],
  ["ArnEquals", any(arnLike)],
  ["ArnLike", any(arnLike)],
  ["Bool", any((expected, actual) => expected.toLowerCase() === actual.toLowerCase())],
  ["NumericEquals", ordered(Number, (order) => order === 0)],
  ["NumericLessThan", ordered(Number, (order) => order < 0)],
  ["NumericLessThanEquals", ordered(Number, (order) => order <= 0)],
  ["NumericGreaterThan", ordered(Number, (order) => order > 0)],
  ["NumericGreaterThanEquals", ordered(Number, (order) => order >= 0)],
  ["DateEquals", ordered(time, (order) => order === 0)],
  ["DateLessThan", ordered(time, (order) => order < 0)],
  ["DateLessThanEquals", ordered(time, (order) => order <= 0)],
  ["DateGreaterThan", ordered(time, (order) => order > 0)],
  ["DateGreaterThanEquals", ordered(time, (order) => order >= 0)],
  ["BinaryEquals", any((expected, actual) => expected === actual)],
  ["IpAddress", addressIn],
]);

/** Compiles a statement's `Condition`; undefined where it is malformed. */
export function parseConditions(value: unknown): readonly Condition[] | undefined {
  if (value === undefined) return [];
  if (!isObject(value)) return undefined;
  const conditions = Object.entries(value).flatMap(([operator, keys]) =>
    isObject(keys) ? Object.entries(keys).map(([key, values]) => parseCondition(operator, key, values)) : [undefined],
  );
  return conditions.every((condition) => condition !== undefined) ? conditions : undefined;
}

function parseCondition(name: string, key: string, values: unknown): Condition | undefined {
  const expected = stringList(Array.isArray(values) ? values.map(plain) : plain(values));
  const [, quantifier, operatorName = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(name) ?? [];
  if (expected === undefined) return undefined;
  if (operatorName === "Null") return { key: key.toLowerCase(), holds: (actual) => expected.includes(String(actual === undefined)) };
  const not = operatorName.includes("Not");
  const matches = OPERATORS.get(operatorName.replace("Not", ""))?.(expected);
  const ifAbsent = not || ifExists !== undefined || quantifier === "ForAllValues";
  return matches && { key: key.toLowerCase(), holds: (actual) => (actual === undefined ? ifAbsent : matches(actual) !== not) };
}

/** Booleans and numbers may be written without quotes. */
function plain(value: unknown): unknown {
  return typeof value === "boolean" || typeof value === "number" ? String(value) : value;
}

function any(matches: (expected: string, actual: string) => boolean): Operator {
  return (expected) => (actual) => expected.some((one) => matches(one, actual));
}

function ordered(read: (text: string) => number, holds: (order: number) => boolean): Operator {
  return (expected) => {
    const limits = expected.map(read);
    return limits.some(Number.isNaN) ? undefined : (actual) => limits.some((limit) => holds(read(actual) - limit));
  };
}

/** Milliseconds of a date, or of seconds since the epoch. */
function time(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function addressIn(expected: readonly string[]): ((actual: string) => boolean) | undefined {
  const ranges = new BlockList();
  for (const range of expected) {
    const [address = "", prefix, ...rest] = range.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    const bits = family === "ipv6" ? 128 : 32;
    if (isIP(address) === 0 || rest.length > 0 || !/^\d{1,3}$/.test(prefix ?? String(bits)) || Number(prefix ?? bits) > bits)
      return undefined;
    ranges.addSubnet(address, Number(prefix ?? bits), family);
  }
  return (actual) => isIP(actual) !== 0 && ranges.check(actual, isIP(actual) === 6 ? "ipv6" : "ipv4");
}
