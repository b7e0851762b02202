import assert from "node:assert/strict";
import { join } from "node:path";
import { inspect } from "node:util";
import type { ApiDescription, FunctionDescription, RequestDetail, SendResult, TableItems, TemplateResult } from "../../../inspector/index";
import { definitionOf, type Local, startLocal } from "../../../local/testing/index";

const PROGRAM = join(__dirname, "../../browser/program");

describe("a program under test", function () {
  this.timeout(60_000);
  let local: Local;
  before(async () => {
    local = await startLocal({ directory: PROGRAM });
  });
  after(() => local.close());

  const orders = () => local.api("orders").stage("dev");

  it("answers with a standard Response, without a socket", async () => {
    const response = await orders().fetch("/orders/7", {
      method: "POST",
      body: '{"total": 3}',
      headers: { "content-type": "application/json" },
    });
    assert.ok(response instanceof Response);
    assert.deepEqual([response.status, await response.json()], [200, { order: { id: "7", total: 3 } }]);
  });

  it("answers by its url too, which browsers and other clients take", async () => {
    const response = await fetch(`${orders().url}/open/jane`);
    assert.deepEqual(await response.json(), { path: "/open/jane" });
  });

  it("explains a response by its steps, its reason and what to do, and prints so in a failing test", async () => {
    const response = await orders().fetch("/forbidden");
    const explanation = orders().explain(response);
    assert.deepEqual([response.status, explanation.step], [500, "permission"]);
    assert.ok(explanation.steps.some(({ kind }) => kind === "permission"));
    assert.match(inspect(explanation), /^permission: No permission on .*\nIts policy needs a statement: .*\nExecution log for request/);
    assert.equal(String(explanation), inspect(explanation));
    assert.throws(() => orders().explain(response.clone()), /not a copy/);
  });

  it("invokes a function, gives its own error, and its log", async () => {
    assert.deepEqual(await local.function("echo").invoke({ a: 1 }), { a: 1 });
    await assert.rejects(local.function("crash").invoke(), { message: "no luck" });
    assert.ok(
      local
        .function("echo")
        .logs()
        .some((event) => event.startsWith("REPORT RequestId: ")),
    );
  });

  it("puts items into a table, and reads them", async () => {
    const item = {
      id: "o-2",
      total: 7,
      note: null,
      tags: ["a", true],
      more: { deep: "x" },
      bytes: Buffer.from([1]),
      colours: new Set(["red"]),
    };
    const table = local.table("orders");
    await table.put(item);
    assert.deepEqual(await table.get({ id: "o-2" }), item);
    assert.equal(await table.get({ id: "o-3" }), undefined);
    assert.deepEqual((await table.items()).map(({ id }) => id).sort(), ["o-1", "o-2"]);
    await assert.rejects(table.put({}), /ValidationException/);
  });

  it("lets something else stand in for a function, until it is over", async () => {
    const restore = local.fake("echo", async (event: { readonly path: string }) => ({ statusCode: 418, body: event.path }));
    const response = await orders().fetch("/open/tea");
    assert.deepEqual([response.status, await response.text()], [418, "/open/tea"]);
    restore();
    assert.equal((await orders().fetch("/open/tea")).status, 200);
    const fails = local.fake("echo", () => {
      throw new Error("down");
    });
    assert.equal((await orders().fetch("/open/tea")).status, 502);
    fails();
  });

  it("lets something else stand in for a back end", async () => {
    const restore = local.fakeBackend("https://backend.example/", async (request) => Response.json({ url: request.url }, { status: 201 }));
    const response = await orders().fetch("/back/end?q=1");
    assert.deepEqual([response.status, await response.json()], [201, { url: "https://backend.example/end?q=1" }]);
    restore();
  });

  it("has a clock that moves, for throttles", async () => {
    const key = { headers: { "x-api-key": "k".repeat(20) } };
    const status = async () => (await orders().fetch("/keyed", key)).status;
    assert.deepEqual([await status(), await status()], [200, 429]);
    local.clock.advance(120_000);
    assert.equal(await status(), 200);
  });

  it("names what there is where something is not", () => {
    assert.throws(() => local.api("order"), { message: 'The program has no REST API "order"; it has: orders' });
    assert.throws(() => local.api("orders").stage("prod"), { message: 'The program has no stage of orders "prod"; it has: dev' });
    assert.throws(() => local.function("x"), /has no function "x"; it has: echo, crash, auth/);
    assert.throws(() => local.table("x"), /has no DynamoDB table "x"; it has: orders/);
  });

  describe("shows in the inspector", () => {
    const own = async <T>(path: string, body?: unknown): Promise<T> => {
      const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      return JSON.parse(await (await fetch(`${local.url}/_inspector/${path}`, init)).text());
    };

    it("its page to browsers alone", async () => {
      const asked = async (accept: string) => (await fetch(local.url, { headers: { Accept: accept } })).headers.get("content-type");
      assert.deepEqual([await asked("text/html"), await asked("*/*")], ["text/html; charset=utf-8", "text/plain; charset=utf-8"]);
      assert.equal((await fetch(`${local.url}/_inspector/page.js`)).status, 200);
      assert.equal((await fetch(`${local.url}/_inspector/constructor`)).status, 404);
    });

    it("nothing to pages of another origin", async () => {
      for (const headers of [{ "Sec-Fetch-Site": "cross-site" }, { Origin: "http://attacker.example" }, { "Sec-Fetch-Site": "same-site" }])
        assert.equal((await fetch(`${local.url}/_inspector/apis`, { headers })).status, 403);
      assert.equal(
        (await fetch(`${local.url}/_inspector/apis`, { headers: { "Sec-Fetch-Site": "same-origin", Origin: local.url } })).status,
        200,
      );
    });

    it("its routes with what lets each of them invoke its function", async () => {
      const [api] = await own<readonly ApiDescription[]>("apis");
      const forbidden = api?.routes.find(({ key }) => key === "GET /forbidden");
      assert.equal(forbidden?.permissions["dev"]?.allowed, false);
      assert.match(api?.routes.find(({ key }) => key === "GET /crashes")?.permissions["dev"]?.by ?? "", /\/dev\/GET\/crashes$/);
      assert.equal((await own<{ openapi: string }>("documents/orders")).openapi, "3.0.1");
    });

    it("a request that it sends, with its steps and what its function logged", async () => {
      const { id, status } = await own<SendResult>("send", {
        method: "GET",
        target: "/orders/dev/open/jane",
        headers: [["Authorization", "Bearer 0123456789abcdefghij"]],
        body: "",
      });
      assert.equal(status, 200);
      const detail = await own<RequestDetail>(`requests/${id}`);
      assert.equal(detail.route, "GET /open/{name}");
      assert.ok(!JSON.stringify(detail).includes("0123456789abcd"));
      assert.ok(JSON.stringify(await own<RequestDetail>(`requests/${id}?secrets=shown`)).includes("Bearer 0123456789abcdefghij"));
      assert.ok(detail.functionLogs[0]?.events.some((event) => event.includes("seen /open/jane")));
      assert.equal(typeof detail.functionMilliseconds, "number");
      assert.equal((await fetch(`${local.url}/_inspector/requests/none`)).status, 404);
    });

    it("requests as they come, by server-sent events", async () => {
      const controller = new AbortController();
      const { body } = await fetch(`${local.url}/_inspector/events`, { signal: controller.signal });
      const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
      await fetch(`${orders().url}/open/event-marker`);
      let text = "";
      while (!text.includes("event-marker")) text += (await reader?.read())?.value ?? assert.fail(text);
      assert.match(text, /^event: hello\ndata: \{"instance":/);
      controller.abort();
    });

    it("functions, tables and templates", async () => {
      const functions = await own<readonly FunctionDescription[]>("functions");
      const echo = functions.find(({ name }) => name.startsWith("echo"));
      assert.ok(echo !== undefined && echo.log.length > 0);
      assert.ok(
        echo.environments.some(
          ({ state, maxMemoryUsed }: { state: string; maxMemoryUsed: number }) => state === "idle" && maxMemoryUsed > 1,
        ),
      );
      assert.deepEqual(await own(`functions/${echo.name}`, { a: 1 }).then((result) => (result as { payload: string }).payload), '{"a":1}');
      assert.deepEqual((await own<TableItems>("tables/orders")).items.length, 2);
      const trial = {
        template: "$input.path('$.a')",
        body: '{"a":"b"}',
        params: { path: {}, querystring: {}, header: {} },
        context: {},
        stageVariables: {},
      };
      assert.deepEqual(await own<TemplateResult>("template", trial), { output: "b" });
      assert.equal((await own<TemplateResult>("template", { ...trial, template: "#if(" })).error?.line, 1);
    });
  });
});

describe("the definition of a program", function () {
  this.timeout(60_000);

  it("has routes, stages, documents and permissions, and starts nothing", async () => {
    const api = (await definitionOf({ directory: PROGRAM })).api("orders");
    assert.ok(api.routes.includes("POST /orders/{id}"));
    assert.deepEqual(api.stages, ["dev"]);
    assert.match(String(api.permission("GET /forbidden", "dev")?.refusal), /No permission/);
    assert.equal(api.permission("GET /crashes", "dev")?.refusal, undefined);
    assert.throws(() => api.permission("GET /x", "dev"), /has no route of orders "GET \/x"/);
    assert.ok(JSON.stringify(api.document()).includes("/orders/{id}"));
    assert.ok(JSON.stringify(api.document({ extensions: true })).includes("x-amazon-apigateway-integration"));
  });
});
