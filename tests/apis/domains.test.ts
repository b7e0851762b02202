import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Served, serve } from "./served";

const FIXTURE = join(__dirname, "fixtures/domains");

describe("The program of docs/domains.md, served by the local command", () => {
  let served: Served;
  before(async () => {
    served = await serve(FIXTURE);
  });
  after(async () => {
    assert.equal(await served.stop(), 0);
  });

  const get = async (host: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const { status, text } = await served.ask("GET", path, { headers: { Host: host, ...headers } });
    return status === 200 ? JSON.parse(text) : [status, JSON.parse(text)];
  };

  it("leads by base paths of several parts to stages of several APIs", async () => {
    const domainName = "api.example.com";
    assert.deepEqual(await get(domainName, "/a/b"), { api: "shop-api", stage: "prod", domainName, path: "/a/b" });
    assert.deepEqual(await get(domainName, "/orders/v2"), { api: "orders-api", stage: "v2", domainName, path: "/orders/v2" });
    assert.deepEqual(await get("api.example.com:3000", "/orders/v1/7?a=b"), {
      api: "order-api",
      stage: "v1",
      domainName,
      path: "/orders/v1/7",
    });
    assert.deepEqual(await get(domainName, "/orders/v1/7/8"), [403, { message: "Missing Authentication Token" }]);
  });

  it("leads by a header to another stage", async () => {
    const answer = await get("api.example.com", "/a", { "X-Version": "beta-2" });
    assert.deepEqual(answer, { api: "shop-api", stage: "beta", domainName: "api.example.com", path: "/a" });
  });

  it("leads from every name below a wildcard, and from a private name", async () => {
    assert.deepEqual(await get("jane.tenants.example.com", "/a"), {
      api: "shop-api",
      stage: "prod",
      domainName: "jane.tenants.example.com",
      path: "/a",
    });
    assert.deepEqual(await get("stock.example.com", "/stock/pen"), {
      api: "stock-api",
      stage: "prod",
      domainName: "stock.example.com",
      path: "/stock/pen",
    });
  });

  it("leads nowhere by a path that is not mapped", async () => {
    assert.deepEqual(await get("partners.example.com", "/other"), [403, { message: "Forbidden" }]);
    assert.equal((await served.ask("GET", "/ping", { headers: { Host: "partners.example.com" } })).status, 200);
  });

  it("is the only way to an API without default endpoint", async () => {
    assert.deepEqual(await get("localhost", "/shop/prod/a"), [403, { message: "Forbidden" }]);
    assert.equal((await served.ask("GET", "/orders/v1/7")).status, 200);
  });

  it("says at the start how each name is called, and what of it does not run locally", async () => {
    const ready = JSON.parse(/^\{"event":"ready".*$/m.exec(served.log())?.[0] ?? "{}");
    assert.deepEqual(ready.domains.slice(0, 2), [
      {
        domainName: "api.example.com",
        url: `http://localhost:${ready.port}/`,
        headers: { Host: "api.example.com", "x-version": "beta" },
        api: "shop",
        stage: "beta",
      },
      {
        domainName: "api.example.com",
        url: `http://localhost:${ready.port}/`,
        headers: { Host: "api.example.com" },
        api: "shop",
        stage: "prod",
      },
    ]);
    await served.logged(`  curl -H 'Host: partners.example.com' 'http://localhost:${ready.port}/shop'  # shop/prod\n`);
    await served.logged(/^partners\.example\.com: TLS and the certificates of callers do not run locally/m);
    await served.logged(/^stock\.example\.com: TLS and its policy for VPC endpoints do not run locally/m);
  });
});

describe("The domains page of the documentation", () => {
  it("shows the program that is served here", () => {
    const page = readFileSync(join(__dirname, "../../docs/domains.md"), "utf8");
    for (const file of ["index.ts", "echo.ts"]) {
      const source = readFileSync(join(FIXTURE, file), "utf8").replace("../../../../components/index", "lambda-rest-api");
      assert.ok(page.includes(`\`\`\`ts\n${source}\`\`\``), `docs/domains.md has ${file} as it is`);
    }
  });
});
