import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Local, startLocal } from "../../local/testing/index";

const PAGE = readFileSync(join(__dirname, "../../docs/limits.md"), "utf8");

describe("what docs/limits.md says", function () {
  this.timeout(60_000);
  let local: Local;
  before(async () => {
    local = await startLocal({ directory: join(__dirname, "program/fixtures/limits") });
  });
  after(() => local?.close());

  /** That the page has the row, and what the stage answers. */
  const answer = (row: string, path: string, init?: RequestInit) => {
    assert.ok(PAGE.includes(`\n| ${row}`), `the page has a row ${row}`);
    return local.api("limits").stage("dev").fetch(path, init);
  };

  it("is so of caches: an edge-optimized API's function is asked each time", async () => {
    const first = await answer("caches | ", "/fn");
    const second = await answer("edge-optimized endpoints | ", "/fn");
    assert.deepEqual([Object(await first.json()).requests, Object(await second.json()).requests], [1, 2]);
  });

  it("is so of permission boundaries, networks, tables and layers", async () => {
    const { items, layer } = Object(await (await answer("IAM | ", "/fn")).json());
    assert.equal(items, 0, "a boundary that denies all is not evaluated");
    if (process.platform === "linux") assert.equal(layer, true);
  });

  it("is so of Java and of VPC links: 500", async () => {
    assert.equal((await answer("functions in Java, .NET, Ruby, container images | ", "/java")).status, 500);
    assert.equal((await answer("VPC links, private endpoints | ", "/inside")).status, 500);
  });

  it("is so of S3: the program's own objects, and no others", async () => {
    const page = await answer("S3 | ", "/pages/page.txt");
    assert.deepEqual([page.status, await page.text()], [200, "a page"]);
    assert.equal((await answer("S3 | ", "/pages/none.txt")).status, 404);
  });

  it("is so of sizes: 10 MB of a request, 6 MB of a function's answer", async () => {
    const sizes = "request and answer sizes, timeouts | API Gateway's: 10 MB, 6 MB of a function";
    assert.equal((await answer(sizes, "/fn", { method: "POST", body: Buffer.alloc(10 * 1024 * 1024 + 1) })).status, 413);
    assert.equal((await answer(sizes, "/fn?large=yes")).status, 502);
  });
});
