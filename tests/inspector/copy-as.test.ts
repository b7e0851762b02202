import assert from "node:assert/strict";
import type { RequestDetail } from "../../inspector/index";
import { asCurl, asEvent, asTest, clientRequest, lackOf } from "../../inspector/page/copy-as";

const DETAIL: RequestDetail = {
  id: "r",
  time: 0,
  api: "my orders",
  stage: "dev",
  method: "POST",
  path: "/my%20orders/dev/a?b='c'",
  status: 201,
  milliseconds: 1,
  functionLogs: [],
  hidden: false,
  steps: [
    {
      kind: "methodRequest",
      at: 0,
      httpMethod: "POST",
      path: "/a",
      pathParameters: {},
      query: {},
      headers: [
        ["Host", "h"],
        ["X-Forwarded-For", "127.0.0.1"],
        ["X-A", "it's"],
      ],
      body: { text: "$(x)", bytes: 4 },
    },
    {
      kind: "integrationRequest",
      at: 0,
      of: "integration",
      httpMethod: "POST",
      uri: "https://lambda",
      headers: [],
      body: { text: '{"e":1}', bytes: 7 },
      functionArn: "arn",
    },
    { kind: "methodResponse", at: 0, status: 201, headers: [], body: { text: '{"ok":true}', bytes: 11 } },
  ],
};

describe("a copied request", () => {
  it("is what the client sent, without what API Gateway adds", () => {
    assert.deepEqual(clientRequest(DETAIL).headers, [["X-A", "it's"]]);
  });

  it("is quoted for a shell", () => {
    assert.equal(
      asCurl(clientRequest(DETAIL), "http://localhost:1"),
      `curl -i -X POST 'http://localhost:1/my%20orders/dev/a?b='\\''c'\\''' \\\n  -H 'X-A: it'\\''s' \\\n  --data-binary '$(x)'`,
    );
  });

  it("is an event where a function was invoked", () => {
    assert.equal(asEvent(DETAIL), '{"e":1}');
    assert.equal(asEvent({ ...DETAIL, steps: [] }), undefined);
  });

  it("is a test by the API's name, its stage and the path below it", () => {
    assert.equal(
      asTest(DETAIL),
      `it("answers POST /a?b='c' with 201", async () => {
  const stage = local.api("my orders").stage("dev");
  const response = await stage.fetch("/a?b='c'", {
    method: "POST",
    headers: {
      "X-A": "it's"
    },
    body: "$(x)",
  });
  stage.assertStatus(response, 201);
  assert.deepEqual(await response.json(), {
    "ok": true
  });
});`,
    );
  });

  it("keeps the host where that says which API it is", () => {
    const { headers } = clientRequest({ ...DETAIL, path: "/dev/a" });
    assert.deepEqual(headers, [
      ["Host", "h"],
      ["X-A", "it's"],
    ]);
    assert.ok(asTest({ ...DETAIL, path: "/dev/a?b=1" }).includes('stage.fetch("/a?b=1", {'));
  });

  it("has bytes that are no text as base64, and headers that come twice twice", () => {
    const [first, ...rest] = DETAIL.steps;
    assert.ok(first?.kind === "methodRequest");
    const headers = [
      ["A", "1"],
      ["a", "2"],
    ] as const;
    const steps = [{ ...first, headers, body: { text: "/w==", bytes: 1, binary: true as const } }, ...rest];
    const text = asTest({ ...DETAIL, steps });
    assert.ok(text.includes('body: Buffer.from("/w==", "base64"),'), text);
    assert.ok(text.replaceAll(/\s/g, "").includes('["A","1"],["a","2"]'), text);
    assert.ok(asCurl(clientRequest({ ...DETAIL, steps }), "http://l").startsWith("printf %s '/w==' | base64 -d | curl -i -X POST"));
  });

  it("asks for the headers alone where the method is HEAD", () => {
    assert.ok(asCurl({ ...clientRequest(DETAIL), method: "HEAD", body: "" }, "").startsWith("curl -i --head "));
  });

  it("says what it lacks", () => {
    const [first, ...rest] = DETAIL.steps;
    assert.ok(first?.kind === "methodRequest");
    assert.equal(lackOf(DETAIL), undefined);
    assert.equal(lackOf({ ...DETAIL, hidden: true }), "with its credentials hidden");
    assert.equal(
      lackOf({ ...DETAIL, steps: [{ ...first, body: { ...first.body, truncated: true } }, ...rest] }),
      "without the end of its body",
    );
  });
});
