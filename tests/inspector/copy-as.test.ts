import assert from "node:assert/strict";
import type { RequestDetail } from "../../inspector/index";
import { asCurl, asEvent, asTest, clientRequest } from "../../inspector/page/copy-as";

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
    const text = asTest(DETAIL);
    assert.ok(text.includes(`local.api("my orders").stage("dev").fetch("/a?b='c'", {`), text);
    assert.ok(text.includes("assert.equal(response.status, 201);"));
    assert.ok(text.includes("assert.deepEqual(await response.json(), {"));
  });
});
