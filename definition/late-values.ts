/** Values that are known only at deployment: a definition holds a name in their place until then. */

/** The text that stands for a value of this name. */
export function lateValue(name: string): string {
  return `{{${name}}}`;
}

/** Whether a text stands for a value that is not known yet, so that nothing can be said of it. */
export function isLateValue(text: string): boolean {
  return text.startsWith("{{") && text.endsWith("}}");
}

/** The same plain data with every text that stands for a late value replaced by that value; `values` is keyed by the texts. */
export function fillLateValues<T>(data: T, values: ReadonlyMap<string, string>): T {
  return replace(data, values);
}

function replace<T>(data: T, values: ReadonlyMap<string, string>): T;
function replace(data: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof data === "string") return values.get(data) ?? data;
  if (Array.isArray(data)) return data.map((item) => replace(item, values));
  if (typeof data === "object" && data !== null) return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, replace(value, values)]));
  return data;
}
