import type { Meter } from "../meter";
import { numberText } from "./number";
import type { Value } from "./value";

/**
 * Compact JSON as json-smart 2.5 writes it, members in their order: style `plain` for `$input.json()` (JsonPath's provider), `web`, which
 * escapes slashes too, for a JSONArray that prints itself.
 */
export function jsonText(value: Value, style: "plain" | "web", meter: Meter): string {
  meter.charge(1);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value, style, meter);
  switch (value.kind) {
    case "integral":
    case "decimal":
      return numberText(value);
    case "floating":
      return Math.abs(value.value) === Number.POSITIVE_INFINITY ? "null" : numberText(value);
    case "list":
    case "view":
      return meter.text(`[${value.items.map((item) => jsonText(item, style, meter)).join(",")}]`);
    case "map":
      return meter.text(
        `{${value
          .entries()
          .map((entry) => `${quoted(nameOf(entry.key), style, meter)}:${jsonText(entry.value, style, meter)}`)
          .join(",")}}`,
      );
    case "character":
      return quoted(value.value, style, meter);
    default:
      return quoted("", style, meter);
  }
}

function nameOf(key: Value): string {
  if (typeof key === "object" && key !== null) return key.kind === "integral" || key.kind === "floating" || key.kind === "decimal" ? numberText(key) : "";
  return String(key);
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["/", "\\/"],
]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: json-smart escapes control characters, and those from U+2000 to U+20FF
const ESCAPED = { plain: /["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g, web: /["\\/\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g };

function quoted(text: string, style: "plain" | "web", meter: Meter): string {
  meter.text(text);
  const escaped = (c: string) => SHORT.get(c) ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return `"${text.replace(ESCAPED[style], escaped)}"`;
}
