import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { verifySignature } from "../../../gateway/signature/index";
import type { HeaderLine, HttpRequest } from "../../../gateway/types";

const NOW = Date.parse("2015-08-30T12:36:00Z");
const HOST = "a.execute-api.us-east-1.amazonaws.com";
const CREDENTIALS = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  accountId: "123456789012",
  userArn: "arn:aws:iam::123456789012:user/jane",
  userId: "AIDAEXAMPLE",
  policies: [],
};
const SCOPE = "20150830/us-east-1/execute-api/aws4_request";
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const SIGNATURE = "82605f77e91439e8985c6748d7b7b30cb124a099a705779e544b58f2c90a1785";

function authorization(
  signature = SIGNATURE,
  signedHeaders = "host;x-amz-content-sha256;x-amz-date",
  scope = SCOPE,
  accessKeyId = "AKIDEXAMPLE",
): string {
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

function signed(
  change: Partial<HttpRequest> & { readonly authorization?: string; readonly more?: readonly HeaderLine[] } = {},
): HttpRequest {
  const { authorization: header = authorization(), more = [], ...rest } = change;
  return {
    method: "GET",
    target: "/test/pets",
    headers: [["Host", HOST], ["X-Amz-Content-Sha256", EMPTY], ["X-Amz-Date", "20150830T123600Z"], ...more, ["Authorization", header]],
    body: Buffer.alloc(0),
    sourceIp: "203.0.113.7",
    protocol: "HTTP/1.1",
    ...rest,
  };
}

function verify(request: HttpRequest, now = NOW) {
  return verifySignature(request, { credentials: [{ ...CREDENTIALS, accessKeyId: "OTHER" }, CREDENTIALS], region: "us-east-1", now });
}

function refusal(request: HttpRequest, now = NOW): readonly [errorType: string, message: string] {
  const result = verify(request, now);
  return result.kind === "refused" ? [result.errorType, result.message] : [result.kind, ""];
}

/** Signatures made by AWS's own signer, @smithy/signature-v4 5. */
const SIGNED: readonly (readonly [title: string, request: HttpRequest])[] = [
  ["of a plain request", signed()],
  [
    "of a body and of a header with runs of spaces",
    signed({
      method: "POST",
      body: Buffer.from('{"a":1}'),
      authorization: authorization(
        "e2abf3b6b2f10c5927510125ac8eaaa784fd2e091599da8722726e8e6410f193",
        "content-type;host;x-amz-content-sha256;x-amz-date;x-multi",
      ),
      headers: [
        ["host", HOST],
        ["content-type", "application/json"],
        ["x-multi", "  a   b "],
        ["x-amz-date", "20150830T123600Z"],
        ["x-amz-content-sha256", "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"],
        [
          "authorization",
          authorization(
            "e2abf3b6b2f10c5927510125ac8eaaa784fd2e091599da8722726e8e6410f193",
            "content-type;host;x-amz-content-sha256;x-amz-date;x-multi",
          ),
        ],
      ],
    }),
  ],
  [
    "of an encoded path and of a query out of order",
    signed({
      target: "/test/a%20b/%2F?b=2&a=z&a=y&c=x%20y&%C3%A9=%26%3D",
      authorization: authorization("cbb1b1fca5d8d66c2fe0339924283233b78207afb0560ad7589e8a7b15f376f9"),
    }),
  ],
  [
    "of a path with empty and dot segments",
    signed({
      target: "/test//x/./y/../z/",
      authorization: authorization("decb1d6867d992ad8ae7140ab703c7a7e32749b2f4433181b4565b1ce88256d2"),
    }),
  ],
  [
    "of a path with reserved characters",
    signed({ target: "/test/!'()*~", authorization: authorization("564160336ea3298318442581fc7c389616e3975fcd070cff70479aee04e2bd86") }),
  ],
  [
    "of a query with reserved characters",
    signed({
      target: "/test/pets?a*=(1)",
      authorization: authorization("cca50a497fcc536daba43bbd37cf0dbb56065a5348b57e1b16d34fbb5a7ba70e"),
    }),
  ],
];

describe("a signature", () => {
  for (const [title, request] of SIGNED) {
    it(`${title} tells who calls`, () => assert.deepEqual(verify(request), { kind: "valid", credentials: CREDENTIALS }));
  }
  it("covers where the client sent the request, if not to the API's own host", () => {
    const headers: readonly HeaderLine[] = [["Host", "other"], ...signed().headers.slice(1)];
    assert.equal(verify(signed({ target: "/pets", headers })).kind, "refused");
    assert.equal(verify(signed({ target: "/pets", headers, sentTo: { host: HOST, target: "/test/pets" } })).kind, "valid");
  });
  it("is not there without an authorization", () => {
    assert.deepEqual(verify(signed({ headers: [["Host", HOST]] })), { kind: "unsigned" });
    assert.deepEqual(verify(signed({ headers: [["Host", HOST]], target: "/test/pets?X-Amz-Signature=a" })), { kind: "unsigned" });
  });
  it("is good for five minutes on either side", () => {
    assert.equal(verify(signed(), NOW + 300_000).kind, "valid");
    assert.equal(verify(signed(), NOW - 300_000).kind, "valid");
    assert.deepEqual(refusal(signed(), NOW + 301_000), [
      "InvalidSignatureException",
      "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)",
    ]);
    assert.deepEqual(refusal(signed(), NOW - 301_000), [
      "InvalidSignatureException",
      "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)",
    ]);
  });
  it("may be dated by HTTP's own header", () => {
    const headers: readonly HeaderLine[] = signed().headers.map(([name, value]) =>
      name === "X-Amz-Date" ? ["Date", "Sun, 30 Aug 2015 12:36:00 GMT"] : [name, value],
    );
    assert.match(refusal(signed({ headers }), NOW + 301_000)[1], /^Signature expired: 20150830T123600Z is now earlier/);
    assert.match(refusal(signed({ headers }))[1], /'AWS4-HMAC-SHA256\n20150830T123600Z\n/);
  });
  it("of a target that is no text is refused", () => {
    assert.match(refusal(signed({ target: "/test/\ud800?\udfff" }))[1], /\n\/test\/%EF%BF%BD\n%EF%BF%BD=\n/);
  });
  it("that does not match is refused with what should have been signed", () => {
    const canonical = `PUT\n/test/pets\n\nhost:${HOST}\nx-amz-content-sha256:${EMPTY}\nx-amz-date:20150830T123600Z\n\nhost;x-amz-content-sha256;x-amz-date\n${EMPTY}`;
    const text = `AWS4-HMAC-SHA256\n20150830T123600Z\n${SCOPE}\n${createHash("sha256").update(canonical).digest("hex")}`;
    assert.deepEqual(refusal(signed({ method: "PUT" })), [
      "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details." +
        `\n\nThe Canonical String for this request should have been\n'${canonical}'\n\nThe String-to-Sign should have been\n'${text}'\n`,
    ]);
  });
  it("in the query string is good for as long as it says", () => {
    const query = `a=1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F${encodeURIComponent(SCOPE)}&X-Amz-Date=20150830T123600Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host`;
    const signature = "&X-Amz-Signature=736e8c694b3154e296188e67c9707d4c1006769016710d08ebf5cb656c795970";
    const presigned = (target: string) => signed({ target, headers: [["Host", HOST]] });
    const request = presigned(`/test/pets?${query}${signature}`);
    assert.deepEqual(verify(request, NOW + 60_000), { kind: "valid", credentials: CREDENTIALS });
    assert.match(
      refusal(request, NOW + 61_000)[1],
      /^Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z \(20150830T123701Z - 1 min\.\)$/,
    );
    assert.match(refusal(presigned(`/test/pets?${query}${signature}&b=2`))[1], /^The request signature we calculated/);
    assert.match(refusal(presigned(`/test/pets?${query}`))[1], /must include 'X-Amz-Signature'/);
    assert.match(refusal(presigned(`/test/pets?${query.replace("=60", "=604801")}${signature}`))[1], /X-Amz-Expires/);
  });
  const REFUSED: readonly (readonly [title: string, request: HttpRequest, errorType: string, message: RegExp])[] = [
    [
      "another body than was signed",
      signed({ body: Buffer.from("x") }),
      "InvalidSignatureException",
      /^The request signature we calculated/,
    ],
    [
      "an unknown key",
      signed({ authorization: authorization(SIGNATURE, "host", SCOPE, "AKIDUNKNOWN") }),
      "UnrecognizedClientException",
      /^The security token included in the request is invalid\.$/,
    ],
    [
      "another region",
      signed({ authorization: authorization(SIGNATURE, "host", SCOPE.replace("us-east-1", "eu-west-1")) }),
      "InvalidSignatureException",
      /^Credential should be scoped to a valid region, not 'eu-west-1'\. $/,
    ],
    [
      "another service",
      signed({ authorization: authorization(SIGNATURE, "host", SCOPE.replace("execute-api", "s3")) }),
      "InvalidSignatureException",
      /^Credential should be scoped to correct service: 'execute-api'\. $/,
    ],
    [
      "another end of the scope",
      signed({ authorization: authorization(SIGNATURE, "host", SCOPE.replace("aws4", "aws5")) }),
      "InvalidSignatureException",
      /terminator/,
    ],
    [
      "another day",
      signed({ authorization: authorization(SIGNATURE, "host", SCOPE.replace("0830", "0829")) }),
      "InvalidSignatureException",
      /'20150829' != '20150830'/,
    ],
    [
      "an unsigned host",
      signed({ authorization: authorization(SIGNATURE, "x-amz-date") }),
      "InvalidSignatureException",
      /'Host' or ':authority' must be a 'SignedHeader'/,
    ],
    [
      "a short credential",
      signed({ authorization: authorization(SIGNATURE, "host", "20150830/us-east-1") }),
      "IncompleteSignatureException",
      /exactly 5 slash-delimited elements/,
    ],
    [
      "a token of another kind",
      signed({ authorization: "Bearer abc" }),
      "IncompleteSignatureException",
      /^'abc' not a valid key=value pair \(missing equal-sign\) in Authorization header: 'Bearer abc'\.$/,
    ],
    [
      "parameters of another kind",
      signed({ authorization: "Bearer a=b" }),
      "IncompleteSignatureException",
      /^Authorization header requires 'Credential' parameter\. Authorization header requires 'Signature' parameter\. Authorization header requires 'SignedHeaders' parameter\. Authorization=Bearer a=b$/,
    ],
    [
      "no date",
      signed({ headers: signed().headers.filter(([name]) => name !== "X-Amz-Date") }),
      "IncompleteSignatureException",
      /^Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header\. Authorization=AWS4/,
    ],
    [
      "another algorithm",
      signed({ authorization: authorization().replace("SHA256", "SHA1") }),
      "IncompleteSignatureException",
      /^Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'\.$/,
    ],
    [
      "a malformed date",
      signed({ headers: signed().headers.map(([name, value]) => [name, name === "X-Amz-Date" ? "20150830" : value]) }),
      "IncompleteSignatureException",
      /^Date must be in ISO-8601 'basic format'/,
    ],
  ];
  for (const [title, request, errorType, message] of REFUSED) {
    it(`refuses ${title}`, () => {
      const [refused, text] = refusal(request);
      assert.equal(refused, errorType);
      assert.match(text, message);
    });
  }
  it("never throws, whatever the header and the target", () => {
    const piece = fc.constantFrom(
      "AWS4-HMAC-SHA256 ",
      "Credential=",
      "AKIDEXAMPLE/",
      SCOPE,
      ", ",
      "SignedHeaders=",
      "host",
      "Signature=",
      "=",
      "%zz",
      "&",
      "X-Amz-Algorithm=AWS4-HMAC-SHA256",
      "\ud800",
    );
    const text = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, (header, query) =>
        assert.notEqual(verify(signed({ authorization: header, target: `/${query}?${query}` })).kind, "valid"),
      ),
    );
  });
});
