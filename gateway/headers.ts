/** Header lines and the tables of what API Gateway does with them. */
import type { IntegrationType } from "../definition/index";
import type { HeaderLine } from "./types";

/** Header lines from a flat list of names and values. */
export function pairs(flat: readonly string[]): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index < flat.length; index += 2) lines.push([flat[index] ?? "", flat[index + 1] ?? ""]);
  return lines;
}

/** Header lines as a flat list, in which a trace keeps them: each line is two objects, which are copied while they are young. */
export function flattened(lines: readonly HeaderLine[]): string[] {
  const flat: string[] = [];
  for (const [name, value] of lines) flat.push(name, value);
  return flat;
}

/** The last value of a header, its name in any case; undefined where there is none. */
export function headerValue(lines: readonly HeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at];
    if (line !== undefined && isSame(line[0], wanted)) return line[1];
  }
  return undefined;
}

/** The first value of a header, its name in any case; undefined where there is none. */
export function firstHeaderValue(lines: readonly HeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const line of lines) if (isSame(line[0], wanted)) return line[1];
  return undefined;
}

/** All values of a header, its name in any case. */
export function headerValues(lines: readonly HeaderLine[], name: string): string[] {
  const wanted = name.toLowerCase();
  return lines.filter(([candidate]) => isSame(candidate, wanted)).map(([, value]) => value);
}

/** Most names differ in their length already. */
function isSame(name: string, lowerCase: string): boolean {
  return name.length === lowerCase.length && name.toLowerCase() === lowerCase;
}

/** The lines whose names, in lower case, are not among `names`. */
export function withoutHeaders(lines: readonly HeaderLine[], names: ReadonlySet<string> = new Set()): HeaderLine[] {
  return lines.filter(([name]) => !names.has(name.toLowerCase()));
}

/** The lines, and after them those of `defaults` whose names they lack. */
export function withDefaults(lines: readonly HeaderLine[], defaults: readonly HeaderLine[]): HeaderLine[] {
  return [...lines, ...defaults.filter(([name]) => headerValue(lines, name) === undefined)];
}

/** Names, each in the spelling of its first line, with all their values. */
export function multiValueHeaders(lines: readonly HeaderLine[]): (readonly [name: string, values: string[]])[] {
  const found = new Map<string, string[]>();
  const headers: (readonly [name: string, values: string[]])[] = [];
  for (const [name, value] of lines) {
    const lowerCase = name.toLowerCase();
    const values = found.get(lowerCase);
    if (values !== undefined) {
      values.push(value);
      continue;
    }
    const first = [value];
    headers.push([name, first]);
    found.set(lowerCase, first);
  }
  return headers;
}

/** The last value of each name. */
export function lastValues(values: Iterable<readonly [name: string, values: readonly string[]]>): [name: string, value: string][] {
  const last: [string, string][] = [];
  for (const [name, all] of values) last.push([name, all.at(-1) ?? ""]);
  return last;
}

/** The lines with others in the place of those that have one of their names. */
export function overridden(lines: readonly HeaderLine[], overrides: ReadonlyMap<string, readonly string[]>): readonly HeaderLine[] {
  if (overrides.size === 0) return lines;
  const names = new Set([...overrides.keys()].map((name) => name.toLowerCase()));
  return [...withoutHeaders(lines, names), ...[...overrides].flatMap(([name, values]) => values.map((value) => [name, value] as const))];
}

/** The media type of a Content-Type or Accept value: its first type without parameters, in lower case. */
export function mediaType(value: string): string {
  return (/^[^;,]*/.exec(value)?.[0] ?? "").trim().toLowerCase();
}

/** Headers of the client that neither mappings nor integrations see (recorded: header remapping). */
export const DROPPED_FROM_REQUEST = lowerCase(
  "Connection Content-Length Content-MD5 Expect Max-Forwards Proxy-Authenticate Server TE Trailer Transfer-Encoding Upgrade WWW-Authenticate",
);

/**
 * Headers that never leave for an integration, even where they are mapped (recorded: header remapping, HTTP and HTTP_PROXY; the rest as
 * LocalStack has it).
 */
export const DROPPED_FROM_INTEGRATION_REQUEST: Readonly<Record<IntegrationType, ReadonlySet<string>>> = {
  AWS: lowerCase("Expect Proxy-Authenticate TE Referer"),
  AWS_PROXY: lowerCase("Expect Proxy-Authenticate TE"),
  HTTP: lowerCase("Expect Proxy-Authenticate TE Via"),
  HTTP_PROXY: lowerCase("Expect Proxy-Authenticate TE Via"),
  MOCK: lowerCase("Expect Proxy-Authenticate TE"),
};

/**
 * Headers of the client that HTTP_PROXY does not pass on; a mapping may still set them (recorded: header remapping; X-HTTP-Method-Override:
 * developer guide, important notes).
 */
export const NOT_PASSED_BY_HTTP_PROXY = lowerCase("Host Content-Encoding Via X-HTTP-Method-Override");

const REFUSED_EVERYWHERE = "Content-Length Transfer-Encoding X-Amzn-Trace-Id X-Amzn-Apigateway-Api-Id";
const REFUSED_BY_AWS = `${REFUSED_EVERYWHERE} Authorization Connection Expect Proxy-Authenticate TE`;

/** Headers whose mapping deploys and then fails every request (recorded: header remapping; the two X-Amzn ones as LocalStack has them). */
export const REFUSED_MAPPINGS: Readonly<Record<IntegrationType, ReadonlySet<string>>> = {
  AWS: lowerCase(REFUSED_BY_AWS),
  AWS_PROXY: lowerCase(REFUSED_BY_AWS),
  HTTP: lowerCase(REFUSED_EVERYWHERE),
  HTTP_PROXY: lowerCase(REFUSED_EVERYWHERE),
  MOCK: lowerCase(REFUSED_EVERYWHERE),
};

const REMAPPED_EVERYWHERE = "Connection Content-Length Date Server";
const REMAPPED_BY_CUSTOM = `${REMAPPED_EVERYWHERE} Authorization Content-MD5 Expect Host Max-Forwards Proxy-Authenticate Trailer Upgrade User-Agent WWW-Authenticate`;

/**
 * Headers of an integration's answer that reach the client as `x-amzn-Remapped-…` (recorded: header remapping; AWS_PROXY: developer guide,
 * known issues).
 */
export const REMAPPED_IN_RESPONSE: Readonly<Record<IntegrationType, ReadonlySet<string>>> = {
  AWS: lowerCase(REMAPPED_BY_CUSTOM),
  AWS_PROXY: lowerCase(`${REMAPPED_EVERYWHERE} Authorization Content-MD5 Max-Forwards User-Agent WWW-Authenticate`),
  HTTP: lowerCase(REMAPPED_BY_CUSTOM),
  HTTP_PROXY: lowerCase(`${REMAPPED_EVERYWHERE} X-Amzn-RequestId`),
  MOCK: lowerCase(REMAPPED_EVERYWHERE),
};

/** Headers of an integration's answer that do not reach the client (recorded: header remapping). */
export const DROPPED_FROM_RESPONSE: Readonly<Record<IntegrationType, ReadonlySet<string>>> = {
  AWS: lowerCase("Transfer-Encoding"),
  AWS_PROXY: lowerCase("Transfer-Encoding"),
  HTTP: lowerCase("Transfer-Encoding"),
  HTTP_PROXY: lowerCase("Transfer-Encoding Content-Encoding Via"),
  MOCK: lowerCase("Transfer-Encoding"),
};

function lowerCase(names: string): ReadonlySet<string> {
  return new Set(names.toLowerCase().split(" "));
}
