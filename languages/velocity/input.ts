/** `$input`: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html */

import { mapOf } from "./java/json";
import { jsonText } from "./java/json-text";
import { none, one, select, text } from "./java/methods/signature";
import { JavaMap, JavaObject, type Methods, type Signature, type Value } from "./java/value";
import { evaluatePath } from "./jsonpath/evaluate";
import { parseJson } from "./jsonpath/json-smart";
import { parsePath } from "./jsonpath/parse";
import { kept } from "./kept";
import type { Meter } from "./meter";

export class Input extends JavaObject {
  readonly body: string;
  private made: JavaMap | undefined;
  private document: { readonly value: Value } | undefined;

  /** @param places - of parameters, in the order in which they are looked through; each is made by who asks first */
  constructor(
    body: string,
    private readonly places: readonly (readonly [name: string, place: () => JavaMap])[],
  ) {
    super();
    // Recorded: an empty payload reads as {}.
    this.body = body === "" ? "{}" : body;
  }

  /** All places, which a template may change: made by who asks first. */
  params(meter: Meter): JavaMap {
    this.made ??= mapOf(this.places, "LinkedHashMap", meter, (place) => place());
    return this.made;
  }

  /** Undefined where the path leads nowhere. */
  find(path: string, meter: Meter): Value | undefined {
    const compiled = pathOf(path, meter);
    this.document ??= { value: documentOf(this.body, meter) };
    return evaluatePath(compiled, this.document.value, this.document.value, meter);
  }

  /** In the path, the query string, the headers, in this order. */
  param(name: string, meter: Meter): Value {
    if (this.made === undefined) {
      const [, place] = this.places.find(([, one]) => one().has(name, meter)) ?? [];
      return place === undefined ? "" : place().get(name, meter);
    }
    const place = this.made.entries().find(({ value }) => value instanceof JavaMap && value.has(name, meter))?.value;
    return place instanceof JavaMap ? place.get(name, meter) : "";
  }

  invoke(name: string, args: readonly Value[], meter: Meter): Value | undefined {
    return select(METHODS, this, name, args, meter);
  }

  text(): string {
    return "";
  }
}

const pathOf = kept(parsePath);

const METHODS: Methods<Input> = new Map<string, readonly Signature<Input>[]>([
  ["getBody", [none((self) => self.body)]],
  ["json", [one(text, (self, path, meter) => json(self.find(path, meter), meter))]],
  ["params", [one(text, (self, name, meter) => self.param(name, meter)), none((self, meter) => self.params(meter))]],
  ["path", [one(text, (self, path, meter) => self.find(path, meter) ?? null)]],
]);

/** Recorded: what is not there is an empty text. */
function json(value: Value | undefined, meter: Meter): string {
  return jsonText(value === undefined ? "" : value, "plain", meter);
}

/** A payload that is no JSON is a text. */
export function documentOf(body: string, meter: Meter): Value {
  const value = parseJson(body, meter);
  return value === undefined ? body : value;
}
