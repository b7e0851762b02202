import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Served, serve } from "./served";

const PROGRAM = join(__dirname, "fixtures/values");

describe("The example of docs/functions.md about secrets and parameters", () => {
  let served: Served;
  before(async () => {
    served = await serve(PROGRAM);
  });
  after(async () => {
    assert.equal(await served.stop(), 0);
  });

  it("stands there as it is here", () => {
    const text = readFileSync(join(__dirname, "../../docs/functions.md"), "utf8");
    for (const file of ["index.ts", "orders.ts"]) {
      const source = readFileSync(join(PROGRAM, file), "utf8").replace('"../../../../components/index"', '"lambda-rest-api"');
      assert.ok(text.includes(`\`\`\`ts\n${source}\`\`\`\n`), file);
    }
  });

  it("reads the program's own values, and those of this machine, before its first request", async () => {
    const { status, text } = await served.ask("GET", "/shop/v1/orders");
    const hash = createHash("sha256").update("marker-of-a-secret-value").digest("hex");
    assert.deepEqual([status, JSON.parse(text)], [200, { limit: 10, greeting: "good day", hash }]);
  });

  it("writes no secret into the log", async () => {
    await served.logged("/shop/v1/orders");
    assert.equal(served.log().includes("marker-of-a-secret-value"), false);
  });
});
