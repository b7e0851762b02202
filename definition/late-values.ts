/** Values that are known only at deployment: a definition holds a name in their place until then. */

/** The text that stands for a value of this name. */
export function lateValue(name: string): string {
  return `{{${name}}}`;
}

/** Whether a text is, or has in it, a value that is not known yet, so that little can be said of it. */
export function isLateValue(text: string): boolean {
  return /\{\{.*\}\}/s.test(text);
}

/**
 * The same plain data with every late value in the place of the text that stands for it, also inside other text; `values` is keyed by those
 * texts.
 */
export function fillLateValues<T>(data: T, values: ReadonlyMap<string, string>): T {
  const known = [...values.keys()].map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return known.length === 0 ? data : replace(data, new RegExp(known.join("|"), "g"), values);
}

function replace<T>(data: T, known: RegExp, values: ReadonlyMap<string, string>): T;
function replace(data: unknown, known: RegExp, values: ReadonlyMap<string, string>): unknown {
  if (typeof data === "string") return data.includes("{{") ? data.replace(known, (text) => values.get(text) ?? text) : data;
  if (Array.isArray(data)) return data.map((item) => replace(item, known, values));
  if (typeof data === "object" && data !== null)
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, replace(value, known, values)]));
  return data;
}
