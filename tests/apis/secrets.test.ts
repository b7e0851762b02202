import assert from "node:assert/strict";
import { join } from "node:path";
import { type Served, serve } from "./served";

const MARKER = "marker-of-a-secret-value";
const POOL = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc";

describe("A secret value", () => {
  let served: Served;
  before(async () => {
    const config = [`partnerKey=${MARKER}-partner`, `mobileKey=${MARKER}-mobile`, `userPoolArn=${POOL}`];
    served = await serve(
      join(__dirname, "fixtures/access"),
      config.flatMap((one) => ["--config", one]),
    );
  });
  after(() => served.stop());

  it("is in nothing that the local command writes, whether the program or a caller has it", async () => {
    for (const headers of [
      { "X-Api-Key": `${MARKER}-partner` },
      { Authorization: `Bearer ${MARKER}` },
      { Cookie: `session=${MARKER}` },
      {
        "X-Amz-Security-Token": MARKER,
        Authorization: `AWS4-HMAC-SHA256 Credential=${MARKER}/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=${MARKER}`,
      },
    ])
      for (const path of ["/shop/prod/catalogue", "/shop/prod/orders", "/shop/prod/orders/mine", "/shop/prod/nowhere"])
        await served.ask("GET", path, { headers });
    await served.ask("DELETE", "/shop/prod/orders/1", {
      headers: { Authorization: `AWS4-HMAC-SHA256 Credential=${MARKER}/a/b/c/d, SignedHeaders=a, Signature=${MARKER}` },
    });
    await served.logged('"method":"DELETE","path":"/shop/prod/orders/1"');
    const lines = served.log().split("\n");
    assert.ok(served.log().includes("/shop/prod/orders/mine"), "requests are told");
    assert.deepEqual(
      lines.flatMap((line) => [...line.matchAll(new RegExp(`.{0,60}${MARKER}.{0,30}`, "g"))].map(([found]) => found)),
      [],
    );
  });
});
