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
import { PayloadError } from "./template-error";

/** The method request's parameters by place, in the order in which they are looked through. */
export interface ParameterTexts {
  readonly path: ReadonlyMap<string, string>;
  readonly querystring: ReadonlyMap<string, string>;
  readonly header: ReadonlyMap<string, string>;
}

export class Input extends JavaObject {
  readonly body: string;
  private made: JavaMap | undefined;
  private document: { readonly value: Value } | undefined;

  constructor(
    body: string,
    private readonly texts: ParameterTexts,
  ) {
    super();
    // Recorded: an empty payload reads as {}.
    this.body = body === "" ? "{}" : body;
  }

  /** All places, which a template may change: made by who asks first. */
  params(meter: Meter): JavaMap {
    const place = (name: keyof ParameterTexts): [string, JavaMap] => [name, new JavaMap("LinkedHashMap", () => this.texts[name])];
    this.made ??= mapOf([place("path"), place("querystring"), place("header")], "LinkedHashMap", meter, (map) => map);
    return this.made;
  }

  /** Undefined where the path leads nowhere. */
  find(path: string, meter: Meter): Value | undefined {
    const compiled = pathOf(path, meter);
    this.document ??= { value: readable(this.body, meter) };
    return evaluatePath(compiled, this.document.value, this.document.value, meter);
  }

  /** In the path, the query string, the headers, in this order. */
  param(name: string, meter: Meter): Value {
    if (this.made === undefined) {
      const { texts } = this;
      return texts.path.get(name) ?? texts.querystring.get(name) ?? texts.header.get(name) ?? "";
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

// Recorded: of what begins as JSON and is none, as `{a`, nothing can be asked; what begins otherwise, as `a=b`, is a text.
function readable(body: string, meter: Meter): Value {
  const value = parseJson(body, meter);
  if (value === undefined) throw new PayloadError("The payload is no JSON");
  return value;
}

/** A text that is no JSON is itself the document. */
export function documentOf(body: string, meter: Meter): Value {
  const value = parseJson(body, meter);
  return value === undefined ? body : value;
}
