/** The Java objects that a template handles: all that a template can reach is one of these, never an object of JavaScript. */
import type { Meter } from "../meter";
import { type JavaNumber, numberText } from "./number";

export type Value =
  | null
  | string
  | boolean
  | JavaNumber
  | JavaCharacter
  | JavaList
  | MapView
  | JavaMap
  | MapEntry
  | JavaIterator
  | JavaObject;

/** One signature of a method: undefined where the arguments do not fit it. */
export type Signature<Self> = (self: Self, args: readonly Value[], meter: Meter) => Value | undefined;
export type Methods<Self> = ReadonlyMap<string, readonly Signature<Self>[]>;

export class JavaCharacter {
  readonly kind = "character";
  constructor(readonly value: string) {}
}

/** An ArrayList, json-smart's JSONArray, which prints itself as JSON, or an Object[], which has an identity only. */
export class JavaList {
  readonly kind = "list";
  constructor(
    readonly type: "ArrayList" | "JSONArray" | "Object[]",
    readonly items: Value[],
  ) {}
}

/** A LinkedHashMap, whose keys may be any values; one of `$context` prints nothing (recorded). */
export class JavaMap {
  readonly kind = "map";
  private filled: Map<string, MapEntry> | undefined;

  /** @param texts - its members from the start, which are asked for when somebody looks. @default none */
  constructor(
    readonly type: "LinkedHashMap" | "Context" = "LinkedHashMap",
    private readonly texts?: () => ReadonlyMap<string, string>,
  ) {}

  private get members(): Map<string, MapEntry> {
    if (this.filled !== undefined) return this.filled;
    this.filled = new Map();
    for (const [name, text] of this.texts?.() ?? []) this.filled.set(nameOfText(name), new MapEntry(name, text));
    return this.filled;
  }

  get size(): number {
    return this.members.size;
  }

  get(key: Value, meter: Meter): Value {
    return this.members.get(nameOf(key, meter))?.value ?? null;
  }

  has(key: Value, meter: Meter): boolean {
    return this.members.has(nameOf(key, meter));
  }

  /** Gives what the key led to before. */
  put(key: Value, value: Value, meter: Meter): Value {
    const name = nameOf(key, meter);
    const member = this.members.get(name);
    if (member === undefined) {
      meter.charge(1);
      this.members.set(name, new MapEntry(key, value));
      return null;
    }
    const before = member.value;
    member.value = value;
    return before;
  }

  /** Gives what the key led to. */
  remove(key: Value, meter: Meter): Value {
    const name = nameOf(key, meter);
    const before = this.members.get(name)?.value ?? null;
    this.members.delete(name);
    return before;
  }

  clear(): void {
    this.members.clear();
  }

  entries(): MapEntry[] {
    return [...this.members.values()];
  }
}

export class MapEntry {
  readonly kind = "entry";
  constructor(
    readonly key: Value,
    public value: Value,
  ) {}
}

/** What keySet(), values() and entrySet() give: it follows its map. */
export class MapView {
  readonly kind = "view";
  constructor(
    readonly type: "keySet" | "values" | "entrySet",
    readonly map: JavaMap,
  ) {}

  get items(): Value[] {
    const entries = this.map.entries();
    if (this.type === "entrySet") return entries;
    return this.type === "keySet" ? entries.map((entry) => entry.key) : entries.map((entry) => entry.value);
  }
}

/** Walks a list, or a map's view, as long as nobody changes it meanwhile. */
export class JavaIterator {
  readonly kind = "iterator";
  private readonly items: readonly Value[];
  private at = 0;

  constructor(private readonly source: JavaList | MapView) {
    this.items = [...source.items];
  }

  get hasNext(): boolean {
    return this.at < this.items.length;
  }

  /** Whether elements came or went since the walk began, so that Java would throw a ConcurrentModificationException. */
  get isDisturbed(): boolean {
    const { source } = this;
    return (source.kind === "list" ? source.items.length : source.map.size) !== this.items.length;
  }

  next(): Value {
    const item = this.items[this.at] ?? null;
    this.at++;
    return item;
  }
}

/** An object with methods of its own: `$input`, `$util`, a loop's `$foreach`, a block of #define. */
export abstract class JavaObject {
  readonly kind = "object";

  /** Undefined where there is no such method for these arguments. */
  abstract invoke(name: string, args: readonly Value[], meter: Meter): Value | undefined;

  /** As `toString()`. */
  abstract text(): string;
}

/** What stands for a key: a text for itself, which costs nothing, and what begins as the others do after their sign. */
function nameOf(key: Value, meter: Meter): string {
  return typeof key === "string" ? nameOfText(key) : `\0${identity(key, meter)}`;
}

function nameOfText(key: string): string {
  return key.startsWith("\0") ? `\0s${key}` : key;
}

/** A text that two values share if Java's equals() says that they are equal. */
export function identity(value: Value, meter: Meter): string {
  if (typeof value === "string") return `s${value}`;
  meter.charge(1);
  if (value === null) return "n";
  if (typeof value === "boolean") return `b${value}`;
  switch (value.kind) {
    case "integral":
    case "floating":
    case "decimal":
      return `${value.type} ${numberText(value)}`;
    case "character":
      return `c${value.value}`;
    case "list":
      return value.type === "Object[]" ? own(value) : joined("l", value.items, meter);
    case "map":
      return joined("m", entriesInOrder(value, meter), meter);
    case "entry":
      return joined("e", [value.key, value.value], meter);
    case "view":
      return value.type === "values" ? own(value) : joined("v", value.items, meter);
    default:
      return own(value);
  }
}

/** As `Objects.equals`. */
export function equal(left: Value, right: Value, meter: Meter): boolean {
  if (typeof left === "string" && typeof right === "string") return left === right;
  return identity(left, meter) === identity(right, meter);
}

/** Lengths before the parts keep ["ab"] apart from ["a", "b"]. */
function joined(tag: string, parts: readonly Value[], meter: Meter): string {
  const texts = parts.map((part) => identity(part, meter));
  return meter.text(`${tag}${texts.map((text) => `${text.length}:${text}`).join("")}`);
}

/** Maps are equal whatever the order of their members. */
function entriesInOrder(map: JavaMap, meter: Meter): MapEntry[] {
  const named = map.entries().map((entry) => ({ entry, name: identity(entry.key, meter) }));
  return named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ entry }) => entry);
}

const numbers = new WeakMap<object, number>();
let last = 0;

/** Objects without equals() of their own equal themselves alone. */
function own(value: object): string {
  const number = numbers.get(value) ?? ++last;
  numbers.set(value, number);
  return `o${number}`;
}
