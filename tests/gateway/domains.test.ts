import assert from "node:assert/strict";
import { createDomainRouter, type DomainRouting, type HeaderLine, type HttpRequest, type MappedStage } from "../../gateway/index";
import { gatewayOf, proxy } from "./api";

type Rules = DomainRouting["routingRules"];

const stage = (apiId: string): MappedStage => ({ apiId, stage: "test" });

function ask(target: string, ...headers: readonly HeaderLine[]): HttpRequest {
  return {
    method: "GET",
    target,
    headers: [["Host", "api.example.com"], ...headers],
    body: Buffer.alloc(0),
    sourceIp: "203.0.113.1",
    protocol: "HTTP/1.1",
  };
}

function route(routing: Partial<DomainRouting>, target: string, ...headers: readonly HeaderLine[]) {
  const whole: DomainRouting = { routingMode: "ROUTING_RULE_THEN_BASE_PATH_MAPPING", mappings: {}, routingRules: {}, ...routing };
  return createDomainRouter(whole)(ask(target, ...headers));
}

/** The API that the request gets to, and the target that it has there. */
function destination(...args: Parameters<typeof route>): readonly [apiId: string, target: string] | undefined {
  const found = route(...args);
  return found && [found.apiId, found.request.target];
}

function mapped(...basePaths: readonly string[]): DomainRouting["mappings"] {
  return Object.fromEntries(basePaths.map((basePath) => [basePath, stage(basePath || "none")]));
}

describe("The mappings of a custom domain name", () => {
  const MULTI = mapped("", "orders", "orders/v1/items", "orders/v2/items", "orders/v1/items/categories");
  const SINGLE = mapped("", "orders");

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html, its own examples first.
  const cases: readonly (readonly [mappings: DomainRouting["mappings"], target: string, expected: ReturnType<typeof destination>])[] = [
    [MULTI, "/orders", ["orders", "/test/"]],
    [MULTI, "/orders/v1/items", ["orders/v1/items", "/test/"]],
    [MULTI, "/orders/v2/items", ["orders/v2/items", "/test/"]],
    [MULTI, "/orders/v1/items/123", ["orders/v1/items", "/test/123"]],
    [MULTI, "/orders/v1/items/categories/5", ["orders/v1/items/categories", "/test/5"]],
    [MULTI, "/customers", ["none", "/test/customers"]],
    [MULTI, "/ordersandmore", ["orders", "/test/andmore"]],
    [SINGLE, "/ordersandmore", ["none", "/test/ordersandmore"]],
    [SINGLE, "/orders/7?a=1&b=/2", ["orders", "/test/7?a=1&b=/2"]],
    [SINGLE, "/", ["none", "/test/"]],
    [SINGLE, "//orders//7", ["orders", "/test//7"]],
    [SINGLE, "/orders?a=/b", ["orders", "/test/?a=/b"]],
    [SINGLE, "/Orders", ["none", "/test/Orders"]],
    [SINGLE, "http://api.example.com/orders/7", ["orders", "/test/7"]],
    [mapped("orders"), "/customers", undefined],
    [mapped("__proto__"), "/__proto__/a", ["__proto__", "/test/a"]],
    [{ a: { apiId: "api" } }, "/a/prod/b", ["api", "/prod/b"]],
  ];
  for (const [mappings, target, expected] of cases)
    it(`of ${Object.keys(mappings)
      .map((path) => path || "(none)")
      .join(", ")} ${expected ? `send ${target} to ${expected[0]}` : `leave ${target} aside`}`, () =>
      assert.deepEqual(destination({ mappings }, target), expected));

  it("are not looked at where rules alone count", () => {
    assert.equal(destination({ mappings: mapped(""), routingMode: "ROUTING_RULE_ONLY" }, "/"), undefined);
  });

  it("make header names lower case where one has several parts, as on AWS", () => {
    const names = (mappings: DomainRouting["mappings"]) => route({ mappings }, "/orders", ["X-Tenant", "A"])?.request.headers;
    assert.deepEqual(names(MULTI), [
      ["host", "api.example.com"],
      ["x-tenant", "A"],
    ]);
    assert.deepEqual(names(SINGLE), [
      ["Host", "api.example.com"],
      ["X-Tenant", "A"],
    ]);
  });
});

describe("The routing rules of a custom domain name", () => {
  function rule(priority: number, apiId: string, parts: Partial<Rules[string]> = {}): Rules[string] {
    return { priority, matchHeaders: [], stripBasePath: false, stage: stage(apiId), ...parts };
  }

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules-examples.html, example 1
  const EXAMPLE: Rules = {
    efg456: rule(100, "api3"),
    zzz000: rule(50, "api2", {
      matchHeaders: [
        { header: "Accept", valueGlob: "image/webp" },
        { header: "Pet", valueGlob: "Dog-*" },
      ],
      matchBasePath: "PetStoreShopper",
    }),
    abc123: rule(10, "api1", { matchHeaders: [{ header: "Hello", valueGlob: "World" }] }),
  };
  const HELLO: HeaderLine = ["hello", "World"];
  const DOG: HeaderLine = ["Pet", "Dog-Bella"];
  const WEBP: HeaderLine = ["Accept", "image/webp"];
  const cases: readonly (readonly [target: string, headers: readonly HeaderLine[], apiId: string])[] = [
    ["/", [HELLO], "api1"],
    ["/PetStoreShopper", [HELLO, DOG, WEBP], "api1"],
    ["/PetStoreShopper", [DOG, WEBP], "api2"],
    ["/PetStoreShopper", [DOG], "api3"],
    ["/petstoreshopper", [DOG, WEBP], "api3"],
    ["/", [["Hello", "world"]], "api3"],
  ];
  for (const [target, headers, apiId] of cases)
    it(`send ${target} with ${headers.map((line) => line.join(": ")).join(", ")} to ${apiId}`, () =>
      assert.equal(destination({ routingRules: EXAMPLE }, target, ...headers)?.[0], apiId));

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html, its tables of wildcards
  const globs: readonly (readonly [globs: readonly string[], matching: string])[] = [
    [["a*"], "account alpha"],
    [["*a"], "alpha beta"],
    [["*a*"], "account alpha backup beta"],
    [["*a*", "*b*"], "backup beta"],
    [["b*", "*a"], "beta"],
    [["*"], "account alpha backup beta users"],
  ];
  for (const [given, matching] of globs)
    it(`match ${given.join(" and ")} as ${matching}`, () => {
      const matchHeaders = given.map((valueGlob) => ({ header: "x-version", valueGlob }));
      const routingRules = { all: rule(1, "api", { matchHeaders }) };
      const matched = ["account", "alpha", "backup", "beta", "users"].filter((value) => route({ routingRules }, "/", ["X-Version", value]));
      assert.equal(matched.join(" "), matching);
    });

  it("look at each line of a header by itself", () => {
    const routingRules = { json: rule(1, "api", { matchHeaders: [{ header: "Accept", valueGlob: "*json" }] }) };
    assert.ok(route({ routingRules }, "/", ["Accept", "application/json"], ["Accept", "text/xml"]));
    assert.equal(route({ routingRules }, "/", ["Accept", "application/json,text/xml"]), undefined);
    assert.equal(route({ routingRules }, "/"), undefined);
  });

  it("keep the base path, or take it away", () => {
    const of = (matchBasePath: string, stripBasePath: boolean, target: string) =>
      destination({ routingRules: { dogs: rule(1, "api", { matchBasePath, stripBasePath }) } }, target)?.[1];
    assert.equal(of("PetStoreShopper/dogs", true, "/PetStoreShopper/dogs"), "/test/");
    assert.equal(of("PetStoreShopper/dogs", false, "/PetStoreShopper/dogs"), "/test/PetStoreShopper/dogs");
    assert.equal(of("PetStoreShopper", true, "/PetStoreShopper/dogs"), "/test/dogs");
    assert.equal(of("PetStoreShopper", true, "/PetStoreShopper?birds=available"), "/test/?birds=available");
    assert.equal(of("PetStoreShopper", false, "/PetStoreShopper?birds=available"), "/test/PetStoreShopper?birds=available");
    assert.equal(of("PetStoreShopper", true, "/PetStoreShoppers"), undefined);
  });

  it("come before the mappings, and are not looked at where these alone count", () => {
    const both = {
      mappings: mapped(""),
      routingRules: { beta: rule(1, "beta", { matchHeaders: [{ header: "x-version", valueGlob: "beta" }] }) },
    };
    assert.equal(destination(both, "/", ["x-version", "beta"])?.[0], "beta");
    assert.equal(destination(both, "/")?.[0], "none");
    assert.equal(destination({ ...both, routingMode: "BASE_PATH_MAPPING_ONLY" }, "/", ["x-version", "beta"])?.[0], "none");
  });
});

describe("What led to a stage", () => {
  it("goes on with the request: the base path of a mapping, or the id of a routing rule", () => {
    const routingRules = { abc123: { priority: 1, matchHeaders: [], matchBasePath: "b", stripBasePath: true, stage: stage("b") } };
    const by = (target: string) => route({ mappings: mapped("", "a"), routingRules }, target)?.request.by;
    assert.deepEqual([by("/a/b"), by("/c"), by("/b/a")], [{ basePath: "a" }, { basePath: "" }, { routingRule: "abc123" }]);
  });
});

describe("A request by a custom domain name", () => {
  const functions = { echo: (event: object) => ({ body: JSON.stringify(event) }) };
  const gateway = gatewayOf({ paths: { "/{proxy+}": { get: proxy("echo") } }, functions });

  async function eventOf(mappings: DomainRouting["mappings"], target: string, host = "api.example.com") {
    const request = { ...ask(target), headers: [["Host", host] as const] };
    const arriving = createDomainRouter({ routingMode: "BASE_PATH_MAPPING_ONLY", mappings, routingRules: {} })(request)?.request;
    assert.ok(arriving);
    const { body } = await gateway.handle(arriving);
    assert.ok(Buffer.isBuffer(body));
    return JSON.parse(String(body));
  }

  // Reported of AWS: https://github.com/localstack/localstack/pull/12296
  it("shows functions the path that was sent, base path included and without the stage", async () => {
    const { path, resource, pathParameters, requestContext } = await eventOf({ orders: stage("a") }, "/orders/a/b?c=d");
    assert.deepEqual([path, resource, pathParameters, requestContext.path], ["/orders/a/b", "/{proxy+}", { proxy: "a/b" }, "/orders/a/b"]);
    assert.equal(requestContext.stage, "test");
  });

  it("shows them the stage where the path names it", async () => {
    const { path, requestContext } = await eventOf({ orders: { apiId: "a" } }, "/orders/test/b");
    assert.deepEqual([path, requestContext.path], ["/orders/test/b", "/orders/test/b"]);
    assert.equal((await eventOf({ "": { apiId: "a" } }, "/test/b")).path, "/test/b");
  });

  it("has the domain's name without the port, on which nothing listens on AWS", async () => {
    const { headers, requestContext } = await eventOf({ "": stage("a") }, "/b", "tenant.example.com:3000");
    assert.deepEqual(
      [requestContext.domainName, requestContext.domainPrefix, headers.Host],
      ["tenant.example.com", "tenant", "tenant.example.com"],
    );
    assert.deepEqual([headers["X-Forwarded-Port"], headers["X-Forwarded-Proto"]], ["443", "https"]);
  });

  it("keeps what was sent, which is what a signature is of", () => {
    const found = route({ mappings: mapped("orders") }, "/orders/a?b");
    assert.deepEqual(found?.request.sentTo, { host: "api.example.com", target: "/orders/a?b" });
  });
});
