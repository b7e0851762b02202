import assert from "node:assert/strict";
import fc from "fast-check";
import { type ApiArguments, type CorsArguments, corsHeaders, defineApi, type Named, result, writeOpenApi } from "../../definition/index";
import { custom, gatewayOf, send, type TestFunction } from "../gateway/api";
import { argumentProblems, assertRefused } from "./rules/refusals";

const APP = "https://app.example.com";
const ADMIN = "https://admin.example.com";
const EVIL = "https://evil.example";
const CORS = /^(?:access-control-.*|vary)$/;

const answer = custom("echo")["x-amazon-apigateway-integration"];
const lambda = {
  type: "AWS",
  function: Reflect.get(answer, "uri"),
  credentials: Reflect.get(answer, "credentials"),
  httpMethod: "POST",
} as const;

interface Asked {
  readonly origin?: string | undefined;
  /** @default "Origin" */
  readonly spelling?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Status and cross-origin headers, by name in lower case, of an API that this argument of it makes. */
function serve(args: Partial<ApiArguments<Named>>, functions: Readonly<Record<string, TestFunction>> = { echo: () => ({ ok: true }) }) {
  const { paths, ...document } = writeOpenApi(defineApi("api", { routes: { "GET /pets": { integration: lambda } }, ...args }));
  const gateway = gatewayOf({ paths: Object(paths), document, functions });
  return async ({ origin, spelling = "Origin", method = "OPTIONS", path = "/pets", headers = {} }: Asked) => {
    const answered = await send(gateway, method, path, { headers: { ...headers, ...(origin !== undefined && { [spelling]: origin }) } });
    return {
      status: answered.status,
      headers: Object.fromEntries(Object.entries(answered.headers).filter(([name]) => CORS.test(name))),
      text: answered.text,
    };
  };
}

const preflightOf = (cors: CorsArguments, more: Partial<ApiArguments<Named>> = {}) => serve({ cors, ...more });

describe("A preflight", () => {
  it("is answered by a route of its own, without body, authorization and key", async () => {
    const answers = preflightOf(
      { origins: [APP], headers: ["X-A", "X-B"], exposedHeaders: ["X-C"], credentials: true, maxAge: 600 },
      {
        routes: {
          "GET /pets": { integration: lambda, authorization: "AWS_IAM", apiKeyRequired: true },
          "POST /pets": { integration: lambda },
        },
      },
    );
    assert.deepEqual(await answers({ origin: APP }), {
      status: 204,
      headers: {
        vary: "Origin",
        "access-control-allow-origin": APP,
        "access-control-allow-credentials": "true",
        "access-control-allow-methods": "GET,POST",
        "access-control-allow-headers": "X-A,X-B",
        "access-control-max-age": "600",
      },
      text: "",
    });
  });

  it("gives another origin nothing, nor a caller without one", async () => {
    const answers = preflightOf({ origins: [APP, "https://*.shop.example.com", "http://localhost:*"], credentials: true });
    for (const origin of [
      EVIL,
      `${APP}.evil.example`,
      "https://shop.example.com",
      "https://evilshop.example.com",
      "https://appxexample.com",
      "null",
      undefined,
    ])
      assert.deepEqual(await answers({ origin }), { status: 204, headers: { vary: "Origin" }, text: "" }, String(origin));
  });

  it("gives every origin that is allowed itself, however its header is written", async () => {
    const answers = preflightOf({ origins: [APP, "https://*.shop.example.com", "http://localhost:*", "capacitor://localhost"] });
    for (const origin of [
      APP,
      "https://a.shop.example.com",
      "https://a.b.shop.example.com",
      "http://localhost:3000",
      "capacitor://localhost",
    ])
      for (const spelling of ["Origin", "origin"])
        assert.equal((await answers({ origin, spelling })).headers["access-control-allow-origin"], origin);
  });

  it("never gives an origin that is not allowed, whatever it is", async () => {
    const answers = preflightOf({ origins: [APP, "https://*.example.org"] });
    const allowed = /^https:\/\/(?:app\.example\.com|(?:[a-z0-9_-]+\.)+example\.org)$/;
    const near = fc.constantFrom(
      APP,
      "https://a.example.org",
      "https://",
      "http://",
      ".example.org",
      "app",
      ".",
      "/",
      "#",
      "$origin",
      "'",
      "@",
      ":80",
      "|",
      " ",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(near, { maxLength: 4 }), async (parts) => {
        const origin = parts.join("");
        const { status, headers } = await answers({ origin });
        assert.equal(status, 204);
        assert.equal(headers["access-control-allow-origin"], allowed.test(origin) ? origin : undefined);
      }),
    );
  });

  it("gives everybody a star, and all methods of ANY", async () => {
    const answers = preflightOf({ origins: "*" }, { routes: { "ANY /pets": { integration: lambda } } });
    const { headers } = await answers({ origin: EVIL });
    assert.deepEqual(headers, {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT",
      "access-control-allow-headers": "Authorization,Content-Type,X-Amz-Date,X-Amz-Security-Token,X-Api-Key",
    });
  });

  it("is answered also where all media types are binary", async () => {
    const answers = preflightOf(
      { origins: [APP] },
      { binaryMediaTypes: ["*/*"], routes: { "GET /pets": { integration: { ...lambda, type: "AWS_PROXY" } } } },
    );
    const { status, headers } = await answers({ origin: APP });
    assert.deepEqual([status, headers["access-control-allow-origin"]], [204, APP]);
  });

  it("is the route's own where there is one", async () => {
    const own = { integration: { type: "MOCK", request: { statusCode: 200 }, responses: [{ statusCode: 418 }] } } as const;
    const answers = preflightOf({ origins: "*" }, { routes: { "GET /pets": { integration: lambda }, "OPTIONS /pets": own } });
    assert.deepEqual(await answers({ origin: APP }), { status: 418, headers: {}, text: "" });
  });

  it("is answered for the paths alone whose routes say so, and for the methods that do", async () => {
    const answers = serve({
      routes: {
        "GET /pets": { integration: lambda, cors: { origins: [APP] } },
        "PUT /pets": { integration: lambda, cors: { origins: [APP] } },
        "DELETE /pets": { integration: lambda },
        "GET /orders": { integration: lambda },
      },
    });
    assert.equal((await answers({ origin: APP })).headers["access-control-allow-methods"], "GET,PUT");
    assert.equal((await answers({ origin: APP, path: "/orders" })).status, 403);
  });

  it("is not answered where a route takes itself out of what the API says", async () => {
    const answers = preflightOf(
      { origins: "*" },
      { routes: { "GET /pets": { integration: lambda }, "GET /orders": { integration: lambda, cors: false } } },
    );
    assert.equal((await answers({ origin: APP, path: "/orders" })).status, 403);
    assert.equal((await answers({ origin: APP })).status, 204);
  });

  it("leaves an API that says nothing of origins as it is", () => {
    const args = { routes: { "GET /pets": { integration: lambda } } };
    const definition = defineApi("api", args);
    assert.deepEqual(Object.keys(definition.routes), ["GET /pets"]);
    assert.deepEqual(definition.gatewayResponses, {});
  });
});

describe("An answer of a custom integration", () => {
  const get = (cors: CorsArguments, integration: object = {}) =>
    preflightOf(cors, { routes: { "GET /pets": { integration: { ...lambda, ...integration } } } });

  it("names the one origin that is allowed, and lets its body pass as it is", async () => {
    const answers = get({ origins: [APP], credentials: true, exposedHeaders: ["X-A", "X-B"] });
    const headers = {
      "access-control-allow-origin": APP,
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": "X-A,X-B",
    };
    for (const origin of [APP, EVIL])
      assert.deepEqual(await answers({ origin, method: "GET" }), { status: 200, headers, text: '{"ok":true}' });
  });

  it("names the caller's origin where several are allowed, on each of its responses", async () => {
    const responses = [{ body: { done: result("ok") } }, { selectionPattern: "404.*", statusCode: 404 }];
    const answers = serve(
      {
        cors: { origins: [APP, ADMIN] },
        routes: { "GET /pets": { integration: { ...lambda, request: { id: { $source: "header", name: "id" } }, responses } } },
      },
      {
        echo: ({ id }: { id: string }) => {
          if (id === "absent") throw new Error("404 absent");
          return { ok: true };
        },
      },
    );
    const allowed = { vary: "Origin", "access-control-allow-origin": ADMIN };
    assert.deepEqual(await answers({ origin: ADMIN, method: "GET" }), { status: 200, headers: allowed, text: '{"done":true}' });
    assert.deepEqual(await answers({ origin: EVIL, method: "GET" }), { status: 200, headers: { vary: "Origin" }, text: '{"done":true}' });
    const { status, headers, text } = await answers({ origin: ADMIN, method: "GET", headers: { id: "absent" } });
    assert.deepEqual([status, headers, JSON.parse(text).errorMessage], [404, allowed, "404 absent"]);
  });

  it("keeps what a response says of the origin itself", async () => {
    const answers = get(
      { origins: "*" },
      { responses: [{ responseParameters: { "method.response.header.Access-Control-Allow-Origin": `'${APP}'` } }] },
    );
    assert.equal((await answers({ origin: APP, method: "GET" })).headers["access-control-allow-origin"], APP);
  });

  it("is what the function of a proxy makes it", async () => {
    const cors = { origins: [APP, "https://*.example.org"], credentials: true, exposedHeaders: ["X-A"] };
    const answers = serve(
      { cors, routes: { "GET /pets": { integration: { ...lambda, type: "AWS_PROXY" } } } },
      { echo: ({ headers }: { headers: Record<string, string> }) => ({ headers: corsHeaders(cors, headers) }) },
    );
    const allowed = {
      vary: "Origin",
      "access-control-allow-origin": APP,
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": "X-A",
    };
    assert.deepEqual((await answers({ origin: APP, method: "GET", spelling: "origin" })).headers, allowed);
    assert.deepEqual((await answers({ origin: EVIL, method: "GET" })).headers, { vary: "Origin" });
    assert.deepEqual(corsHeaders({ origins: "*" }, null), { "Access-Control-Allow-Origin": "*" });
  });
});

describe("An error of API Gateway itself", () => {
  const error = (args: Partial<ApiArguments<Named>>, asked: Asked) => serve(args)({ method: "GET", path: "/absent", ...asked });

  it("can be read by everybody, by the one origin, or by the caller's", async () => {
    assert.deepEqual((await error({ cors: { origins: "*" } }, { origin: EVIL })).headers, { "access-control-allow-origin": "*" });
    assert.deepEqual((await error({ cors: { origins: [APP], credentials: true, exposedHeaders: ["X-A"] } }, { origin: EVIL })).headers, {
      "access-control-allow-origin": APP,
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": "X-A",
    });
    for (const spelling of ["Origin", "origin"])
      assert.deepEqual((await error({ cors: { origins: [APP, ADMIN] } }, { origin: ADMIN, spelling })).headers, {
        vary: "Origin",
        "access-control-allow-origin": ADMIN,
      });
  });

  it("is never given to just any origin with its credentials, nor to one that only some routes give them", async () => {
    const { headers } = await error({ cors: { origins: [APP, "https://*.example.org"], credentials: true } }, { origin: EVIL });
    assert.equal(headers["access-control-allow-credentials"], undefined);
    const cors = { origins: [APP] };
    const routes = { "GET /a": { integration: lambda, cors }, "GET /b": { integration: lambda, cors: { ...cors, credentials: true } } };
    assert.deepEqual((await error({ routes }, { origin: APP })).headers, { "access-control-allow-origin": APP });
  });

  it("says nothing of origins to a caller without one", async () => {
    assert.deepEqual((await error({ cors: { origins: [APP, ADMIN] } }, {})).headers, { vary: "Origin" });
  });

  it("has the headers also on types that are set themselves, whose own win", async () => {
    const gatewayResponses = {
      MISSING_AUTHENTICATION_TOKEN: { statusCode: 404 },
      DEFAULT_5XX: { headers: { "Access-Control-Allow-Origin": "'https://own.example'" } },
    };
    const args = { cors: { origins: "*" }, gatewayResponses } as const;
    const { status, headers } = await error(args, { origin: APP });
    assert.deepEqual([status, headers], [404, { "access-control-allow-origin": "*" }]);
    const several = {
      ...args,
      cors: { origins: [APP, ADMIN] },
      gatewayResponses: { MISSING_AUTHENTICATION_TOKEN: gatewayResponses.DEFAULT_5XX },
    };
    assert.equal((await error(several, { origin: APP, spelling: "origin" })).headers["access-control-allow-origin"], "https://own.example");
    const failing = serve({
      ...args,
      routes: { "GET /pets": { integration: { ...lambda, function: "arn:aws:apigateway:us-east-1:sqs:path/a/b" } } },
    });
    assert.deepEqual((await failing({ method: "GET", origin: APP })).headers, { "access-control-allow-origin": "https://own.example" });
  });
});

describe("The rules of cross-origin requests", () => {
  const refused: readonly (readonly [what: string, args: Partial<ApiArguments<Named>>, where: string, text: string])[] = [
    ["everybody with credentials", { cors: { origins: "*", credentials: true } }, "cors.origins", "Name the origins"],
    ["no origin", { cors: { origins: [] } }, "cors.origins", "are none"],
    ...[
      "https://app.example.com/",
      "app.example.com",
      "https://App.example.com",
      "https://*example.com",
      "https://a.*.com",
      "*",
      "null",
    ].map((origin) => [`the origin ${origin}`, { cors: { origins: [origin] } }, "cors.origins[0]", JSON.stringify(origin)] as const),
    ["a header that is none", { cors: { origins: "*", headers: ["X A"] } }, "cors.headers[0]", "no name of a header"],
    [
      "a header that would end its constant",
      { cors: { origins: "*", exposedHeaders: ["X'A"] } },
      "cors.exposedHeaders[0]",
      "no name of a header",
    ],
    [
      "a star for headers beside credentials",
      { cors: { origins: [APP], credentials: true, headers: ["*"] } },
      "cors.headers[0]",
      "no wildcard",
    ],
    ["part of a second", { cors: { origins: "*", maxAge: 0.5 } }, "cors.maxAge", "whole seconds"],
    [
      "two answers to one preflight",
      {
        routes: { "GET /a": { integration: lambda, cors: { origins: "*" } }, "PUT /a": { integration: lambda, cors: { origins: [APP] } } },
      },
      'routes["PUT /a"].cors',
      '"GET /a"',
    ],
    [
      "bytes for several origins",
      { binaryMediaTypes: ["image/png"], cors: { origins: [APP, ADMIN] }, routes: { "GET /a": { integration: lambda } } },
      "cors.origins",
      "may be bytes",
    ],
  ];
  for (const [what, args, where, text] of refused) it(`refuses ${what}`, () => assertRefused(argumentProblems(args), where, text));

  it("take what is said twice alike, and bytes for one origin", () => {
    const cors = { origins: [APP], credentials: true, maxAge: 0 };
    const routes = {
      "GET /a": { integration: lambda, cors },
      "PUT /a": { integration: lambda, cors: { ...cors } },
      "POST /a": { integration: lambda, cors: false },
    } as const;
    assert.deepEqual(argumentProblems({ routes, binaryMediaTypes: ["*/*"] }), []);
  });

  it("take the routes that answer preflights", () => {
    for (const origins of ["*", [APP], [APP, "http://localhost:*"]] as const) assert.deepEqual(argumentProblems({ cors: { origins } }), []);
  });
});
