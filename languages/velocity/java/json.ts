/** Between plain JSON and Java's values. */
import type { Json } from "../../json/index";
import type { Meter } from "../meter";
import { double, integral, isNumber, toDouble } from "./number";
import { JavaList, JavaMap, type Value } from "./value";

/** Objects become maps of the given type. */
export function fromJson(json: Json, type: JavaMap["type"], meter: Meter): Value {
  if (json === null || typeof json === "string" || typeof json === "boolean") return json;
  if (typeof json === "number") return Number.isSafeInteger(json) ? integral(BigInt(json)) : double(json);
  if (isList(json))
    return new JavaList(
      "JSONArray",
      json.map((item) => fromJson(item, type, meter)),
    );
  return mapOf(Object.entries(json), type, meter, (value) => fromJson(value, type, meter));
}

export function mapOf<T>(
  members: Iterable<readonly [string, T]>,
  type: JavaMap["type"],
  meter: Meter,
  convert: (value: T) => Value,
): JavaMap {
  const map = new JavaMap(type);
  for (const [name, value] of members) map.put(name, convert(value), meter);
  return map;
}

/** What has no JSON form is null. */
export function toJson(value: Value): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (isNumber(value)) return toDouble(value);
  if (value instanceof JavaMap) return Object.fromEntries(value.entries().map((entry) => [String(entry.key), toJson(entry.value)]));
  return value.kind === "list" || value.kind === "view" ? value.items.map(toJson) : null;
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
