/** What the two forms of a proxy function's response, buffered and streamed, have in common. */
import { isObject } from "../../languages/json/index";
import type { HeaderLine } from "../types";

/** The lines of both maps, those of multiValueHeaders first and in their spelling (recorded); undefined where one is malformed. */
export function headersOf(single: unknown, multiple: unknown): HeaderLine[] | undefined {
  const singles = linesOf(single ?? {}, (value) => [value]);
  const multiples = linesOf(multiple ?? {}, (value) => (Array.isArray(value) ? value : undefined));
  if (singles === undefined || multiples === undefined) return undefined;
  const spelling = new Map(multiples.map(([name]) => [name.toLowerCase(), name]));
  return [...multiples, ...singles.map(([name, value]) => [spelling.get(name.toLowerCase()) ?? name, value] as const)];
}

function linesOf(map: unknown, valuesOf: (value: unknown) => readonly unknown[] | undefined): HeaderLine[] | undefined {
  if (!isObject(map)) return undefined;
  const lines: HeaderLine[] = [];
  for (const [name, value] of Object.entries(map)) {
    const values = valuesOf(value)?.map(scalar);
    if (values === undefined) return undefined;
    for (const text of values) {
      if (text === undefined || !HEADER_NAME.test(name) || !HEADER_VALUE.test(text)) return undefined;
      lines.push([name, text]);
    }
  }
  return lines;
}

/**
 * The status, a number or its text; 200 where there is none, undefined where it is no status of an answer (from 600 on inferred from
 * responseOverride, recorded).
 */
export function statusOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return 200;
  return (typeof value === "number" || typeof value === "string") && /^[2-5]\d\d$/.test(String(value)) ? Number(value) : undefined;
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\uffff]*$/;

/** Text, or what API Gateway's reader makes text of: booleans are recorded, numbers follow from the same reader. */
export function scalar(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number" ? String(value) : undefined;
}
