/** How long a validation may take, told from the schemas alone. */
import type { Json } from "../json/index";
import { isObject } from "../json/index";

/** Steps of a validation that takes some milliseconds. */
const QUICK_STEPS = 20_000_000;
/** Characters of a body that is quick to read. */
const QUICK_CHARACTERS = 65_536;

const COMBINATORS = ["allOf", "anyOf", "oneOf", "not"];

/**
 * Whether a body of so many characters is certainly validated quickly. What takes long: a regular expression that goes back and forth,
 * comparing all members of a list, a schema that tries itself in several ways at each level of a body.
 */
export function quickness(schemas: ReadonlyMap<string, Json>): (characters: number) => boolean {
  const all = [...schemas.values()].flatMap(within);
  const patterns = all.flatMap((schema) => [
    ...(typeof schema["pattern"] === "string" ? [schema["pattern"]] : []),
    ...(isObject(schema["patternProperties"]) ? Object.keys(schema["patternProperties"]) : []),
  ]);
  const power = Math.max(1, ...patterns.map(powerOf), all.some(({ uniqueItems }) => uniqueItems === true) ? 2 : 1);
  const explodes = refersToItself(schemas) && all.some((schema) => COMBINATORS.some((keyword) => keyword in schema));
  const longest = explodes ? 0 : Math.min(QUICK_CHARACTERS, QUICK_STEPS ** (1 / power));
  return (characters) => characters <= longest;
}

/**
 * The work for n characters is n to this power: one for each repetition, one more for where it may begin; Infinity where one is within
 * another.
 */
function powerOf(pattern: string): number {
  const plain = pattern.replace(/\\./gs, "x").replace(/\[[^\]]*\]/g, "x");
  if (/\)[*+{]/.test(plain) || /\\\d|\[/.test(pattern.replace(/\\[^\d]/g, "").replace(/\[[^[\]]*\]/g, ""))) return Number.POSITIVE_INFINITY;
  const repetitions = plain.match(/[*+]|\{\d+,?\d*\}/g) ?? [];
  return repetitions.length + (plain.startsWith("^") ? 0 : 1);
}

function refersToItself(schemas: ReadonlyMap<string, Json>): boolean {
  const targets = new Map(
    [...schemas].map(([key, schema]) => [
      key,
      within(schema).flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref.replace(/#.*/, "")] : [])),
    ]),
  );
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (targets.get(from) ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
  return [...targets.keys()].some((key) => reaches(key, key, new Set()));
}

/** Every object in a schema, itself included. */
function within(json: Json): { readonly [name: string]: Json }[] {
  if (Array.isArray(json)) return json.flatMap(within);
  return isObject(json) ? [json, ...Object.values(json).flatMap(within)] : [];
}
