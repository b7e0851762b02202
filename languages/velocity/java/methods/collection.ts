/** java.util.ArrayList, LinkedHashMap, its views, entries and iterators. */
import type { Meter } from "../../meter";
import { TemplateError } from "../../template-error";
import { integer } from "../number";
import { identity, JavaIterator, JavaList, type JavaMap, type MapEntry, MapView, type Methods, type Signature, type Value } from "../value";
import { anything, collection, int, map, none, one, two } from "./signature";

/** What a void method gives. */
const NOTHING = "";

type Items = JavaList | MapView;

const READING: readonly (readonly [string, readonly Signature<Items>[]])[] = [
  ["contains", [one(anything, (self, item, meter) => indexOf(self, item, meter) >= 0)]],
  ["containsAll", [one(collection, (self, other, meter) => containsAll(self, other, meter))]],
  ["isEmpty", [none((self) => self.items.length === 0)]],
  ["iterator", [none((self) => new JavaIterator(self))]],
  ["size", [none((self) => integer(self.items.length))]],
  ["toArray", [none((self) => new JavaList("Object[]", [...self.items]))]],
];

const INDEXING: readonly (readonly [string, readonly Signature<JavaList>[]])[] = [
  ...READING,
  ["get", [one(int, (self, at) => self.items[checked(self, at, self.items.length - 1)] ?? null)]],
  ["indexOf", [one(anything, (self, item, meter) => integer(indexOf(self, item, meter)))]],
  ["lastIndexOf", [one(anything, (self, item, meter) => integer(lastIndexOf(self, item, meter)))]],
  ["set", [two(int, anything, (self, at, item) => self.items.splice(checked(self, at, self.items.length - 1), 1, item)[0] ?? null)]],
  ["subList", [two(int, int, (self, from, to) => subList(self, from, to))]],
];

/** An array is wrapped as a list of fixed length (Velocity 1.7's ArrayListWrapper). */
export const ARRAY_METHODS: Methods<JavaList> = new Map(INDEXING);

export const LIST_METHODS: Methods<JavaList> = new Map<string, readonly Signature<JavaList>[]>([
  ...INDEXING,
  ["add", [one(anything, (self, item) => self.items.push(item) > 0), two(int, anything, (self, at, item) => inserted(self, at, [item]))]],
  [
    "addAll",
    [
      one(collection, (self, other, meter) => addAll(self, self.items.length, other, meter)),
      two(int, collection, (self, at, other, meter) => addAll(self, at, other, meter)),
    ],
  ],
  ["clear", [none((self) => cleared(self))]],
  [
    "remove",
    [
      one(int, (self, at) => self.items.splice(checked(self, at, self.items.length - 1), 1)[0] ?? null),
      one(anything, (self, item, meter) => removed(self, indexOf(self, item, meter))),
    ],
  ],
  ["removeAll", [one(collection, (self, other, meter) => kept(self, other, false, meter))]],
  ["retainAll", [one(collection, (self, other, meter) => kept(self, other, true, meter))]],
]);

export const VIEW_METHODS: Methods<MapView> = new Map<string, readonly Signature<MapView>[]>([
  ...READING,
  ["clear", [none((self) => clearedMap(self.map))]],
  ["remove", [one(anything, (self, item, meter) => removedFromView(self, item, meter))]],
]);

export const MAP_METHODS: Methods<JavaMap> = new Map<string, readonly Signature<JavaMap>[]>([
  ["clear", [none((self) => clearedMap(self))]],
  ["containsKey", [one(anything, (self, key, meter) => self.has(key, meter))]],
  ["containsValue", [one(anything, (self, value, meter) => indexOf(new MapView("values", self), value, meter) >= 0)]],
  ["entrySet", [none((self) => new MapView("entrySet", self))]],
  ["get", [one(anything, (self, key, meter) => self.get(key, meter))]],
  ["getOrDefault", [two(anything, anything, (self, key, other, meter) => (self.has(key, meter) ? self.get(key, meter) : other))]],
  ["isEmpty", [none((self) => self.size === 0)]],
  ["keySet", [none((self) => new MapView("keySet", self))]],
  ["put", [two(anything, anything, (self, key, value, meter) => self.put(key, value, meter))]],
  ["putAll", [one(map, (self, other, meter) => putAll(self, other, meter))]],
  ["putIfAbsent", [two(anything, anything, (self, key, value, meter) => self.get(key, meter) ?? self.put(key, value, meter))]],
  ["remove", [one(anything, (self, key, meter) => self.remove(key, meter))]],
  ["replace", [two(anything, anything, (self, key, value, meter) => (self.has(key, meter) ? self.put(key, value, meter) : null))]],
  ["size", [none((self) => integer(self.size))]],
  ["values", [none((self) => new MapView("values", self))]],
]);

export const ENTRY_METHODS: Methods<MapEntry> = new Map<string, readonly Signature<MapEntry>[]>([
  ["getKey", [none((self) => self.key)]],
  ["getValue", [none((self) => self.value)]],
  ["setValue", [one(anything, (self, value) => exchanged(self, value))]],
]);

export const ITERATOR_METHODS: Methods<JavaIterator> = new Map<string, readonly Signature<JavaIterator>[]>([
  ["hasNext", [none((self) => self.hasNext)]],
  ["next", [none((self) => following(self))]],
]);

/** The iterator's next element. @throws TemplateError where there is none, or where the list was changed meanwhile. */
export function following(iterator: JavaIterator): Value {
  if (iterator.isDisturbed) throw new TemplateError("java.util.ConcurrentModificationException");
  return iterator.hasNext ? iterator.next() : fail("java.util.NoSuchElementException");
}

function indexOf({ items }: Items, item: Value, meter: Meter): number {
  const wanted = identity(item, meter);
  return items.findIndex((other) => identity(other, meter) === wanted);
}

function lastIndexOf({ items }: JavaList, item: Value, meter: Meter): number {
  const wanted = identity(item, meter);
  return items.findLastIndex((other) => identity(other, meter) === wanted);
}

function containsAll(self: Items, other: Items, meter: Meter): boolean {
  return other.items.every((item) => indexOf(self, item, meter) >= 0);
}

function checked(self: JavaList, at: number, last: number): number {
  return at >= 0 && at <= last
    ? at
    : fail(`java.lang.IndexOutOfBoundsException: Index ${at} out of bounds for length ${self.items.length}`);
}

function subList(self: JavaList, from: number, to: number): JavaList {
  if (from > to) fail(`java.lang.IllegalArgumentException: fromIndex(${from}) > toIndex(${to})`);
  return new JavaList("ArrayList", self.items.slice(checked(self, from, self.items.length), checked(self, to, self.items.length)));
}

function inserted(self: JavaList, at: number, items: readonly Value[]): typeof NOTHING {
  self.items.splice(checked(self, at, self.items.length), 0, ...items);
  return NOTHING;
}

function addAll(self: JavaList, at: number, other: Items, meter: Meter): boolean {
  const items = [...other.items];
  meter.charge(items.length);
  const rest = self.items.splice(checked(self, at, self.items.length));
  for (const item of [...items, ...rest]) self.items.push(item);
  return items.length > 0;
}

function cleared(self: JavaList): typeof NOTHING {
  self.items.length = 0;
  return NOTHING;
}

function removed(self: JavaList, at: number): boolean {
  if (at >= 0) self.items.splice(at, 1);
  return at >= 0;
}

function kept(self: JavaList, other: Items, present: boolean, meter: Meter): boolean {
  const items = self.items.filter((item) => indexOf(other, item, meter) >= 0 === present);
  const changed = items.length < self.items.length;
  self.items.length = 0;
  for (const item of items) self.items.push(item);
  return changed;
}

function removedFromView(self: MapView, item: Value, meter: Meter): boolean {
  const entry = self.map.entries()[indexOf(self, item, meter)];
  if (entry !== undefined) self.map.remove(entry.key, meter);
  return entry !== undefined;
}

function clearedMap(self: JavaMap): typeof NOTHING {
  self.clear();
  return NOTHING;
}

function putAll(self: JavaMap, other: JavaMap, meter: Meter): typeof NOTHING {
  for (const entry of other.entries()) self.put(entry.key, entry.value, meter);
  return NOTHING;
}

function exchanged(self: MapEntry, value: Value): Value {
  const before = self.value;
  self.value = value;
  return before;
}

function fail(message: string): never {
  throw new TemplateError(message);
}
