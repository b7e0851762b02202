import type { JsonObject } from "../../definition/index";
import { isMapping } from "../program/index";

/** Reads the properties of registered resources, which are unknown data: what has another form counts as not given. */
export type Properties = Readonly<Record<string, unknown>>;

/** An empty text is none, as the provider takes it. */
export function text(value: unknown): string | undefined {
  return anyText(value) || undefined;
}

function anyText(value: unknown): string | undefined {
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** The JSON in a text. @throws {SyntaxError} that names what it is. */
export function parsed(json: string, what: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new SyntaxError(`${what} cannot be read, since it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function number(value: unknown): number | undefined {
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : undefined;
}

export function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : value === "true" ? true : value === "false" ? false : undefined;
}

export function properties(value: unknown): Properties {
  return isMapping(value) ? value : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function texts(value: unknown): string[] {
  return list(value).flatMap((item) => anyText(item) ?? []);
}

export function textMap(value: unknown): Record<string, string> {
  const entries = Object.entries(properties(value)).map(([name, member]) => [name, anyText(member)] as const);
  return Object.fromEntries(entries.flatMap(([name, member]) => (member === undefined ? [] : [[name, member] as const])));
}

export function isJsonObject(value: unknown): value is JsonObject {
  return isMapping(value);
}
