import { createHash, createHmac } from "node:crypto";
import { headerValues } from "../headers";
import type { HttpRequest } from "../types";
import { ALGORITHM, type Authorization } from "./authorization";

/** Names and values of a query string, decoded, in their order. */
export type Query = readonly (readonly [name: string, value: string])[];

/** The request in the form that is signed: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function canonicalRequest(request: HttpRequest, path: string, query: Query, { signedHeaders }: Authorization): string {
  const headers = [...signedHeaders].sort().map((name) => `${name}:${canonicalValue(request, name)}\n`);
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    headers.join(""),
    [...signedHeaders].sort().join(";"),
    sha256(request.body),
  ].join("\n");
}

export function stringToSign(canonical: string, { date, scope }: Authorization): string {
  return [ALGORITHM, date, `${scope.date}/${scope.region}/${scope.service}/${scope.terminator}`, sha256(canonical)].join("\n");
}

export function signatureOf(text: string, secretAccessKey: string, { scope }: Authorization): string {
  const key = [scope.date, scope.region, scope.service, scope.terminator].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, text).toString("hex");
}

export function parseQuery(query: string): Query {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [, name = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
      return [decode(name), decode(value)] as const;
    });
}

/** Every service but S3 encodes the path, as it is sent, once more and takes out empty and dot segments. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return `/${segments.map(encode).join("/")}${segments.length > 0 && path.endsWith("/") ? "/" : ""}`;
}

function canonicalQuery(query: Query): string {
  const pairs = query.filter(([name]) => name !== "X-Amz-Signature").map(([name, value]) => [encode(name), encode(value)] as const);
  const sorted = pairs.sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue));
  return sorted.map(([name, value]) => `${name}=${value}`).join("&");
}

function canonicalValue(request: HttpRequest, name: string): string {
  if (name === "host" && request.sentTo) return request.sentTo.host;
  const values = headerValues(request.headers, name).map((value) => value.trim().replace(/ +/g, " "));
  return values.join(",");
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** All but the unreserved characters of RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
