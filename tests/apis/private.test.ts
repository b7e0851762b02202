import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Served, serve } from "./served";

const FIXTURE = join(__dirname, "fixtures/private");

describe("The private APIs of docs/private.md, in a network of @pulumi/awsx, served by the local command", () => {
  let served: Served;
  before(async () => {
    served = await serve(FIXTURE);
  });
  after(async () => {
    assert.equal(await served.stop(), 0);
  });

  const ask = (path: string, headers: Readonly<Record<string, string>> = {}) => served.ask("GET", path, { headers });

  it("stand there as they are here", () => {
    const page = readFileSync(join(__dirname, "../../docs/private.md"), "utf8");
    for (const file of ["index.ts", "stock.ts"]) {
      const source = readFileSync(join(FIXTURE, file), "utf8").replace('"../../../../components/index"', '"lambda-rest-api"');
      assert.ok(page.includes(`\`\`\`ts\n${source}\`\`\`\n`), `docs/private.md has ${file} as it is`);
    }
  });

  it("say by which VPC endpoint requests count as coming, and let them in", async () => {
    const [, endpoint] = await served.logged(/stock: it is private; requests count as coming by (vpce-[0-9a-f]+) of vpc-[0-9a-f]+ unless/);
    const { status, text } = await ask("/stock/prod/items/7");
    assert.deepEqual([status, JSON.parse(text)], [200, { item: "7", vpcEndpoint: endpoint }]);
    assert.equal((await ask("/reports/prod/items/7")).status, 200);
  });

  it("refuse who comes from elsewhere", async () => {
    for (const api of ["stock", "reports"]) {
      const { status, text } = await ask(`/${api}/prod/items/7`, { "x-amzn-vpce-id": "vpce-0a1b" });
      assert.equal(status, 403);
      assert.match(text, /User: anonymous is not authorized to perform: execute-api:Invoke on resource: .* with an explicit deny/);
    }
  });

  it("need nothing of the network but its ids", () => assert.doesNotMatch(served.log(), /is made by a plugin|is not known locally/));
});
