/**
 * How a recorded case says what it expects: the language of `"<any>"`, `"<absent>"`, `"<re:…>"`, `{"<jsontext>": …}` and the key `"..."`.
 */

const ANY = "<any>";
const ABSENT = "<absent>";
const JSON_TEXT = "<jsontext>";
const OTHERS = "...";

/**
 * Every difference between an expected value and the actual one, a line each; `at` names the place they are compared at. An absent value is
 * undefined.
 */
export function differences(expected: unknown, actual: unknown, at: string): string[] {
  if (expected === ABSENT) return actual === undefined ? [] : [`${at}: expected to be absent, got ${show(actual)}`];
  if (actual === undefined) return [`${at}: expected ${show(expected)}, but it is absent`];
  if (expected === ANY) return [];
  if (typeof expected === "string") return textDifferences(expected, actual, at);
  if (Array.isArray(expected)) return listDifferences(expected, actual, at);
  if (isObject(expected))
    return Object.hasOwn(expected, JSON_TEXT)
      ? jsonTextDifferences(expected[JSON_TEXT], actual, at)
      : objectDifferences(expected, actual, at);
  return Object.is(expected, actual) ? [] : [mismatch(expected, actual, at)];
}

function textDifferences(expected: string, actual: unknown, at: string): string[] {
  if (!expected.startsWith("<re:") || !expected.endsWith(">")) return expected === actual ? [] : [mismatch(expected, actual, at)];
  return typeof actual === "string" && new RegExp(expected.slice("<re:".length, -1), "s").test(actual)
    ? []
    : [mismatch(expected, actual, at)];
}

function listDifferences(expected: readonly unknown[], actual: unknown, at: string): string[] {
  if (!Array.isArray(actual)) return [mismatch(expected, actual, at)];
  const lengths = expected.length === actual.length ? [] : [`${at}: expected ${expected.length} items, got ${actual.length}`];
  return [
    ...lengths,
    ...expected.flatMap((item, index) => (index < actual.length ? differences(item, actual[index], `${at}[${index}]`) : [])),
  ];
}

function jsonTextDifferences(expected: unknown, actual: unknown, at: string): string[] {
  if (typeof actual !== "string") return [`${at}: expected a JSON text, got ${show(actual)}`];
  let document: unknown;
  try {
    document = JSON.parse(actual);
  } catch {
    return [`${at}: expected a JSON text, got ${show(actual)}`];
  }
  return differences(expected, document, `${at}.${JSON_TEXT}`);
}

function objectDifferences(expected: Readonly<Record<string, unknown>>, actual: unknown, at: string): string[] {
  if (!isObject(actual)) return [mismatch(expected, actual, at)];
  const own = (key: string): unknown => (Object.hasOwn(actual, key) ? actual[key] : undefined);
  const named = Object.entries(expected).filter(([key]) => key !== OTHERS);
  const extra = Object.hasOwn(expected, OTHERS) ? [] : Object.keys(actual).filter((key) => !Object.hasOwn(expected, key));
  return [
    ...named.flatMap(([key, value]) => differences(value, own(key), `${at}.${key}`)),
    ...extra.map((key) => `${at}.${key}: not expected, got ${show(actual[key])}`),
  ];
}

function mismatch(expected: unknown, actual: unknown, at: string): string {
  return `${at}: expected ${show(expected)}, got ${show(actual)}`;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
