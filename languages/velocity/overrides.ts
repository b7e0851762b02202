/**
 * `$context.requestOverride` and `$context.responseOverride`:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
import { isObject, type Json } from "../json/index";
import { fromJson, toJson } from "./java/json";
import { textOf } from "./java/text";
import { JavaList, JavaMap, type Value } from "./java/value";
import { Meter } from "./meter";
import { TemplateError } from "./template-error";

/** What templates have set; a name has several values where a list was set. */
export interface Overrides {
  readonly requestPath: ReadonlyMap<string, readonly string[]>;
  readonly requestHeader: ReadonlyMap<string, readonly string[]>;
  readonly requestQuerystring: ReadonlyMap<string, readonly string[]>;
  readonly responseHeader: ReadonlyMap<string, readonly string[]>;
  /** `$context.responseOverride.status` where it is an integer from 100 to 599. */
  readonly responseStatus: number | undefined;
}

/** The overrides with the maps themselves, which templates change. */
export class OverrideMaps implements Overrides {
  readonly requestOverride = new OverrideMap();
  readonly responseOverride = new OverrideMap();

  constructor() {
    for (const part of ["path", "header", "querystring"]) this.requestOverride.put(part, new OverrideMap(), new Meter());
    this.responseOverride.put("header", new OverrideMap(), new Meter());
  }

  /** Another template begins, which may override again what the one before did. */
  open(): void {
    for (const map of [this.requestOverride, this.responseOverride]) map.open();
  }

  copy(): OverrideMaps {
    const copy = new OverrideMaps();
    copy.requestOverride.take(this.requestOverride);
    copy.responseOverride.take(this.responseOverride);
    return copy;
  }

  /** As plain JSON, which another thread can take. */
  toJson(): Json {
    return [toJson(this.requestOverride), toJson(this.responseOverride)];
  }

  /** Becomes what `toJson` gave. */
  become(json: Json): void {
    const [request, response] = Array.isArray(json) ? json : [];
    this.requestOverride.become(request);
    this.responseOverride.become(response);
  }

  get requestPath(): ReadonlyMap<string, readonly string[]> {
    return values(this.requestOverride, "path");
  }

  get requestHeader(): ReadonlyMap<string, readonly string[]> {
    return values(this.requestOverride, "header");
  }

  get requestQuerystring(): ReadonlyMap<string, readonly string[]> {
    return values(this.requestOverride, "querystring");
  }

  get responseHeader(): ReadonlyMap<string, readonly string[]> {
    return values(this.responseOverride, "header");
  }

  get responseStatus(): number | undefined {
    const meter = new Meter();
    const status = textOf(this.responseOverride.get("status", meter), meter);
    return /^[1-5]\d\d$/.test(status) ? Number(status) : undefined;
  }
}

/** Developer guide, same page: overriding one parameter twice is answered with 5xx. */
class OverrideMap extends JavaMap {
  private readonly overridden = new Set<string>();

  constructor() {
    super("Context");
  }

  open(): void {
    this.overridden.clear();
    for (const { value } of this.entries()) if (value instanceof OverrideMap) value.open();
  }

  become(json: Json | undefined): void {
    this.clear();
    const meter = new Meter();
    for (const [name, value] of Object.entries(isObject(json) ? json : {})) {
      const inner = new OverrideMap();
      if (isObject(value)) inner.become(value);
      super.put(name, isObject(value) ? inner : fromJson(value, "LinkedHashMap", meter), meter);
    }
  }

  /** Puts in what another one holds. */
  take(other: OverrideMap): void {
    const meter = new Meter();
    for (const { key, value } of other.entries()) {
      const inner = this.get(key, meter);
      if (inner instanceof OverrideMap && value instanceof OverrideMap) inner.take(value);
      else super.put(key, value, meter);
    }
  }

  override put(key: Value, value: Value, meter: Meter): Value {
    const name = textOf(key, meter);
    if (this.overridden.has(name)) throw new TemplateError(`${name} is overridden more than once`);
    this.overridden.add(name);
    return super.put(key, value, meter);
  }
}

function values(map: JavaMap, part: string): ReadonlyMap<string, readonly string[]> {
  const meter = new Meter();
  const members = map.get(part, meter);
  if (!(members instanceof JavaMap)) return new Map();
  return new Map(members.entries().map(({ key, value }) => [textOf(key, meter), texts(value, meter)]));
}

function texts(value: Value, meter: Meter): readonly string[] {
  return value instanceof JavaList ? value.items.map((item) => textOf(item, meter)) : [textOf(value, meter)];
}
