import assert from "node:assert/strict";
import type { HttpRequest } from "../../gateway/index";
import { createDomains, domainUrls } from "../../local/domains";
import type { LocalDomain } from "../../local/resources/index";

function domain(domainName: string, apiId: string): LocalDomain {
  return {
    domainName,
    unenforced: [],
    routing: { routingMode: "BASE_PATH_MAPPING_ONLY", mappings: { v1: { apiId, stage: "prod" } }, routingRules: {} },
  };
}

const DOMAINS = [domain("api.example.com", "own"), domain("*.example.com", "any")];

describe("The host of a request to the local server", () => {
  function answer(host: string, target = "/v1/a") {
    const request: HttpRequest = {
      method: "GET",
      target,
      headers: [["Host", host]],
      body: Buffer.alloc(0),
      sourceIp: "127.0.0.1",
      protocol: "HTTP/1.1",
    };
    return createDomains(DOMAINS)(host, request);
  }
  const apiOf = (host: string) => {
    const found = answer(host);
    return found && "route" in found ? found.route.apiId : undefined;
  };

  it("is a custom domain name in any case, with or without a port", () => {
    for (const host of ["api.example.com", "API.Example.com", "api.example.com:3000"]) assert.equal(apiOf(host), "own");
  });

  it("is one part below a wildcard, unless the name is there itself", () => {
    assert.equal(apiOf("shop.example.com"), "any");
    for (const host of ["example.com", "a.shop.example.com", "localhost:3000", "", "0123456789.execute-api.us-east-1.amazonaws.com"])
      assert.equal(answer(host), undefined, host);
  });

  it("answers health checks by itself", () => {
    for (const target of ["/ping", "/sping", "/ping?a"]) {
      const found = answer("api.example.com", target);
      assert.ok(found && "reply" in found && found.reply.status === 200, target);
    }
    for (const target of ["/pings", "/v1/ping"]) assert.ok(!("reply" in (answer("api.example.com", target) ?? {})), target);
  });

  it("leads nowhere where no mapping is for the path", () => {
    assert.deepEqual(answer("api.example.com", "/v2"), { nowhere: "api.example.com leads nowhere by this path and these headers" });
  });
});

describe("The ways in by custom domain names", () => {
  it("are rules by their priority and mappings, with the headers that a request needs", () => {
    const rule = (priority: number, parts: object) => ({
      priority,
      matchHeaders: [],
      stripBasePath: false,
      stage: { apiId: "id", stage: "beta" },
      ...parts,
    });
    const routing: LocalDomain["routing"] = {
      routingMode: "ROUTING_RULE_THEN_BASE_PATH_MAPPING",
      mappings: { "": { apiId: "unknown" } },
      routingRules: {
        all: rule(20, {}),
        beta: rule(10, {
          matchHeaders: [
            { header: "x-version", valueGlob: "beta*" },
            { header: "x-any", valueGlob: "*" },
          ],
          matchBasePath: "orders",
        }),
      },
    };
    const urls = domainUrls([{ domainName: "*.example.com", unenforced: [], routing }], [], "http://localhost:3000");
    const shared = { domainName: "*.example.com", stage: "beta", api: "id" };
    assert.deepEqual(urls, [
      { ...shared, url: "http://localhost:3000/orders", headers: { Host: "any.example.com", "x-version": "beta", "x-any": "any" } },
      { ...shared, url: "http://localhost:3000/", headers: { Host: "any.example.com" } },
      { ...shared, url: "http://localhost:3000/", headers: { Host: "any.example.com" }, api: "unknown", stage: "" },
    ]);
  });
});
