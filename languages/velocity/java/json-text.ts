import type { Meter } from "../meter";
import { numberText } from "./number";
import type { JavaList, JavaMap, MapView, Value } from "./value";

type Style = "plain" | "web";

/**
 * Compact JSON as json-smart 2.5 writes it, members in their order: style `plain` for `$input.json()` (JsonPath's provider), `web`, which
 * escapes slashes too, for a JSONArray that prints itself.
 */
export function jsonText(value: Value, style: Style, meter: Meter): string {
  if (typeof value === "string") return meter.text(quoted(value, style, meter));
  const parts: string[] = [];
  write(value, style, meter, parts);
  return meter.text(parts.join(""));
}

/** Every part by itself, put together once: a large document has a million of them. */
function write(value: Value, style: Style, meter: Meter, parts: string[]): void {
  meter.charge(1);
  if (value === null || typeof value === "boolean") parts.push(String(value));
  else if (typeof value === "string") parts.push(quoted(value, style, meter));
  else if (value.kind === "list" || value.kind === "view") writeList(value.items, style, meter, parts);
  else if (value.kind === "map") writeMap(value, style, meter, parts);
  else parts.push(scalar(value, style, meter));
}

function writeList(items: readonly Value[], style: Style, meter: Meter, parts: string[]): void {
  parts.push("[");
  for (const [index, item] of items.entries()) {
    if (index > 0) parts.push(",");
    write(item, style, meter, parts);
  }
  parts.push("]");
}

function writeMap(map: JavaMap, style: Style, meter: Meter, parts: string[]): void {
  let before = "{";
  for (const { key, value } of map.entries()) {
    parts.push(before, quoted(nameOf(key), style, meter), ":");
    write(value, style, meter, parts);
    before = ",";
  }
  parts.push(before === "{" ? "{}" : "}");
}

function scalar(value: Exclude<Value, null | string | boolean | JavaList | MapView | JavaMap>, style: Style, meter: Meter): string {
  switch (value.kind) {
    case "integral":
    case "decimal":
      return numberText(value);
    case "floating":
      return Math.abs(value.value) === Number.POSITIVE_INFINITY ? "null" : numberText(value);
    case "character":
      return quoted(value.value, style, meter);
    default:
      return quoted("", style, meter);
  }
}

function nameOf(key: Value): string {
  if (typeof key === "object" && key !== null)
    return key.kind === "integral" || key.kind === "floating" || key.kind === "decimal" ? numberText(key) : "";
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

function quoted(text: string, style: Style, meter: Meter): string {
  meter.text(text);
  if (text.search(ESCAPED[style]) < 0) return `"${text}"`;
  const escaped = (c: string) => SHORT.get(c) ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return `"${text.replace(ESCAPED[style], escaped)}"`;
}
