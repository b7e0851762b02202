import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { codeOf } from "../../components/lambda/code/index";
import { type Started, start } from "../local/commands/started";

/** What each package's function answers, behind the local gateway. */
const rows: readonly {
  readonly name: string;
  readonly path: string;
  readonly body?: object;
  readonly status?: number;
  readonly answer: object | RegExp;
}[] = [
  { name: "express", path: "express/hello", body: { name: "Jane" }, status: 201, answer: { hello: "Jane", from: true } },
  { name: "fastify", path: "fastify/hello?name=Jane", answer: { hello: "Jane" } },
  { name: "fastify, which refuses", path: "fastify/hello", status: 400, answer: /must have required property 'name'/ },
  { name: "hono", path: "hono/hello/Jane", answer: { hello: "Jane" } },
  { name: "hono, streaming", path: "hono-streaming/hello", answer: /^hello Jane$/ },
  { name: "NestJS", path: "nest/hello?name=Jane", answer: { hello: "Jane" } },
  { name: "middy", path: "middy", body: { name: "Jane" }, answer: { hello: "Jane" } },
  { name: "powertools, whose schema takes the event", path: "powertools", body: { name: "Jane" }, answer: { hello: "Jane" } },
  { name: "Yoga", path: "yoga/graphql", body: { query: '{ hello(name: "Jane") }' }, answer: { data: { hello: "Jane" } } },
  { name: "tRPC", path: `trpc/hello?input=${encodeURIComponent('{"name":"Jane"}')}`, answer: { result: { data: { hello: "Jane" } } } },
  { name: "sharp", path: "sharp", answer: { width: 3, height: 2, format: "png" } },
  { name: "pdfkit", path: "pdfkit", answer: /^%PDF-/ },
  { name: "Sentry", path: "sentry", answer: { hello: 3 } },
  { name: "aws-jwt-verify", path: "jwt?name=Jane", answer: { hello: "Jane" } },
];

const EVENT = {
  resource: "/python/{proxy+}",
  httpMethod: "GET",
  headers: { Host: "example.com" },
  multiValueHeaders: { Host: ["example.com"] },
  pathParameters: null,
  body: null,
  isBase64Encoded: false,
  requestContext: { stage: "dev", requestId: "1", identity: { sourceIp: "127.0.0.1" } },
};

/** What a handler answers, with what it is packed with, and nothing else, on the path. */
async function answerInPython(entry: string, event: object): Promise<{ readonly statusCode: number; readonly body: string }> {
  const { code } = codeOf({ entry, architecture: process.arch === "arm64" ? "arm64" : "x86_64" }).args;
  assert.ok(code instanceof pulumi.asset.AssetArchive);
  const packages = Object.values(await code.assets).filter((asset) => asset instanceof pulumi.asset.FileArchive);
  const folders = new Set([dirname(entry), ...(await Promise.all(packages.map(async (archive) => dirname(await archive.path))))]);
  const program =
    "import sys, json; from app import handler; print(json.dumps(handler(json.load(sys.stdin), type('Context', (), {'aws_request_id': '1'})())))";
  const env = { PATH: process.env["PATH"], PYTHONPATH: [...folders].join(delimiter), PYTHONDONTWRITEBYTECODE: "1" };
  return JSON.parse(
    execFileSync("python3", ["-c", program], { input: JSON.stringify(event), encoding: "utf8", env })
      .trim()
      .split("\n")
      .at(-1) ?? "",
  );
}

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

  for (const { name, path, body, status = 200, answer } of rows)
    it(`serve ${name}`, async () => {
      const headers = { Accept: name === "pdfkit" ? "application/pdf" : "application/json" };
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

  for (const [name, path, query, answer] of [
    ["powertools for Python", "/python/powertools/Jane", null, { hello: "Jane" }],
    ["mangum", "/python/mangum", { name: "Jane" }, { hello: "name=Jane" }],
  ] as const)
    it(`answer by ${name}, with the packages of requirements.txt`, async () => {
      const event = {
        ...EVENT,
        path,
        requestContext: { ...EVENT.requestContext, path },
        queryStringParameters: query,
        multiValueQueryStringParameters: query && { name: [query.name] },
      };
      const { statusCode, body } = await answerInPython(join(__dirname, "functions/python/app.py"), event);
      assert.deepEqual([statusCode, JSON.parse(body)], [200, answer]);
    });

  it("are as docs/frameworks.md tells", () => {
    const page = readFileSync(join(__dirname, "../../docs/frameworks.md"), "utf8");
    const program = readFileSync(join(__dirname, "index.ts"), "utf8");
    for (const [, options = ""] of program.matchAll(/made\("[^"]+", (\{ [^}]*nodeModules[^}]*\})\)/g))
      assert.ok(page.includes(options.slice(2, -2)), options);
    const sources = [...page.matchAll(/\(\.\.\/tests\/frameworks\/functions\/([^)]+)\)/g)].map(([, file = ""]) => file);
    assert.ok(sources.length >= 14);
    for (const file of sources) assert.ok(readFileSync(join(__dirname, "functions", file), "utf8").length > 0, file);
  });
});
