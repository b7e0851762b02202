/** Writes a typed mapping as a mapping template whose output is JSON for every request. */
import type { AnySource } from "./sources";

/** JSON whose leaves may be sources. */
export type Mapping<S> = string | number | boolean | null | S | readonly Mapping<S>[] | { readonly [name: string]: Mapping<S> };

/** The template that makes JSON of this shape. */
export function renderMapping(mapping: Mapping<AnySource>): string {
  if (isSource(mapping)) return renderSource(mapping);
  if (Array.isArray(mapping)) return `[${mapping.map(renderMapping).join(", ")}]`;
  if (typeof mapping === "object" && mapping !== null) {
    const members = Object.entries(mapping).map(([name, value]) => `${literal(name)}: ${renderMapping(value)}`);
    return `{${members.join(", ")}}`;
  }
  return typeof mapping === "string" ? literal(mapping) : JSON.stringify(mapping);
}

/** The sources of a mapping, in order. */
export function sourcesOf(mapping: Mapping<AnySource>): readonly AnySource[] {
  if (isSource(mapping)) return [mapping];
  return typeof mapping === "object" && mapping !== null ? Object.values(mapping).flatMap(sourcesOf) : [];
}

function isSource(mapping: Mapping<AnySource>): mapping is AnySource {
  return typeof mapping === "object" && mapping !== null && "$source" in mapping;
}

// `$` and `#` begin references and directives; as JSON escapes they are inert to Velocity.
function literal(text: string): string {
  return JSON.stringify(text).replaceAll("$", "\\u0024").replaceAll("#", "\\u0023");
}

function renderSource(source: AnySource): string {
  switch (source.$source) {
    case "body":
    case "result":
      return `$input.json('${source.name}')`;
    case "path":
      return asText(`$input.params().path.get('${source.variable}')`);
    case "decodedPath":
      // urlDecode is form decoding; a plus sign of a path is a plus sign.
      return asText(`$util.urlDecode($input.params().path.get('${source.variable}').replace('+', '%2B'))`);
    case "querystring":
    case "header":
      // The rules refuse names with a single quote, the one character that a single-quoted Velocity string cannot hold.
      return asText(`$input.params().${source.$source}.get('${source.name}')`);
    case "context":
    case "stageVariables":
      return asText(`$${source.$source}.${source.name}`);
  }
}

// escapeJavaScript writes ' as \', which is no JSON: developer guide, mapping template reference, "$util.escapeJavaScript()".
function asText(reference: string): string {
  return `"$util.escapeJavaScript(${reference}).replaceAll("\\\\'", "'")"`;
}
