/** What no client should send, no function give and no definition hold. */
import fc from "fast-check";
import type { HeaderLine, HttpRequest } from "../../../gateway/index";
import { HOST } from "../api";

/** What parsers trip over. */
const NASTY = [
  ...words("/ // .. . % %2 %zz %00 %2F %2e%2e %C3%28 %ff + & = ? # ; , : * @ ~ | \\ \" ' ` $ [ ] [[ { }"),
  ...words("__proto__ constructor toString hasOwnProperty length null undefined NaN -1 1e999 0x10 ٣ true"),
  ...words(
    '<script> ${x} {x} {proxy+} 😀 é ﬀ İ \ufeff \u0085 \u2028 \ud800 \udfff \0 {"a":1} {"statusCode":200} {"__proto__":{"a":1}} [1,2] "x"',
  ),
  ...words("test pets model 1 a b http://example.com a1b2c3d4e5 text/plain application/json image/png */* Bearer gzip identity;q=0"),
  ...["", " ", "\r\n", "\n", "\t"],
];
const LONG = ["[".repeat(5000), '{"a":'.repeat(5000), "a".repeat(11_000)];
export const nasty = fc.oneof(
  { weight: 80, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 20, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(...LONG) },
);
export const nastyText = fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join(""));

const HEADER_NAMES = [
  ...words(
    "Host Content-Type Content-Length Content-Encoding Transfer-Encoding Accept Accept-Encoding Authorization Date Expect Connection Cookie User-Agent Referer",
  ),
  ...words("X-Amzn-Trace-Id X-Api-Key X-Amz-Date X-Amz-Invocation-Type X-Forwarded-For X-HTTP-Method-Override __proto__ constructor x-a"),
];
const HEADER_VALUES = [
  ...words(
    "gzip deflate br image/png PUT Event key 20260101T000000Z Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
  ),
  "application/json; charset=utf-8",
  "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=00",
];
export const header: fc.Arbitrary<HeaderLine> = fc.tuple(
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...HEADER_NAMES) }, { weight: 1, arbitrary: nastyText }),
  fc.oneof(nastyText, fc.constantFrom(...HEADER_VALUES)),
);

export const body = fc.oneof(
  fc.oneof(nastyText, fc.json()).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
);

/** Requests to the stage `test`, most of them below one of the paths. */
export function requestTo(...paths: readonly string[]): fc.Arbitrary<HttpRequest> {
  return fc.record({
    method: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS") },
      { weight: 1, arbitrary: nastyText },
    ),
    target: fc.oneof(
      { weight: 1, arbitrary: nastyText },
      {
        weight: 2,
        arbitrary: fc.tuple(fc.constantFrom(...paths), nastyText, nastyText).map(([path, more, query]) => `/test${path}${more}?${query}`),
      },
      {
        weight: 4,
        arbitrary: fc.tuple(fc.constantFrom(...paths), nastyText).map(([path, query]) => `/test${path}?a=${query}&a=${query}&b`),
      },
    ),
    headers: fc.array(header, { maxLength: 6 }).map((lines): readonly HeaderLine[] => [["Host", HOST], ...lines]),
    body,
    sourceIp: fc.constantFrom("203.0.113.7", "::1", "::ffff:127.0.0.1", "", "nonsense"),
    protocol: fc.constantFrom("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", ""),
  });
}

/** Lists and objects of the members, in each other. */
export function nested(members: fc.Arbitrary<string>, leaf: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("value"), { maxLength: 3 }), fc.dictionary(members, tie("value"), { maxKeys: 5 })),
  })).value;
}

export function words(text: string): readonly string[] {
  return text.split(" ");
}
