/** Follows a JSONPath through a document as Jayway's JsonPath 2.9 does with no options. */
import { JavaList, JavaMap, type Value } from "../java/value";
import type { Meter } from "../meter";
import { TemplateError } from "../template-error";
import { callFunction } from "./functions";
import { isDefinite, type Param, type Path, type Token } from "./syntax";

/** The value of a definite path, or the list of what another one finds; undefined where a definite one leads nowhere. */
export function evaluatePath(
  path: Path,
  document: Value,
  root: Value,
  meter: Meter,
  missing: "tolerated" | "refused" = "tolerated",
): Value | undefined {
  const walk = new Walk(path, root, meter, missing === "refused");
  try {
    walk.from(0, document);
  } catch (error) {
    if (error === NOT_FOUND) return undefined;
    throw error;
  }
  return walk.isDefinite ? walk.found.at(-1) : new JavaList("JSONArray", walk.found);
}

const NOT_FOUND = Symbol("not found");

class Walk {
  readonly found: Value[] = [];
  readonly isDefinite: boolean;
  /** Whether one value at most comes to each token. */
  private readonly comesDefinite: readonly boolean[];
  /** By token, the index of the array's element that a scan came with; Jayway keeps of those the ones that the token before names. */
  private scannedIndex: Map<number, number> | undefined;

  constructor(
    private readonly path: Path,
    private readonly root: Value,
    private readonly meter: Meter,
    private readonly refusesMissing: boolean,
  ) {
    const definite = path.tokens.map((token, i) => isDefinite(token, i === path.tokens.length - 1));
    this.comesDefinite = definite.map((_, i) => definite.slice(0, i).every(Boolean));
    this.isDefinite = definite.every(Boolean);
  }

  from(i: number, value: Value): void {
    this.meter.charge(1);
    const token = this.path.tokens[i];
    switch (token?.type) {
      case undefined:
        this.found.push(value);
        break;
      case "properties":
        this.properties(i, token.names, value);
        break;
      case "indexes":
        this.elements(i, value, () => token.indexes);
        break;
      case "slice":
        this.elements(i, value, (length) => slice(token, length));
        break;
      case "wildcard":
        this.wildcard(i, value);
        break;
      case "scan":
        this.scan(i, value);
        break;
      case "filter":
        this.filter(i, token, value);
        break;
      case "function": {
        const params = token.params.map((param) => this.param(token.name, param, value));
        this.from(i + 1, callFunction(token.name, value, params, this.meter));
      }
    }
  }

  private properties(i: number, names: readonly string[], value: Value): void {
    if (!(value instanceof JavaMap)) {
      this.missing(i);
      return;
    }
    const isLast = i === this.path.tokens.length - 1;
    if (names.length === 1 || !isLast) {
      for (const name of names) this.property(i, name, value);
      return;
    }
    const chosen = new JavaMap();
    for (const name of names) {
      if (value.has(name, this.meter)) chosen.put(name, value.get(name, this.meter), this.meter);
      else if (this.refusesMissing) throw NOT_FOUND;
    }
    this.found.push(chosen);
  }

  private property(i: number, name: string, map: JavaMap): void {
    const isLast = i === this.path.tokens.length - 1;
    if (!map.has(name, this.meter)) {
      const token = this.path.tokens[i];
      const isNeeded = !isLast && this.comesDefinite[i] && token !== undefined && isDefinite(token, isLast);
      if (this.refusesMissing || isNeeded) throw NOT_FOUND;
      return;
    }
    if (!isLast || this.isAtScannedIndex(i)) this.from(i + 1, map.get(name, this.meter));
  }

  private isAtScannedIndex(i: number): boolean {
    const index = this.scannedIndex?.get(i);
    const before = this.path.tokens[i - 1];
    return index === undefined || (before?.type === "indexes" && before.indexes.length === 1 && before.indexes[0] === index);
  }

  private elements(i: number, value: Value, indexes: (length: number) => readonly number[]): void {
    if (value instanceof JavaList) for (const index of indexes(value.items.length)) this.element(i, index, value);
    else this.missing(i);
  }

  private element(i: number, index: number, list: JavaList): void {
    const item = list.items[index < 0 ? list.items.length + index : index];
    if (item !== undefined) this.from(i + 1, item);
  }

  private wildcard(i: number, value: Value): void {
    if (value instanceof JavaMap) for (const { key } of value.entries()) this.property(i, String(key), value);
    if (value instanceof JavaList) for (const index of value.items.keys()) this.tolerating(() => this.element(i, index, value));
  }

  private tolerating(body: () => void): void {
    try {
      body();
    } catch (error) {
      if (error !== NOT_FOUND || this.refusesMissing) throw error;
    }
  }

  /** Applies the next token to a value and to all beneath it. */
  private scan(i: number, value: Value): void {
    this.meter.charge(1);
    const next = this.path.tokens[i + 1];
    if (value instanceof JavaMap) {
      if (next && this.scanStops(i + 1, next, value)) this.from(i + 1, value);
      for (const entry of value.entries()) this.scan(i, entry.value);
    }
    if (value instanceof JavaList) {
      if (next && this.scanStops(i + 1, next, value)) this.scanArray(i + 1, value);
      for (const item of value.items) this.scan(i, item);
    }
  }

  private scanArray(i: number, list: JavaList): void {
    const isLast = i === this.path.tokens.length - 1;
    if (isLast) this.from(i, list);
    else
      for (const [index, item] of list.items.entries()) {
        this.scannedIndex ??= new Map();
        this.scannedIndex.set(i + 1, index);
        this.from(i + 1, item);
      }
  }

  private scanStops(i: number, token: Token, value: JavaMap | JavaList): boolean {
    switch (token.type) {
      case "properties":
        return (
          value instanceof JavaMap &&
          (!isDefinite(token, i === this.path.tokens.length - 1) || token.names.every((name) => value.has(name, this.meter)))
        );
      case "indexes":
      case "slice":
        return value instanceof JavaList;
      case "filter":
        return token.accepts(value, this.root, this.meter);
      default:
        return token.type === "wildcard";
    }
  }

  private filter(i: number, token: Token & { readonly type: "filter" }, value: Value): void {
    if (value instanceof JavaMap) {
      if (token.accepts(value, this.root, this.meter)) this.from(i + 1, value);
    } else if (value instanceof JavaList) {
      for (const [index, item] of value.items.entries()) if (token.accepts(item, this.root, this.meter)) this.element(i, index, value);
    } else if (this.comesDefinite[i]) {
      throw new TemplateError("A filter of a JSONPath can not be applied to primitives");
    }
  }

  private missing(i: number): void {
    if (this.comesDefinite[i]) throw NOT_FOUND;
  }

  /** length() counts the elements of what its path leads to. */
  private param(name: string, param: Param, value: Value): Value {
    if (param.type === "json") return param.value;
    const isLength = name === "length" || name === "size";
    const path: Path = isLength ? { ...param.path, tokens: [...param.path.tokens, { type: "wildcard" }] } : param.path;
    const document = isLength ? value : this.root;
    const found = evaluatePath(path, document, document, this.meter);
    if (found === undefined) throw NOT_FOUND;
    return found;
  }
}

function slice({ from, to }: { readonly from: number | undefined; readonly to: number | undefined }, length: number): number[] {
  const start = from === undefined ? 0 : from < 0 && to === undefined ? Math.max(0, length + from) : from;
  const end = Math.min(length, to === undefined ? length : to < 0 && from === undefined ? length + to : to);
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}
