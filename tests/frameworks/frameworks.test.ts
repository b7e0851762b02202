import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Started, start } from "../local/commands/started";

/**
 * What each package's function answers, behind the local gateway: by the line of docs/frameworks.md that it shows, and what it shows
 * besides.
 */
const rows: readonly {
  readonly line: string;
  readonly more?: string;
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly answer: object | RegExp;
}[] = [
  {
    line: "express, by `@codegenie/serverless-express`",
    path: "express/hello",
    body: { name: "Jane" },
    status: 201,
    answer: { hello: "Jane", from: true },
  },
  { line: "fastify, by `@fastify/aws-lambda`", path: "fastify/hello?name=Jane", answer: { hello: "Jane" } },
  {
    line: "fastify, by `@fastify/aws-lambda`",
    more: "refuses",
    path: "fastify/hello",
    status: 400,
    answer: /must have required property 'name'/,
  },
  { line: "hono", path: "hono/hello/Jane", answer: { hello: "Jane" } },
  { line: "hono, streaming", path: "hono-streaming/hello", answer: /^hello Jane$/ },
  { line: "NestJS", path: "nest/hello?name=Jane", answer: { hello: "Jane" } },
  { line: "middy", path: "middy", body: { name: "Jane" }, answer: { hello: "Jane" } },
  { line: "Powertools for AWS Lambda: parser with zod, logger", path: "powertools", body: { name: "Jane" }, answer: { hello: "Jane" } },
  {
    line: "Powertools' schemas of authorizers' events",
    more: "of a token",
    path: "powertools/token",
    headers: { Authorization: "x" },
    body: { name: "Jane" },
    answer: { hello: "Jane" },
  },
  {
    line: "Powertools' schemas of authorizers' events",
    more: "of a request",
    path: "powertools/request?a=1",
    headers: { "X-Tenant": "x" },
    body: { name: "Jane" },
    answer: { hello: "Jane" },
  },
  { line: "GraphQL Yoga", path: "yoga/graphql", body: { query: '{ hello(name: "Jane") }' }, answer: { data: { hello: "Jane" } } },
  {
    line: "Apollo Server, by `@as-integrations/aws-lambda`",
    path: "apollo/graphql",
    body: { query: '{ hello(name: "Jane") }' },
    answer: { data: { hello: "Jane" } },
  },
  { line: "tRPC", path: `trpc/hello?input=${encodeURIComponent('{"name":"Jane"}')}`, answer: { result: { data: { hello: "Jane" } } } },
  { line: "sharp", path: "sharp", answer: { width: 3, height: 2, format: "png" } },
  { line: "pdfkit", path: "pdfkit", headers: { Accept: "application/pdf" }, answer: /^%PDF-/ },
  { line: "Sentry", path: "sentry", answer: { hello: 3 } },
  { line: "aws-jwt-verify", path: "jwt?name=Jane", answer: { hello: "Jane" } },
  { line: "Powertools for Python, mangum", path: "python/powertools/Jane", answer: { hello: "Jane" } },
  { line: "Powertools for Python, mangum", more: "by mangum", path: "python/mangum?name=Jane", answer: { hello: "name=Jane" } },
];

describe("Functions of the packages that people bring along", function () {
  this.timeout(300_000);
  let server: Started;
  let url = "";

  before(async () => {
    server = start(["local", __dirname, "--port", "0", "--json"]);
    const { port } = await server.event("ready");
    url = `http://127.0.0.1:${port}/frameworks/dev/`;
  });

  after(() => {
    server.child.kill("SIGTERM");
  });

  for (const { line, more, path, body, headers: given = {}, status = 200, answer } of rows)
    it(`serve ${line}${more === undefined ? "" : `: ${more}`}`, async () => {
      const headers = { Accept: "application/json", ...given };
      const response = await fetch(
        url + path,
        body === undefined
          ? { headers }
          : { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) },
      );
      const text = await response.text();
      assert.equal(response.status, status, `${text}\n${server.stderr().slice(-2000)}`);
      if (answer instanceof RegExp) assert.match(text, answer);
      else assert.deepEqual(JSON.parse(text), answer);
    });

  it("are the lines of docs/frameworks.md, with what the program gives them", () => {
    const page = readFileSync(join(__dirname, "../../docs/frameworks.md"), "utf8");
    const program = readFileSync(join(__dirname, "index.ts"), "utf8");
    const lines = [...page.matchAll(/^\| (.+) \| \[(.+)\]\(\.\.\/tests\/frameworks\/functions\/(.+)\) \| (.+) \|$/gm)];
    assert.deepEqual(
      lines.map(([, name]) => name),
      [...new Set(rows.map(({ line }) => line))],
    );
    const entries = [...program.matchAll(/made\("([^"]+)"(?:, (\{.*?\}))?\)/g)].map(
      ([, name = "", options = ""]) => [/entry: "functions\/([^"]+)"/.exec(options)?.[1] ?? `${name}.ts`, options] as const,
    );
    assert.deepEqual(lines.map(([, , , file]) => file).sort(), entries.map(([file]) => file).sort());
    for (const [, name, shown, file, needs = ""] of lines) {
      assert.equal(shown, file, name);
      const [, nodeModules] = /(nodeModules: \[.*\])/.exec(entries.find(([entry]) => entry === file)?.[1] ?? "") ?? [];
      assert.equal(needs.includes("nodeModules"), nodeModules !== undefined, `${name}: ${needs}`);
      if (nodeModules !== undefined) assert.ok(needs.includes(nodeModules), `${name}: ${needs}`);
    }
  });
});
