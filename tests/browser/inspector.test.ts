import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import type { Browser, Locator, Page } from "playwright-core";
import { startLocal } from "../../local/testing/index";
import { type Started, start } from "../local/commands/started";
import { startBrowser } from "./chromium";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const DOCS = join(__dirname, "../../docs/images");
const PROGRAM = join(__dirname, "program");
/** Requests that the page keeps. */
const KEPT = 500;

/** What is there only once a view is drawn, by the view. */
const DRAWN: Readonly<Record<string, string>> = {
  requests: "table.requests",
  "apis/orders": ".routes > li",
  "apis/orders/document": ".swagger-ui [role=none] .opblock",
  functions: "#environments",
  tables: "th",
  playground: "section[aria-label='Result'] pre:not(:empty)",
};

/** Requests that end in a step each, and what the page has to say of it. */
const FAILURES: readonly (readonly [panel: string, method: string, path: string, init: RequestInit, reason: RegExp])[] = [
  ["Method request", "GET", "/nowhere", {}, /No route takes GET \/nowhere/],
  ["Authorizer", "GET", "/guarded", { headers: { Authorization: "bad" } }, /The authorizer token threw "Unauthorized"/],
  ["API key and throttling", "GET", "/keyed", {}, /API key is missing/],
  ["Request validation", "POST", "/orders/7", { body: "{}" }, /does not meet the model Order/],
  ["Request template", "POST", "/broken-template", { body: "{}" }, /request template for application\/json fails/],
  ["Permission", "GET", "/forbidden", {}, /No permission on .*source ARN .*\/dev\/GET\/forbidden/],
  [
    "Permission",
    "GET",
    "/by-role",
    {},
    /^No policy of .*calls-\w+ allows lambda:InvokeFunction.*A policy of the role needs the statement.*"Action":"lambda:InvokeFunction"/,
  ],
  ["Integration", "GET", "/crashes", {}, /customer function error: no luck/],
  ["Integration response", "GET", "/unmatched", {}, /No match for output mapping/],
  ["Response template", "GET", "/broken-answer", {}, /response template for application\/json fails/],
];

describe("the inspector in a browser", function () {
  // What a loaded machine may need; nothing is waited for longer than it takes.
  this.timeout(300_000);
  let server: Started;
  let origin: string;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    server = start(["local", PROGRAM, "--port", "0", "--json"]);
    const ready = await server.event("ready");
    origin = `http://localhost:${ready["port"]}`;
    browser = await startBrowser();
    page = await open({});
  });

  after(async () => {
    await browser?.close();
    server?.child.kill("SIGKILL");
  });

  afterEach(() => assert.deepEqual(errors.splice(0), []));

  async function open(options: NonNullable<Parameters<Browser["newPage"]>[0]>): Promise<Page> {
    const opened = await browser.newPage({ viewport: { width: 1400, height: 900 }, ...options });
    opened.setDefaultTimeout(90_000);
    opened.on("pageerror", (error) => errors.push(error.message));
    return opened;
  }

  const call = (path: string, init: RequestInit = {}) => fetch(`${origin}/orders/dev${path}`, init);

  /** Sends a request, and opens it in the page. */
  async function inspect(path: string, init: RequestInit = {}): Promise<string> {
    const response = await call(path, init);
    const id = response.headers.get("x-amzn-requestid") ?? "";
    await page.goto(`${origin}/#/requests/${id}`);
    await steps(page, id).waitFor();
    return id;
  }

  /** The steps of one request, not of the one that the page has shown before. */
  const steps = (within: Page, id: string): Locator => within.locator("article", { hasText: id }).getByRole("list", { name: "Steps" });

  /** Opens a view, and waits until it is drawn. */
  async function show(within: Page, view: string): Promise<void> {
    await within.goto(`${origin}/#/${view}`);
    const drawn = DRAWN[view];
    await (drawn === undefined ? steps(within, view.slice("requests/".length)) : within.locator(drawn).first()).waitFor();
  }

  /** Looks again, after the next drawing, until it sees what is wanted. */
  async function sees<T>(look: () => Promise<T>, wanted: (seen: T) => boolean): Promise<void> {
    const end = Date.now() + 90_000;
    for (;;) {
      const seen = await look();
      if (wanted(seen)) return;
      assert.ok(Date.now() < end, `what was seen last is ${JSON.stringify(seen)}`);
      await page.evaluate("new Promise((drawn) => requestAnimationFrame(drawn))");
    }
  }

  async function functionName(logicalName: string): Promise<string> {
    const all: readonly { readonly name: string }[] = JSON.parse(await (await fetch(`${origin}/_inspector/functions`)).text());
    return all.find(({ name }) => name.startsWith(`${logicalName}-`))?.name ?? assert.fail(logicalName);
  }

  const panel = (title: string, within = page) =>
    within.locator("li.step", { has: within.getByRole("heading", { name: title, exact: true }) });

  async function violations(of: Page): Promise<string[]> {
    await of.evaluate(AXE);
    // Swagger UI's own markup is not this page's.
    const { violations: found } = (await of.evaluate("axe.run({ exclude: ['.document'] })")) as {
      violations: { id: string; nodes: { html: string }[] }[];
    };
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  it("shows requests as they come, without being asked again", async () => {
    await page.goto(`${origin}/`);
    await page.getByText("Nothing has been asked yet").waitFor();
    await call("/open/jane");
    await page.getByRole("link", { name: "GET /open/jane" }).waitFor();
    assert.equal(await page.getByText("Connected").isVisible(), true);
  });

  for (const [title, method, path, init, reason] of FAILURES) {
    it(`shows in red that ${method} ${path} ended in the step ${title}, and why`, async () => {
      await inspect(path, { ...init, method, ...(init.body !== undefined && { headers: { "Content-Type": "application/json" } }) });
      const failed = page.locator("li.step.failed");
      assert.equal(await failed.count(), 1);
      assert.equal(await failed.getByRole("heading").first().textContent(), title);
      assert.match((await page.getByRole("region", { name: "Why" }).textContent()) ?? "", reason);
    });
  }

  it("shows a template beside what it renders, the event beside the answer, and what the function logged", async () => {
    await inspect("/orders/7", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"total": 3}' });
    const template = panel("Request template");
    assert.match((await template.getByRole("region", { name: "Template" }).textContent()) ?? "", /\$input\.params\('id'\)/);
    assert.match((await template.getByRole("region", { name: "Out" }).textContent()) ?? "", /"id": "7"/);
    assert.equal(await template.getByText("lines 1–4, 7–8 ran").count(), 1);
    assert.deepEqual(await template.locator(".line.ran").evaluateAll((lines) => lines.map(({ textContent }) => textContent?.trim())), [
      "{",
      '"id": "$input.params(\'id\')",',
      "\"total\": $input.json('$.total')",
      "#if($input.json('$.total') == '1000')",
      "#end",
      "}",
    ]);
    const integration = panel("Integration");
    assert.match((await integration.getByRole("region", { name: "Event" }).textContent()) ?? "", /"total": 3/);
    assert.match((await integration.getByRole("region", { name: "Answer" }).textContent()) ?? "", /"total": 3/);
    assert.equal(await page.locator("li.step.failed").count(), 0);
  });

  it("hides credentials until they are asked for", async () => {
    await inspect("/open/jane", { headers: { Authorization: "Bearer secret-marker-0123456789" } });
    assert.ok(!(await page.content()).includes("secret-marker"));
    await page.getByLabel("Show credentials").check();
    await page.getByText("secret-marker").first().waitFor({ state: "attached" });
  });

  it("sends a request again, edited, with the credentials that it hides", async () => {
    await inspect("/guarded", { headers: { Authorization: "no-secret-marker-9876543210" } });
    const before = page.url();
    await page.getByRole("button", { name: "Send again…" }).click();
    await page.getByLabel("Path and query").fill("/orders/dev/open/again");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.waitForURL((url) => url.href !== before);
    await page.getByRole("heading", { name: "GET /orders/dev/open/again" }).waitFor();
    await page.getByLabel("Show credentials").check();
    await page.getByText("no-secret-marker-9876543210").first().waitFor({ state: "attached" });
  });

  describe("copies a request", () => {
    before(() => page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin }));

    /** Presses one of the buttons, and reads what it has copied. */
    async function copied(name: string, said = "Copied"): Promise<string> {
      const button = page.getByRole("button", { name });
      await button.click();
      await button.locator("xpath=following-sibling::*[1]").getByText(said, { exact: true }).waitFor();
      return String(await page.evaluate("navigator.clipboard.readText()"));
    }

    const json = { "Content-Type": "application/json" };
    const sent: readonly (readonly [path: string, init: RequestInit])[] = [
      ["/open/jane?a=it's&a=2", {}],
      ["/open/a%20b", { headers: { Accept: "text/plain", "X-Twice": "1, 2" } }],
      ["/orders/7", { method: "POST", headers: json, body: '{"total": 3, "note": "it\'s $x"}' }],
      ["/orders/7", { method: "POST", headers: json, body: "{}" }],
      ["/nowhere", { method: "DELETE" }],
      ["/guarded", { headers: { Authorization: "good-secret-marker-0123456789" } }],
      ["/forbidden", {}],
      ["/crashes", {}],
      ["/broken-answer", {}],
    ];

    it("as a test, which passes", async () => {
      const local = await startLocal({ directory: PROGRAM });
      try {
        for (const [path, init] of sent) {
          await inspect(path, init);
          await page.getByLabel("Show credentials").check();
          const hidden = path === "/guarded" ? page.getByText("good-secret-marker").first() : undefined;
          await hidden?.waitFor({ state: "attached" });
          const run: Promise<void>[] = [];
          const it = (_: string, test: () => Promise<void>) => void run.push(test());
          runInThisContext(`(it, local, assert) => {\n${await copied("Copy as test")}\n}`)(it, local, assert);
          assert.equal(run.length, 1);
          await Promise.all(run);
        }
      } finally {
        await local.close();
      }
    });

    it("as a command for a shell, which gets the same answer", async () => {
      for (const [path, init] of sent) {
        const { status } = await call(path, init);
        await inspect(path, init);
        await page.getByLabel("Show credentials").check();
        const hidden = path === "/guarded" ? page.getByText("good-secret-marker").first() : undefined;
        await hidden?.waitFor({ state: "attached" });
        const answer = execFileSync("sh", ["-c", await copied("Copy as curl")], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
        assert.equal(answer.split(" ")[1], String(status), path);
      }
    });

    it("that was sent to the API's own host, so that it goes there again", async () => {
      const [api] = JSON.parse(await (await fetch(`${origin}/_inspector/apis`)).text());
      const host = `${api.id}.execute-api.localhost:${new URL(origin).port}`;
      const sent = httpRequest(`${origin}/dev/open/by-host`, { headers: { Host: host } }).end();
      const [response] = await once(sent, "response");
      const id = response.resume().headers["x-amzn-requestid"];
      await page.goto(`${origin}/#/requests/${id}`);
      await steps(page, id).waitFor();
      const command = await copied("Copy as curl");
      assert.ok(execFileSync("sh", ["-c", command], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).startsWith("HTTP/1.1 200"));
      assert.ok(
        (await copied("Copy as test")).includes('local.api("orders").stage("dev");\n  const response = await stage.fetch("/open/by-host"'),
      );
      await page.getByRole("button", { name: "Send again…" }).click();
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.waitForURL((url) => !url.href.endsWith(id));
      await page.locator("article .badge", { hasText: "200" }).first().waitFor();
    });

    it("as an event, which the function can be invoked with", async () => {
      await inspect("/open/by-event");
      const event = await copied("Copy event");
      assert.equal(JSON.parse(event).path, "/open/by-event");
      await page.goto(`${origin}/#/functions`);
      await page.getByRole("link", { name: /^echo/ }).click();
      await page.getByLabel("Event", { exact: true }).fill(event);
      await page.getByRole("button", { name: "Invoke" }).click();
      await page.getByRole("region", { name: "Answer" }).getByText("by-event").waitFor();
    });

    it("and says where its credentials are hidden", async () => {
      await inspect("/guarded", { headers: { Authorization: "good-secret-marker-0123456789" } });
      const command = await copied("Copy as curl", "Copied, with its credentials hidden");
      assert.ok(!command.includes("secret-marker"), command);
    });
  });

  it("filters by text, API, route and status", async () => {
    await page.goto(`${origin}/#/requests`);
    await call("/open/needle");
    await page.getByRole("link", { name: "GET /open/needle" }).waitFor();
    const rows = page.locator("table.requests tbody tr");
    const texts = () => rows.allInnerTexts();
    const all = await rows.count();
    await page.getByLabel("Text").fill("needle");
    await sees(texts, (seen) => seen.length === 1);
    await page.getByLabel("Text").fill("");
    await sees(texts, (seen) => seen.length === all);
    await page.getByLabel("Status").selectOption("5xx");
    await sees(
      () => rows.locator(".badge").allTextContents(),
      (seen) => seen.length > 0 && seen.every((status) => status.startsWith("5")),
    );
    await page.getByLabel("Status").selectOption("403");
    await sees(
      () => rows.locator(".badge").allTextContents(),
      (seen) => seen.length > 0 && seen.every((status) => status === "403"),
    );
    await page.getByLabel("Status").selectOption("");
    await page.getByLabel("Route").selectOption("GET /keyed");
    await sees(texts, (seen) => seen.length > 0 && seen.every((text) => text.includes("/keyed")));
    await page.getByLabel("Route").selectOption("");
    await page.getByLabel("API").selectOption("orders");
    await sees(texts, (seen) => seen.length > 0 && seen.every((text) => text.includes("orders / dev")));
    await page.getByLabel("API").selectOption("");
  });

  it("has the milliseconds of the gateway, of the integration and of the function", async () => {
    await inspect("/open/times");
    await page.locator("tr.selected", { hasText: "/open/times" }).waitFor();
    const times = await page.locator("tr.selected td.number").allTextContents();
    assert.equal(times.length, 3);
    const [all = 0, integration = 0, ofFunction = 0] = times.map(Number);
    // They are by clocks of different grain, and rounded.
    assert.ok(all + 2 >= integration && integration + 2 >= ofFunction, times.join());
    assert.match((await page.locator("article .facts").textContent()) ?? "", /\d+ ms, integration \d+ ms, function [\d.]+ ms/);
  });

  it("goes by keyboard from request to request, to the filter and back", async () => {
    await page.goto(`${origin}/#/requests`);
    await page.locator("table.requests tbody tr").first().waitFor();
    await page.getByRole("heading", { name: "Requests" }).click();
    await page.keyboard.press("j");
    await page.locator("tr.selected").waitFor();
    const first = page.url();
    await page.keyboard.press("j");
    await page.waitForURL((url) => url.href !== first);
    await page.keyboard.press("k");
    await page.waitForURL(first);
    await page.keyboard.press("/");
    assert.equal(await page.getByLabel("Text").evaluate((element) => element === element.ownerDocument.activeElement), true);
    await page.keyboard.press("Escape");
    await page.waitForURL(`${origin}/#/requests`);
  });

  it("is reached by the keyboard alone, from the top to a step and its parts", async () => {
    const id = await inspect("/orders/7", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"total": 3}' });
    const fresh = await open({});
    await show(fresh, `requests/${id}`);
    const focused = () => fresh.evaluate("document.activeElement.textContent.trim() || document.activeElement.tagName");
    await fresh.keyboard.press("Tab");
    assert.equal(await focused(), "Skip to content");
    await fresh.keyboard.press("Enter");
    assert.equal(await fresh.evaluate("document.activeElement.id"), "main");
    await fresh.keyboard.press("/");
    await fresh.keyboard.type(id);
    await sees(
      () => fresh.locator("table.requests tbody tr").count(),
      (count) => count === 1,
    );
    const seen: unknown[] = [];
    const wanted = ["Copy as curl", "Send again…", "Method request"];
    while (!wanted.every((text) => seen.some((one) => String(one).includes(text)))) {
      assert.ok(seen.length < 1_000, seen.join("\n"));
      await fresh.keyboard.press("Tab");
      seen.push(await focused());
    }
    const step = panel("Method request", fresh).getByRole("group");
    assert.equal(await step.getAttribute("open"), null);
    await fresh.keyboard.press("Enter");
    await panel("Method request", fresh).getByText("Path variables").waitFor();
    await fresh.close();
  });

  it("is read by a screen reader as what it is", async () => {
    await inspect("/forbidden");
    const read = await page.locator("body").ariaSnapshot();
    for (const line of [
      '- navigation "Views":',
      '- link "Requests"',
      "- status: Connected",
      "- main:",
      '- region "Requests":',
      '- heading "Requests" [level=1]',
      '- searchbox "Text"',
      '- combobox "Status"',
      '- columnheader "Function"',
      '- article "GET /orders/dev/forbidden"',
      '- region "Why":',
      '- list "Steps":',
      '- heading "Permission" [level=3]',
      '- checkbox "Show credentials"',
    ])
      assert.ok(read.includes(line), `${line} in\n${read}`);
  });

  it("shows an API with its stages, routes, permissions and models, and tries a route by its model", async () => {
    await page.goto(`${origin}/#/apis/orders`);
    await page.getByText("colour = blue").waitFor();
    const forbidden = page.locator(".routes > li", { hasText: "/forbidden" });
    assert.equal(await forbidden.getByText("no permission", { exact: true }).count(), 1);
    const crashes = page.locator(".routes > li", { hasText: "/crashes" });
    await crashes.locator("summary").click();
    await crashes.getByText("/dev/GET/crashes").waitFor();
    await page.getByText("token TOKEN · method.request.header.Authorization · not cached").waitFor();
    await page.getByText(/on dev · keys .* · 0\.01 a second, 1 at once/).waitFor();
    await page.getByRole("heading", { name: "Not as on AWS, or not run" }).waitFor();
    await page.getByText(/what arn:aws:iam::123456789012:policy\/elsewhere allows is not known here/).waitFor();
    const route = page.locator(".routes > li", { hasText: "/orders/{id}" });
    await route.locator("summary").click();
    await route.getByLabel(/^id path/).fill("7");
    assert.match(await route.getByLabel(/^Body/).inputValue(), /"total": 1/);
    await route.getByRole("button", { name: "Send" }).click();
    await route.getByRole("link", { name: "Show its steps" }).waitFor();
    assert.match((await route.getByRole("region", { name: "Answer" }).textContent()) ?? "", /"id": "7"/);
  });

  it("shows the OpenAPI document in Swagger UI, with nothing from elsewhere", async () => {
    const elsewhere: string[] = [];
    page.on(
      "request",
      (request) => void (request.url().startsWith(origin) || request.url().startsWith("data:") || elsewhere.push(request.url())),
    );
    await page.goto(`${origin}/#/apis/orders/document`);
    await page.locator(".swagger-ui .opblock", { hasText: "/orders/{id}" }).waitFor();
    assert.deepEqual(elsewhere, []);
  });

  it("shows a function with its log, and invokes it", async () => {
    await page.goto(`${origin}/#/functions`);
    await page.getByRole("link", { name: /^echo/ }).click();
    await page.locator("a[aria-current=page]", { hasText: /^echo/ }).waitFor();
    await page.getByLabel("Event", { exact: true }).fill('{"a": "marker"}');
    await page.getByRole("button", { name: "Invoke" }).click();
    await page.getByText("succeeded").waitFor();
    await page.getByRole("region", { name: "The last events of the log" }).getByText("marker").waitFor();
    await page
      .getByText(/^\s*[1-9]\d* of 128 MB$/)
      .first()
      .waitFor();
  });

  it("shows which environments are busy, and which wait", async () => {
    const busy = fetch(`${origin}/_inspector/functions/${await functionName("echo")}`, { method: "POST", body: '{"wait": 60000}' });
    busy.catch(() => {});
    await page.goto(`${origin}/#/functions/${await functionName("echo")}`);
    const states = page.locator("section", { has: page.getByRole("heading", { name: "Environments" }) });
    await states.getByText("busy", { exact: true }).waitFor();
    await call("/open/another");
    await states.getByText("idle", { exact: true }).first().waitFor();
  });

  it("shows the items of a table, to be read alone", async () => {
    await page.goto(`${origin}/#/tables/orders`);
    await page.getByRole("cell", { name: "o-1" }).waitFor();
    assert.deepEqual(await page.locator("main button").allTextContents(), ["Read again"]);
    assert.equal(await page.locator("main").locator("input, textarea, select, form").count(), 0);
  });

  it("renders a mapping template, and says where one is wrong", async () => {
    await page.goto(`${origin}/#/playground`);
    await page.getByRole("region", { name: "Result" }).getByText('"7"').waitFor();
    await page
      .getByLabel("Template", { exact: true })
      .fill("$context.stage $stageVariables.colour $input.params('q') $input.path('$.deep')");
    await page.getByLabel("Body ($input)").fill('{"deep": "body"}');
    const surroundings = { params: { querystring: { q: "query" } }, context: { stage: "green" }, stageVariables: { colour: "blue" } };
    await page.getByLabel("Parameters, $context and $stageVariables").fill(JSON.stringify(surroundings));
    await page.getByRole("region", { name: "Result" }).getByText("green blue query body").waitFor();
    await page.getByLabel("Template", { exact: true }).fill("{\n  #if(");
    await page.getByText(/at line 2, column/).waitFor();
    await page.getByText("#if(\n", { exact: false }).last().waitFor();
    await page.getByLabel("Parameters, $context and $stageVariables").fill("{");
    await page.getByText(/JSON/).waitFor();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`is accessible in every view, in ${colorScheme} colours`, async () => {
      const id = await inspect("/forbidden");
      const looked = await open({ colorScheme });
      const views = ["requests", `requests/${id}`, "apis/orders", "apis/orders/document", "functions", "tables", "playground"];
      const found: string[] = [];
      for (const view of views) {
        await show(looked, view);
        found.push(...(await violations(looked)).map((violation) => `${view}: ${violation}`));
      }
      // With all that can be opened.
      await show(looked, `requests/${id}`);
      await looked.getByRole("button", { name: "Send again…" }).click();
      await looked.getByRole("form", { name: "Send again" }).waitFor();
      for (const step of await looked.locator("details:not([open]) > summary").all()) await step.click();
      found.push(...(await violations(looked)).map((violation) => `all of a request: ${violation}`));
      await show(looked, "apis/orders");
      const routes = looked.locator(".routes > li summary");
      for (const route of await routes.all()) await route.click();
      await looked
        .getByRole("form")
        .nth((await routes.count()) - 1)
        .waitFor();
      found.push(...(await violations(looked)).map((violation) => `all of an API: ${violation}`));
      assert.deepEqual(found, []);
      await looked.close();
    });
  }

  it("fits a narrow window", async () => {
    const id = await inspect("/forbidden");
    const narrow = await open({ viewport: { width: 360, height: 700 } });
    for (const view of ["requests", `requests/${id}`, "apis/orders", "functions", "tables", "playground"]) {
      await show(narrow, view);
      assert.ok(await narrow.evaluate("document.documentElement.scrollWidth <= innerWidth"), view);
      assert.deepEqual(await violations(narrow), [], view);
    }
    await narrow.close();
  });

  it("comes back by itself when the program is changed, and marks what has changed", async () => {
    const directory = realpathSync(mkdtempSync(join(tmpdir(), "lambda-rest-api-watched-")));
    cpSync(join(__dirname, "program"), directory, { recursive: true });
    symlinkSync(join(__dirname, "../../node_modules"), join(directory, "node_modules"));
    const watching = start(["local", directory, "--port", String(await freePort()), "--json", "--watch"]);
    const watched = await open({});
    try {
      const { port } = await watching.event("ready");
      const before = await fetch(`http://localhost:${port}/orders/dev/open/before`);
      await watched.goto(`http://localhost:${port}/#/apis/orders`);
      await watched.getByText("Connected").waitFor();
      const program = readFileSync(join(directory, "index.js"), "utf8");
      const changed = watched.locator(".routes > li", { has: watched.getByText("changed", { exact: true }) });
      await watched.locator(".routes > li", { hasText: "/crashes" }).waitFor();
      assert.equal(await changed.count(), 0);
      writeFileSync(
        join(directory, "index.js"),
        program
          .replace('"/crashes": {', '"/new": { get: { "x-amazon-apigateway-integration": proxy(crash) } }, "/crashes": {')
          .replace('{ requestTemplates: { "application/json": "{\\n  #if(" } }', '{ requestTemplates: { "application/json": "{}" } }')
          .replace("'no luck'); };\"", "'bad luck'); };\"")
          .replace('total: { type: "number" }', 'total: { type: "integer" }'),
      );
      await changed.first().waitFor();
      const routes = (await changed.allInnerTexts()).map((text) => text.split("\n")[1]?.trim() ?? text);
      assert.deepEqual(
        routes.map((text) => /\/[\w-]+/.exec(text)?.[0]),
        ["/broken-template", "/new"],
      );
      await watched.locator("summary", { hasText: "Order" }).getByText("changed", { exact: true }).waitFor();
      await watched.getByText("Connected").waitFor();
      await watched.getByRole("link", { name: "APIs 3 changed" }).waitFor();
      await watched.getByRole("link", { name: "Functions 1 changed" }).click();
      await watched.getByRole("link", { name: /^crash-\w+ changed$/ }).waitFor();
      assert.equal(await watched.getByRole("link", { name: /^echo-\w+ changed$/ }).count(), 0);
      await watched.goto(`http://localhost:${port}/#/requests/${before.headers.get("x-amzn-requestid")}`);
      await watched.getByText("The server was started again since, and keeps no requests of before.").waitFor();
    } finally {
      await watched.close();
      watching.child.kill("SIGTERM");
      await once(watching.child, "exit");
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it("gives nothing to pages of another origin", async () => {
    for (const headers of [{ "Sec-Fetch-Site": "cross-site" }, { "Sec-Fetch-Site": "same-site" }, { Origin: "http://attacker.example" }]) {
      for (const path of ["apis", "events", "requests/x", "page.js"])
        assert.equal((await fetch(`${origin}/_inspector/${path}`, { headers })).status, 403);
      assert.equal((await fetch(`${origin}/_inspector/send`, { method: "POST", headers, body: "{}" })).status, 403);
    }
  });

  it("is pictured in the docs", async () => {
    const pictured = await open({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
    const id = await inspect("/orders/7", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"total": 3}' });
    const failed = await inspect("/forbidden");
    for (const [name, view, wanted] of [
      ["inspector-request", `requests/${id}`, "tr.selected"],
      ["inspector-failure", `requests/${failed}`, "tr.selected"],
      ["inspector-api", "apis/orders", ".routes"],
    ] as const) {
      await show(pictured, view);
      await pictured.locator(wanted).first().waitFor();
      await pictured.screenshot({ path: join(DOCS, `${name}.png`) });
    }
    await pictured.setViewportSize({ width: 900, height: 100 });
    await pictured.setContent(asTerminal(readFileSync(join(DOCS, "../preview.md"), "utf8")));
    await pictured.screenshot({ path: join(DOCS, "preview.png"), fullPage: true });
    await pictured.close();
  });

  it("loses nothing of what comes at once, and keeps the newest 500", async () => {
    const kept = await open({});
    await kept.goto(`${origin}/#/requests`);
    await kept.getByText("Connected").waitFor();
    const numbers = Array.from({ length: KEPT + 20 }, (_, index) => index);
    const left = [...numbers];
    const callSome = async () => {
      for (let number = left.shift(); number !== undefined; number = left.shift()) await (await call(`/nowhere?number=${number}`)).text();
    };
    await Promise.all(Array.from({ length: 16 }, callSome));
    const shown = async () => {
      const texts = await kept.locator("table.requests tbody a").allTextContents();
      return texts.flatMap((text) => /number=(\d+)/.exec(text)?.[1] ?? []).map(Number);
    };
    // Sixteen are under way at a time: the twenty that are forgotten are among those first sent.
    const newest = numbers.slice(20 + 16);
    const isWhole = (seen: readonly number[]) => seen.length === KEPT && newest.every((number) => seen.includes(number));
    await sees(shown, isWhole);
    await kept.reload();
    await sees(shown, isWhole);
    await kept.close();
  });
});

/** The first preview of a change that the page shows, with its change, as a terminal has it. */
function asTerminal(page: string): string {
  const [, change = "", preview = ""] = /## A route's template\n\n```diff\n(.*?)```\n\n```console\n(.*?)```/s.exec(page) ?? [];
  assert.ok(preview.includes("Route petstore"));
  const colours: readonly (readonly [RegExp, string])[] = [
    [/^\s*(?:\+-|\+\+|\+)/, "#7ee787"],
    [/^\s*-/, "#ff7b72"],
    [/^\s*~/, "#e3b341"],
  ];
  const line = (text: string) => {
    const colour = colours.find(([sign]) => sign.test(text))?.[1] ?? "#c9d1d9";
    return `<span style="color:${colour}">${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</span>`;
  };
  const text = [change.trimEnd(), "", preview.trimEnd()].join("\n").split("\n").map(line).join("\n");
  return `<body style="margin:0;background:#0d1117"><pre style="margin:0;padding:20px 24px;font:14px/1.5 monospace">${text}</pre></body>`;
}

/** The port that is kept when the server is started again has to be known before. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
