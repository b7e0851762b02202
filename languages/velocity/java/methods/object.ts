/** What every Java object has; getClass(), notify() and wait() are not among it, for no template gets out of its values. */

import type { Meter } from "../../meter";
import { TemplateError } from "../../template-error";
import { integer, isNumber, toDouble, toWhole } from "../number";
import { textOf } from "../text";
import { equal, type Methods, type Value } from "../value";
import { anything, none, one } from "./signature";

export const OBJECT_METHODS: Methods<Value> = new Map([
  ["toString", [none((self, meter) => textOf(self, meter))]],
  ["equals", [one(anything, (self, other, meter) => equal(self, other, meter))]],
  ["hashCode", [none((self, meter) => integer(hashOf(self, meter)))]],
]);

/** As `hashCode()`; objects without one of their own have that of their text. */
function hashOf(value: Value, meter: Meter): number {
  meter.charge(1);
  if (value === null) return 0;
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (isNumber(value)) {
    if (value.kind === "integral" && value.type === "Integer") return Number(value.value);
    const bits = value.kind === "integral" ? toWhole(value) : new BigInt64Array(new Float64Array([toDouble(value)]).buffer)[0];
    if (bits === undefined) throw new TemplateError("A number without bits");
    return Number(BigInt.asIntN(32, bits ^ (BigInt.asUintN(64, bits) >> 32n)));
  }
  if (typeof value === "object" && (value.kind === "list" || value.kind === "view")) {
    return value.kind === "list"
      ? value.items.reduce<number>((hash, item) => (Math.imul(31, hash) + hashOf(item, meter)) | 0, 1)
      : sumOf(value.items, meter);
  }
  if (typeof value === "object" && value.kind === "map") return sumOf(value.entries(), meter);
  if (typeof value === "object" && value.kind === "entry") return hashOf(value.key, meter) ^ hashOf(value.value, meter);
  const text = meter.text(textOf(value, meter));
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

function sumOf(items: readonly Value[], meter: Meter): number {
  return items.reduce<number>((sum, item) => (sum + hashOf(item, meter)) | 0, 0);
}
