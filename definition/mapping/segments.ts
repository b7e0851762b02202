/** A text put together from constants and from values of the request or the answer, and the ways in which all of it can be escaped. */

/** A constant, or a reference of the template language whose value stands in its place when a request is handled. */
export type Segment = string | { readonly reference: string };

/** The same text inside a JSON string. */
export function insideJsonString(segments: readonly Segment[]): readonly Segment[] {
  return segments.map((segment) =>
    typeof segment === "string" ? JSON.stringify(segment).slice(1, -1) : { reference: jsonEscaped(segment.reference) },
  );
}

/** The same text as a value of `application/x-www-form-urlencoded`. */
export function insideForm(segments: readonly Segment[]): readonly Segment[] {
  return segments.map((segment) =>
    typeof segment === "string" ? encodeURIComponent(segment) : { reference: `$util.urlEncode(${segment.reference})` },
  );
}

/** The template of JSON: as JSON escapes `$` and `#`, which begin references and directives, are inert. */
export function jsonTemplate(segments: readonly Segment[]): string {
  return segments
    .map((segment) => (typeof segment === "string" ? segment.replaceAll("$", "\\u0024").replaceAll("#", "\\u0023") : segment.reference))
    .join("");
}

/** The template of a form, which has none of these characters but encoded. */
export function formTemplate(segments: readonly Segment[]): string {
  return segments.map((segment) => (typeof segment === "string" ? segment : segment.reference)).join("");
}

/** A constant as it stands in the template of JSON inside a string, inside as many strings as `depth` says. */
export function constantInTemplate(text: string, depth: number): string {
  let segments: readonly Segment[] = [text];
  for (let around = 0; around < depth; around++) segments = insideJsonString(segments);
  return jsonTemplate(segments);
}

// escapeJavaScript writes ' as \', which is no JSON: developer guide, mapping template reference, "$util.escapeJavaScript()".
function jsonEscaped(reference: string): string {
  return `$util.escapeJavaScript(${reference}).replaceAll("\\\\'", "'")`;
}
