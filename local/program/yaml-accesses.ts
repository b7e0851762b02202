import type { Mapping } from "./yaml";

/** A value of any type. */
export const ANY = { $ref: "pulumi.json#/Any" };

/** What a program reads of a value: by name, by the keys of a map, or by the numbers of a list; nothing where it takes the value whole. */
export interface Accesses {
  readonly names: Map<string, Accesses>;
  readonly keys: Map<string, Accesses>;
  readonly items: Map<string, Accesses>;
}

/** An access in a program's text, `${cert.options[0].name}`; `$${` is a text. */
const ACCESS = /(?<!\$)\$\{([\w-]+)((?:\.\w+|\["[^"]*"\]|\[\d+\])*)\}/g;

/** What a program reads of each of its resources and variables: https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/ */
export function accessesIn(text: string): ReadonlyMap<string, Accesses> {
  const roots = new Map<string, Accesses>();
  for (const [, root = "", path = ""] of text.replaceAll('\\"', '"').matchAll(ACCESS)) {
    let at = inside(roots, root);
    for (const [part, name, key] of path.matchAll(/\.(\w+)|\["([^"]*)"\]|\[\d+\]/g))
      at = name !== undefined ? inside(at.names, name) : key !== undefined ? inside(at.keys, key) : inside(at.items, part);
  }
  return roots;
}

/** No accesses. */
export function noAccesses(): Accesses {
  return { names: new Map(), keys: new Map(), items: new Map() };
}

function inside(map: Map<string, Accesses>, name: string): Accesses {
  const known = map.get(name) ?? noAccesses();
  map.set(name, known);
  return known;
}

/** All that is read by several of them. */
export function joined(all: readonly Accesses[]): Accesses {
  const joinedBy = (member: keyof Accesses) => {
    const names = new Set(all.flatMap((one) => [...one[member].keys()]));
    return new Map([...names].map((name) => [name, joined(all.flatMap((one) => one[member].get(name) ?? []))]));
  };
  return { names: joinedBy("names"), keys: joinedBy("keys"), items: joinedBy("items") };
}

/** Types of a package that its schema names, by their tokens. */
export type NamedTypes = Record<string, Mapping>;

/** The type of a value that has what is read of it: the host takes no accesses to a value of any type. */
export function typeOf(accesses: Accesses, token: string, types: NamedTypes): Mapping {
  const { names, keys, items } = accesses;
  if (items.size > 0) return { type: "array", items: typeOf(joined([...items.values()]), token, types) };
  if (keys.size > 0) return { type: "object", additionalProperties: typeOf(joined([...keys.values()]), token, types) };
  if (names.size === 0) return ANY;
  types[token] = { type: "object", properties: propertiesOf(accesses, token, types) };
  return { $ref: `#/types/${token}` };
}

/** The types of what is read of a value by name. */
export function propertiesOf({ names }: Accesses, token: string, types: NamedTypes): Mapping {
  return Object.fromEntries([...names].map(([name, accesses]) => [name, typeOf(accesses, `${token}${name}`, types)]));
}
