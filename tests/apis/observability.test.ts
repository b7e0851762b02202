import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Served, serve } from "./served";

const FIXTURE = join(__dirname, "fixtures/observability");

describe("The example of docs/observability.md, served by the local command", () => {
  let served: Served;
  before(async () => {
    served = await serve(FIXTURE);
  });
  after(async () => {
    assert.equal(await served.stop(), 0);
  });

  it("stands there as it is here", () => {
    const source = readFileSync(join(FIXTURE, "index.ts"), "utf8").replace('"../../../../components/index"', '"lambda-rest-api"');
    assert.ok(readFileSync(join(__dirname, "../../docs/observability.md"), "utf8").includes(`\`\`\`ts\n${source}\`\`\`\n`));
  });

  it("answers, and says that nothing is measured", async () => {
    assert.equal((await served.ask("POST", "/orders/prod/orders")).status, 201);
    await served.logged(/nothing is measured locally: the program's alarms and dashboards \(.* and 7 more\) have nothing to show/);
  });
});
