import assert from "node:assert/strict";
import fc from "fast-check";
import type { Method } from "../../definition/index";
import { compileRouter } from "../../gateway/router";

function routerOf(...keys: readonly string[]) {
  return compileRouter(
    keys.map((key) => {
      const [method = "", path = ""] = key.split(" ");
      return { method: method as Method, path, target: key };
    }),
  );
}

describe("The router", () => {
  it("takes the literal before the variable before the greedy resource", () => {
    const find = routerOf("GET /pets/dogs", "GET /pets/{id}", "GET /pets/{rest+}");
    assert.equal(find("GET", "/pets/dogs")?.target, "GET /pets/dogs");
    assert.equal(find("GET", "/pets/7")?.target, "GET /pets/{id}");
    assert.equal(find("GET", "/pets/7/toys")?.target, "GET /pets/{rest+}");
  });

  it("goes back to a greedy resource higher up", () => {
    const match = routerOf("GET /a/b/c", "GET /{all+}")("GET", "/a/b/d");
    assert.deepEqual([match?.target, match?.pathParameters.get("all")], ["GET /{all+}", "a/b/d"]);
  });

  it("passes over a resource without the method", () => {
    const find = routerOf("POST /test", "OPTIONS /{proxy+}", "ANY /test/any");
    assert.equal(find("OPTIONS", "/test")?.target, "OPTIONS /{proxy+}");
    assert.equal(find("OPTIONS", "/test/any")?.target, "ANY /test/any");
  });

  it("takes a named method before ANY, and for ANY only the methods that it stands for", () => {
    const find = routerOf("GET /", "ANY /");
    assert.equal(find("GET", "/")?.target, "GET /");
    assert.equal(find("HEAD", "/")?.target, "ANY /");
    assert.equal(find("TRACE", "/"), undefined);
  });

  it("does not let a greedy variable stand for nothing", () => {
    assert.equal(routerOf("GET /{proxy+}")("GET", "/"), undefined);
    assert.equal(routerOf("GET /a/{proxy+}")("GET", "/a/"), undefined);
  });

  it("ignores slashes at the end, keeps those in the middle, and decodes nothing", () => {
    const find = routerOf("GET /{proxy+}", "GET /one/{x}");
    assert.equal(find("GET", "/p/")?.pathParameters.get("proxy"), "p");
    assert.equal(find("GET", "/p//q")?.pathParameters.get("proxy"), "p//q");
    assert.equal(find("GET", "/one/a%2Fb")?.pathParameters.get("x"), "a%2Fb");
    assert.equal(find("GET", "/one//b")?.target, "GET /{proxy+}");
  });

  it("takes names like __proto__ for data", () => {
    const find = routerOf("GET /__proto__", "GET /{constructor}");
    assert.equal(find("GET", "/__proto__")?.target, "GET /__proto__");
    assert.equal(find("GET", "/toString")?.pathParameters.get("constructor"), "toString");
  });

  it("finds every route by a path made from it", () => {
    const segment = fc.constantFrom("a", "b", "{x}", "{y}", "%2F");
    const path = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join("/")}`);
    fc.assert(
      fc.property(path, (template) => {
        const match = routerOf(`GET ${template}`)("GET", template.replaceAll(/[{}]/g, ""));
        assert.equal(match?.target, `GET ${template}`);
      }),
    );
  });
});
