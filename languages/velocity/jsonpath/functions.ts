/** The functions that may end a JSONPath, `$.prices.sum()`. */
import { double, integer, isNumber, toDouble, toInt } from "../java/number";
import { textOf } from "../java/text";
import { JavaList, JavaMap, MapView, type Value } from "../java/value";
import type { Meter } from "../meter";
import { TemplateError } from "../template-error";

/** @throws TemplateError where the function does not exist or has nothing to work on. */
export function callFunction(name: string, value: Value, params: readonly Value[], meter: Meter): Value {
  const body = FUNCTIONS.get(name);
  if (body === undefined) throw new TemplateError(`Function with name: ${name} does not exist`);
  return body(value, params, meter);
}

type Body = (value: Value, params: readonly Value[], meter: Meter) => Value;

const FUNCTIONS: ReadonlyMap<string, Body> = new Map<string, Body>([
  ["avg", aggregated((numbers) => sum(numbers) / numbers.length)],
  ["stddev", aggregated((numbers) => Math.sqrt(sum(numbers.map((n) => n * n)) / numbers.length - (sum(numbers) / numbers.length) ** 2))],
  ["sum", aggregated(sum)],
  ["min", aggregated((numbers) => numbers.reduce((a, b) => Math.min(a, b)))],
  // JsonPath starts from Double.MIN_VALUE, the least positive number.
  ["max", aggregated((numbers) => numbers.reduce((a, b) => Math.max(a, b), Number.MIN_VALUE))],
  ["concat", concat],
  ["length", length],
  ["size", length],
  ["append", append],
  ["keys", (value) => (value instanceof JavaMap ? new MapView("keySet", value) : null)],
  ["first", (value) => element(value, 0)],
  ["last", (value) => element(value, -1)],
  ["index", (value, params) => element(value, params.filter(isNumber).map(toInt)[0] ?? 0)],
]);

function aggregated(result: (numbers: readonly number[]) => number): Body {
  return (value, params) => {
    const numbers = [value, ...params]
      .flatMap((source, i) => (source instanceof JavaList ? source.items : i > 0 ? [source] : []))
      .filter(isNumber);
    if (numbers.length === 0) throw new TemplateError("Aggregation function attempted to calculate value using empty array");
    return double(result(numbers.map(toDouble)));
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function concat(value: Value, params: readonly Value[], meter: Meter): Value {
  const own = value instanceof JavaList ? value.items.filter((item) => typeof item === "string") : [];
  const others = params.flatMap((param) => (param instanceof JavaList ? param.items : [param])).filter((item) => item !== null);
  return meter.text([...own, ...others.map((item) => textOf(item, meter))].join(""));
}

function length(value: Value, [param]: readonly Value[]): Value {
  const counted = param instanceof JavaList ? param : value;
  if (counted instanceof JavaList) return integer(counted.items.length);
  return counted instanceof JavaMap ? integer(counted.size) : null;
}

function append(value: Value, params: readonly Value[]): Value {
  if (value instanceof JavaList) value.items.push(...params);
  return value;
}

/** Counted from the end, Jayway never reaches the first element. */
function element(value: Value, index: number): Value {
  const items = value instanceof JavaList ? value.items : [];
  const item = index < 0 && items.length + index === 0 ? undefined : items.at(index);
  if (item === undefined) throw new TemplateError(`Target index:${index} larger than object count:${items.length}`);
  return item;
}
