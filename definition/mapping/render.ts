/** Writes a typed mapping as a mapping template whose output is JSON for every request. */
import { formTemplate, insideForm, insideJsonString, jsonTemplate, type Segment } from "./segments";
import type { AnySource } from "./sources";

/** JSON whose leaves may be sources. */
export type Mapping<S> =
  | string
  | number
  | boolean
  | null
  | S
  | JsonText<S>
  | readonly Mapping<S>[]
  | { readonly [name: string]: Mapping<S> };

/** A text that holds JSON, as some services of AWS want it. */
export interface JsonText<out S> {
  /** Sets it apart from JSON. */
  readonly $source: "jsonText";
  /** What becomes the text. */
  readonly value: Mapping<S>;
}

/** JSON inside a text: whatever the mapping gives is one string that can be parsed. */
export function jsonText<const Value>(value: Value): {
  /** Sets it apart from JSON. */
  readonly $source: "jsonText";
  /** What becomes the text. */
  readonly value: Value;
} {
  return { $source: "jsonText", value };
}

/** The template that makes JSON of this shape. */
export function renderMapping(mapping: Mapping<AnySource>): string {
  return jsonTemplate(jsonSegments(mapping));
}

/** The template that makes a form of these fields: texts and sources of text are sent as they are, everything else as JSON. */
export function renderForm(fields: Readonly<Record<string, Mapping<AnySource>>>): string {
  const pairs = Object.entries(fields).map(([name, value]) =>
    formTemplate([encodeURIComponent(name), "=", ...insideForm(textSegments(value))]),
  );
  return pairs.join("&");
}

/** Whether a part of a mapping is a source. */
export function isSource<S extends AnySource>(mapping: unknown): mapping is S {
  return isMarked(mapping) && mapping.$source !== "jsonText";
}

/** Whether a part of a mapping is JSON inside a text. */
export function isJsonText<S>(mapping: Mapping<S>): mapping is JsonText<S> {
  return isMarked(mapping) && mapping.$source === "jsonText";
}

/** The sources of a mapping, in order. */
export function sourcesOf(mapping: Mapping<AnySource>): readonly AnySource[] {
  if (isJsonText(mapping)) return sourcesOf(mapping.value);
  if (isSource(mapping)) return [mapping];
  return typeof mapping === "object" && mapping !== null ? Object.values(mapping).flatMap(sourcesOf) : [];
}

function jsonSegments(mapping: Mapping<AnySource>): readonly Segment[] {
  if (isJsonText(mapping)) return ['"', ...insideJsonString(jsonSegments(mapping.value)), '"'];
  if (isSource(mapping)) return isJsonSource(mapping) ? [reference(mapping)] : ['"', ...insideJsonString([reference(mapping)]), '"'];
  if (Array.isArray(mapping)) return ["[", ...separated(mapping.map(jsonSegments)), "]"];
  if (typeof mapping === "object" && mapping !== null) {
    const members = Object.entries(mapping).map(([name, value]) => [`${JSON.stringify(name)}:`, ...jsonSegments(value)]);
    return ["{", ...separated(members), "}"];
  }
  return [JSON.stringify(mapping)];
}

function textSegments(mapping: Mapping<AnySource>): readonly Segment[] {
  if (typeof mapping === "string") return [mapping];
  return isSource(mapping) ? [reference(mapping)] : jsonSegments(isJsonText(mapping) ? mapping.value : mapping);
}

function separated(lists: readonly (readonly Segment[])[]): readonly Segment[] {
  return lists.flatMap((list, index) => (index === 0 ? list : [",", ...list]));
}

function isMarked(mapping: unknown): mapping is { readonly $source: unknown } {
  return typeof mapping === "object" && mapping !== null && "$source" in mapping;
}

function isJsonSource({ $source }: AnySource): boolean {
  return $source === "body" || $source === "result";
}

function reference(source: AnySource): Segment {
  return { reference: referenceOf(source) };
}

function referenceOf(source: AnySource): string {
  switch (source.$source) {
    case "body":
    case "result":
      return `$input.json('${textOf(source.name)}')`;
    case "path":
      return `$input.params().path.get('${textOf(source.variable)}')`;
    case "decodedPath":
      // urlDecode is form decoding; a plus sign of a path is a plus sign.
      return `$util.urlDecode($input.params().path.get('${textOf(source.variable)}').replace('+', '%2B'))`;
    case "querystring":
    case "header":
      // The rules refuse names with a single quote, the one character that a single-quoted Velocity string cannot hold.
      return `$input.params().${source.$source}.get('${textOf(source.name)}')`;
    case "context":
    case "stageVariables":
      return `$${source.$source}.${textOf(source.name)}`;
  }
}

/** What is no text, as a program in JavaScript may give it, the rules refuse afterwards. */
function textOf(name: unknown): string {
  return typeof name === "string" ? name : "";
}
