import type { Meter } from "../meter";
import { jsonText } from "./json-text";
import { numberText } from "./number";
import type { Value } from "./value";

/** A value as `toString()` gives it. */
export function textOf(value: Value, meter: Meter): string {
  if (typeof value === "string") return value;
  meter.charge(1);
  if (value === null || typeof value === "boolean") return String(value);
  switch (value.kind) {
    case "integral":
    case "floating":
    case "decimal":
      return numberText(value);
    case "character":
      return value.value;
    case "list":
      if (value.type === "JSONArray") return jsonText(value, "web", meter);
      return value.type === "ArrayList" ? listed(value.items, meter, "[", "]") : "[Ljava.lang.Object;";
    case "view":
      return listed(value.items, meter, "[", "]");
    case "map":
      // Recorded: $context.identity, $context.requestOverride print nothing, whatever they hold.
      return value.type === "Context" ? "" : listed(value.entries(), meter, "{", "}");
    case "entry":
      return meter.text(`${textOf(value.key, meter)}=${textOf(value.value, meter)}`);
    case "iterator":
      return "java.util.Iterator";
    case "object":
      return value.text();
  }
}

function listed(items: readonly Value[], meter: Meter, open: string, close: string): string {
  return meter.text(`${open}${items.map((item) => textOf(item, meter)).join(", ")}${close}`);
}
