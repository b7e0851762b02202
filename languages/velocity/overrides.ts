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
  /** Made when a template looks at `$context`: most do not. */
  private maps: { readonly request: OverrideMap; readonly response: OverrideMap } | undefined;

  get requestOverride(): OverrideMap {
    return this.made().request;
  }

  get responseOverride(): OverrideMap {
    return this.made().response;
  }

  private made(): { readonly request: OverrideMap; readonly response: OverrideMap } {
    this.maps ??= { request: mapWith("path", "header", "querystring"), response: mapWith("header") };
    return this.maps;
  }

  /** Another template begins, which may override again what the one before did. */
  open(): void {
    this.maps?.request.open();
    this.maps?.response.open();
  }

  copy(): OverrideMaps {
    const copy = new OverrideMaps();
    if (this.maps === undefined) return copy;
    copy.requestOverride.take(this.maps.request);
    copy.responseOverride.take(this.maps.response);
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
    return values(this.maps?.request, "path");
  }

  get requestHeader(): ReadonlyMap<string, readonly string[]> {
    return values(this.maps?.request, "header");
  }

  get requestQuerystring(): ReadonlyMap<string, readonly string[]> {
    return values(this.maps?.request, "querystring");
  }

  get responseHeader(): ReadonlyMap<string, readonly string[]> {
    return values(this.maps?.response, "header");
  }

  get responseStatus(): number | undefined {
    if (this.maps === undefined) return undefined;
    const meter = new Meter();
    const status = textOf(this.maps.response.get("status", meter), meter);
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

const NONE: ReadonlyMap<string, readonly string[]> = new Map();

function mapWith(...parts: readonly string[]): OverrideMap {
  const map = new OverrideMap();
  for (const part of parts) map.put(part, new OverrideMap(), new Meter());
  return map;
}

function values(map: JavaMap | undefined, part: string): ReadonlyMap<string, readonly string[]> {
  if (map === undefined) return NONE;
  const meter = new Meter();
  const members = map.get(part, meter);
  if (!(members instanceof JavaMap)) return new Map();
  return new Map(members.entries().map(({ key, value }) => [textOf(key, meter), texts(value, meter)]));
}

function texts(value: Value, meter: Meter): readonly string[] {
  return value instanceof JavaList ? value.items.map((item) => textOf(item, meter)) : [textOf(value, meter)];
}
