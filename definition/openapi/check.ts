/** OpenAPI documents that a user gives: read, and held to the same rules as typed arguments. */
import type { Problem } from "../problems";
import type { Account } from "../rules/account";
import { checkDefinition, messageOf } from "../rules/api";
import { argumentPlace } from "../rules/places";
import type { DefinitionPath } from "../rules/refusal";
import { checkUnworkable } from "../rules/unworkable";
import type { ApiDefinition } from "../types";
import { readText } from "./locate";
import { pointerOf } from "./pointers";
import { type OpenApiSettings, readWithFindings } from "./read";

/** An OpenAPI document: plain data, or the text of a file in YAML or JSON. */
export type OpenApiSource = { readonly document: unknown } | { readonly text: string /** As problems name it. */; readonly file: string };

/** What a document means, or what is wrong with it. */
export interface CheckedOpenApi {
  /** Absent where there are problems. */
  readonly definition?: ApiDefinition;
  /** Where its author wrote a part of the definition; absent with it. */
  readonly place?: (path: DefinitionPath) => string;
  /** Each with its JSON pointer, and with file and line where the document is a text. */
  readonly problems: readonly Problem[];
}

/** Reads a document; `settings` are said beside it, and win over it. */
export function checkOpenApi(source: OpenApiSource, settings: OpenApiSettings = {}, account: Account = {}): CheckedOpenApi {
  const read = readSource(source);
  if ("problems" in read) return read;
  const { definition, place, problems } = checkDocument(read.document, settings, account);
  return {
    ...(definition !== undefined && { definition }),
    ...(place !== undefined && { place: (path) => read.place(place(path)) }),
    problems: problems.map(({ where, message }) => ({ where: read.place(where), message })),
  };
}

/** A document as plain data, and the place that a JSON pointer names, with file and line where it is a text. */
export interface ReadSource {
  readonly document: unknown;
  readonly place: (pointer: string) => string;
}

export function readSource(source: OpenApiSource): ReadSource | { readonly problems: readonly Problem[] } {
  if ("document" in source) return { document: source.document, place: (pointer) => pointer };
  const read = readText(source.text);
  // Recorded: ImportRestApi of broken YAML and JSON.
  if ("reason" in read)
    return { problems: [{ where: `${source.file}:${read.line}`, message: `is neither YAML nor JSON: ${read.reason}. API Gateway: Invalid OpenAPI input.` }] };
  return { document: read.document, place: (pointer) => inFile(pointer, source.file, read.lineOf) };
}

function checkDocument(document: unknown, settings: OpenApiSettings, account: Account): CheckedOpenApi {
  const { definition, problems: unreadable, ignored } = readWithFindings(document, settings);
  // Who writes a thing here means it, so that it is no comfort that API Gateway would take the document without it.
  if (definition === undefined || unreadable.length + ignored.length > 0) return { problems: [...unreadable, ...ignored] };
  const isSwagger2 = typeof document === "object" && document !== null && "swagger" in document;
  const place = (path: DefinitionPath) => (isSetting(path, settings) ? argumentPlace(path) : pointerOf(path, { isSwagger2, definition }));
  const problems = [...checkDefinition(definition, account), ...checkUnworkable(definition)].map((refusal) => ({
    where: place(refusal.path),
    message: messageOf(refusal),
  }));
  return problems.length > 0 ? { problems } : { definition, place, problems };
}

/** Whether a part of the definition was said beside the document; the endpoint's types and stages always are. */
function isSetting([first, second]: DefinitionPath, settings: OpenApiSettings): boolean {
  if (first === "stages") return true;
  if (first === "endpoint")
    return (
      second === "type" || second === "ipAddressType" || Object.entries(settings.endpoint ?? {}).some(([name, value]) => name === second && value !== undefined)
    );
  return Object.entries(settings).some(([name, value]) => name === first && value !== undefined);
}

function inFile(where: string, file: string, lineOf: (pointer: string) => number): string {
  return where.startsWith("/") ? `${file}:${lineOf(where)} ${where}` : where;
}
