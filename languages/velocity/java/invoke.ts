/** Methods, properties and indexes of Java objects, found as Velocity 1.7's introspection finds them. */
import type { Meter } from "../meter";
import { TemplateError } from "../template-error";
import { ARRAY_METHODS, ENTRY_METHODS, ITERATOR_METHODS, LIST_METHODS, MAP_METHODS, VIEW_METHODS } from "./methods/collection";
import { BOOLEAN_METHODS, CHARACTER_METHODS, callNumber } from "./methods/number";
import { OBJECT_METHODS } from "./methods/object";
import { select } from "./methods/signature";
import { STRING_METHODS } from "./methods/string";
import { integer, toInt } from "./number";
import { JavaMap, type Value } from "./value";

type Target = NonNullable<Value>;

/** What the method gives; null where there is no such method for these arguments. @throws TemplateError where it fails. */
export function callMethod(target: Target, name: string, args: readonly Value[], meter: Meter): Value {
  return invoke(target, name, args, meter) ?? null;
}

/** `$target.name`: a map's member, else what getName() or isName() give. */
export function getProperty(target: Target, name: string, meter: Meter): Value {
  if (target instanceof JavaMap) return target.get(name, meter);
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return (
    invoke(target, `get${capital}`, [], meter) ?? invoke(target, "get", [name], meter) ?? invoke(target, `is${capital}`, [], meter) ?? null
  );
}

/** `$target[index]`; a negative index counts from the end. @throws TemplateError beyond the ends. */
export function getIndex(target: Target, index: Value, meter: Meter): Value {
  return callMethod(target, "get", [fromEnd(target, index, meter)], meter);
}

/** `#set($target.name = value)`; nothing happens where the object has no such members. */
export function setProperty(target: Target, name: string, value: Value, meter: Meter): void {
  invoke(target, "put", [name, value], meter);
}

/** `#set($target[index] = value)` */
export function setIndex(target: Target, index: Value, value: Value, meter: Meter): void {
  const args = [fromEnd(target, index, meter), value];
  if (invoke(target, "set", args, meter) === undefined) invoke(target, "put", args, meter);
}

function fromEnd(target: Target, index: Value, meter: Meter): Value {
  if (typeof index !== "object" || index?.kind !== "integral" || index.type !== "Integer" || index.value >= 0n) return index;
  const size = invoke(target, "size", [], meter);
  if (typeof size !== "object" || size?.kind !== "integral")
    throw new TemplateError(`A 'size()' method required for negative value ${index.value} does not exist`);
  return integer(toInt(size) + toInt(index));
}

/** Undefined where there is no such method for these arguments. Work in proportion to the object's size is charged for here. */
function invoke(target: Target, name: string, args: readonly Value[], meter: Meter): Value | undefined {
  meter.charge(1);
  return invokeOwn(target, name, args, meter) ?? select(OBJECT_METHODS, target, name, args, meter);
}

function invokeOwn(target: Target, name: string, args: readonly Value[], meter: Meter): Value | undefined {
  if (typeof target === "string") return select(STRING_METHODS, meter.text(target), name, args, meter);
  if (typeof target === "boolean") return select(BOOLEAN_METHODS, target, name, args, meter);
  switch (target.kind) {
    case "integral":
    case "floating":
    case "decimal":
      return callNumber(target, name, args, meter);
    case "character":
      return select(CHARACTER_METHODS, target, name, args, meter);
    case "list":
      meter.charge(target.items.length >> 4);
      return select(target.type === "Object[]" ? ARRAY_METHODS : LIST_METHODS, target, name, args, meter);
    case "view":
      meter.charge(target.map.size >> 2);
      return select(VIEW_METHODS, target, name, args, meter);
    case "map":
      return select(MAP_METHODS, target, name, args, meter);
    case "entry":
      return select(ENTRY_METHODS, target, name, args, meter);
    case "iterator":
      return select(ITERATOR_METHODS, target, name, args, meter);
    case "object":
      return target.invoke(name, args, meter);
  }
}
