import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { type Started, start } from "../local/commands/started";
import { startBrowser } from "./chromium";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const DOCS = join(__dirname, "../../docs/images");

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
  ["Integration", "GET", "/crashes", {}, /customer function error: no luck/],
  ["Integration response", "GET", "/unmatched", {}, /No match for output mapping/],
  ["Response template", "GET", "/broken-answer", {}, /response template for application\/json fails/],
];

describe("the inspector in a browser", function () {
  this.timeout(120_000);
  let server: Started;
  let origin: string;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    server = start(["local", join(__dirname, "program"), "--port", "0", "--json"]);
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
    const end = Date.now() + 30_000;
    for (;;) {
      const seen = await look();
      if (wanted(seen)) return;
      assert.ok(Date.now() < end, `what was seen last is ${JSON.stringify(seen)}`);
      await page.evaluate("new Promise((drawn) => requestAnimationFrame(drawn))");
    }
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
    it(`shows in red that a request ended in the step ${title}, and why`, async () => {
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

  it("copies a request as a command, as an event and as a test", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin });
    await inspect("/open/jane?a=it's");
    const copied = async (name: string) => {
      const button = page.getByRole("button", { name });
      await button.click();
      await button.locator("xpath=following-sibling::*[1]").getByText("Copied").waitFor();
      return String(await page.evaluate("navigator.clipboard.readText()"));
    };
    assert.ok((await copied("Copy as curl")).includes(`curl -i '${origin}/orders/dev/open/jane?a=it`));
    assert.equal(JSON.parse(await copied("Copy event")).path, "/open/jane");
    assert.match(await copied("Copy as test"), /local\.api\("orders"\)\.stage\("dev"\)\.fetch\("\/open\/jane/);
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
    await page.getByLabel("Status").selectOption("");
    await page.getByLabel("Route").selectOption("GET /keyed");
    await sees(texts, (seen) => seen.length > 0 && seen.every((text) => text.includes("/keyed")));
    await page.getByLabel("Route").selectOption("");
    await page.getByLabel("API").selectOption("orders");
    await sees(texts, (seen) => seen.length > 0 && seen.every((text) => text.includes("orders / dev")));
    await page.getByLabel("API").selectOption("");
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

  it("shows an API with its stages, routes, permissions and models, and tries a route by its model", async () => {
    await page.goto(`${origin}/#/apis/orders`);
    await page.getByText("colour = blue").waitFor();
    const forbidden = page.locator(".routes > li", { hasText: "/forbidden" });
    assert.equal(await forbidden.getByText("no permission", { exact: true }).count(), 1);
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

  it("shows the items of a table", async () => {
    await page.goto(`${origin}/#/tables/orders`);
    await page.getByRole("cell", { name: "o-1" }).waitFor();
  });

  it("renders a mapping template, and says where one is wrong", async () => {
    await page.goto(`${origin}/#/playground`);
    await page.getByRole("region", { name: "Result" }).getByText('"7"').waitFor();
    await page.getByLabel("Template", { exact: true }).fill("{\n  #if(");
    await page.getByText(/at line 2, column/).waitFor();
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
      await watched.goto(`http://localhost:${port}/#/apis/orders`);
      await watched.getByText("Connected").waitFor();
      const program = readFileSync(join(directory, "index.js"), "utf8");
      const changed = watched.locator(".routes > li", { has: watched.getByText("changed", { exact: true }) });
      await watched.locator(".routes > li", { hasText: "/crashes" }).waitFor();
      assert.equal(await changed.count(), 0);
      writeFileSync(
        join(directory, "index.js"),
        program.replace('"/crashes": {', '"/new": { get: { "x-amazon-apigateway-integration": proxy(crash) } }, "/crashes": {'),
      );
      await changed.first().waitFor();
      assert.match((await changed.allInnerTexts()).join(), /^GET\s+\/new\s/);
      await watched.getByText("Connected").waitFor();
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
