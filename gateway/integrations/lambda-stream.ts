/**
 * A streamed response of a proxy function: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */

import { isObject, parseJson } from "../../languages/json/index";
import type { Reply } from "../call";
import { Fault } from "../fault";
import { headerValue } from "../headers";
import type { HeaderLine } from "../types";
import { headersOf, statusOf } from "./proxy-response";

const DELIMITER = Buffer.alloc(8);
/** Bytes within which the delimiter must come. */
const LONGEST_METADATA = 16 * 1024;
const KEYS = new Set(["statusCode", "headers", "multiValueHeaders", "cookies"]);

/** Reads the metadata at the start of a stream; the reply's body is what follows. */
export async function streamedReply(chunks: AsyncIterable<Uint8Array>): Promise<Reply> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  for (;;) {
    const end = head.indexOf(DELIMITER);
    if (end >= 0 && end <= LONGEST_METADATA)
      return { ...parseMetadata(head.subarray(0, end).toString("utf8")), body: rest(head.subarray(end + DELIMITER.length), iterator) };
    const next = head.length > LONGEST_METADATA ? { done: true as const, value: undefined } : await iterator.next();
    if (next.done) throw malformed();
    head = Buffer.concat([head, next.value]);
  }
}

async function* rest(first: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* { [Symbol.asyncIterator]: () => iterator };
}

function parseMetadata(text: string): Omit<Reply, "body"> {
  const metadata = parseJson(text);
  if (!isObject(metadata) || Object.keys(metadata).some((key) => !KEYS.has(key))) throw malformed();
  const { statusCode, headers: single, multiValueHeaders: multiple, cookies = [] } = metadata;
  const headers = headersOf(withoutNamesOf(single, multiple), multiple);
  const status = statusOf(statusCode);
  if (headers === undefined || status === undefined || !isTexts(cookies)) throw malformed();
  const lines: HeaderLine[] = [...headers, ...cookies.map((cookie) => ["Set-Cookie", cookie] as const)];
  return {
    status,
    headers: headerValue(lines, "Content-Type") === undefined ? [...lines, ["Content-Type", "application/json"]] : lines,
    traced: true,
  };
}

// Developer guide: here multiValueHeaders win over headers of the same name.
function withoutNamesOf(single: unknown, multiple: unknown): unknown {
  if (!isObject(single) || !isObject(multiple)) return single;
  const names = new Set(Object.keys(multiple).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(single).filter(([name]) => !names.has(name.toLowerCase())));
}

function malformed(): Fault {
  return new Fault("DEFAULT_5XX", { log: "Execution failed due to configuration error: Malformed streaming response" });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
