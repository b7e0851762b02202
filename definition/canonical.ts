import { isObject } from "../languages/json/index";
import type { Json } from "./types";

/** The same value with the members of every object sorted by name. */
export function canonical(value: Json): Json {
  if (isList(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(sortedEntries(value).map(([name, member]) => [name, canonical(member)]));
}

/** The canonical JSON text of plain data: members sorted by name, no white space. */
export function canonicalJson(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => (isObject(value) ? Object.fromEntries(sortedEntries(value)) : value));
}

/** The entries of an object, by the code units of their names. */
export function sortedEntries<T>(object: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(object).sort(([a], [b]) => compareText(a, b));
}

/** Orders texts by their code units, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
