/** `$util`: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html */
import { documentOf } from "./input";
import { anything, one, select } from "./java/methods/signature";
import { textOf } from "./java/text";
import { JavaObject, type Methods, type Signature, type Value } from "./java/value";
import type { Meter } from "./meter";
import { TemplateError } from "./template-error";

export class Util extends JavaObject {
  invoke(name: string, args: readonly Value[], meter: Meter): Value | undefined {
    return select(METHODS, this, name, args, meter);
  }

  text(): string {
    return "";
  }
}

const METHODS: Methods<Util> = new Map<string, readonly Signature<Util>[]>([
  ["base64Decode", [ofText((text) => Buffer.from(text, "base64").toString("utf8"))]],
  ["base64Encode", [ofText((text) => Buffer.from(text, "utf8").toString("base64"))]],
  ["escapeJavaScript", [ofText(escapeJavaScript)]],
  ["parseJson", [ofText((text, meter) => documentOf(text, meter))]],
  ["urlDecode", [ofText(urlDecode)]],
  ["urlEncode", [ofText(urlEncode)]],
]);

function ofText(body: (text: string, meter: Meter) => Value): Signature<Util> {
  return one(anything, (_self, value, meter) => {
    const result = body(meter.text(textOf(value, meter)), meter);
    return typeof result === "string" ? meter.text(result) : result;
  });
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ["\b", "\\b"],
  ["\n", "\\n"],
  ["\t", "\\t"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ["'", "\\'"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["/", "\\/"],
]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are escaped
const ESCAPED = /['"\\/\u0000-\u001f\u0080-\uffff]/g;

/** As commons-lang 2.4's StringEscapeUtils (recorded: slashes and quotes of both kinds are escaped). */
function escapeJavaScript(text: string): string {
  return text.replace(ESCAPED, (c) => SHORT.get(c) ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
}

/** As java.net.URLEncoder: form encoding, where a lone half of a surrogate pair becomes a question mark. */
function urlEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "?"))
    .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

/** As java.net.URLDecoder: bytes that are not UTF-8 become U+FFFD. @throws TemplateError for a percent sign without two digits. */
function urlDecode(text: string): string {
  if (/%(?![0-9a-fA-F]{2})/.test(text))
    throw new TemplateError("java.lang.IllegalArgumentException: URLDecoder: Illegal hex characters in escape (%) pattern");
  return text
    .replaceAll("+", " ")
    .replace(/(?:%[0-9a-fA-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"));
}
