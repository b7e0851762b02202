/** What the gateway and the definition compute, without sockets and processes. */
import {
  type ApiArguments,
  defineApi,
  fingerprint,
  type Method,
  type Named,
  planPermissions,
  query,
  renderMapping,
  snapshot,
  writeOpenApi,
} from "../../definition/index";
import { compileTemplate, createOverrides } from "../../languages/velocity/index";
import { custom, gatewayOf, proxy } from "../gateway/api";
import { median, type Row, type Section } from "./result";

interface Comparison {
  readonly what: string;
  readonly run: () => unknown;
  readonly beside: string;
  readonly by: () => unknown;
  /** Milliseconds. */
  readonly goal?: number;
}

const ROUNDS = 15;
/** Milliseconds that one side runs in a round. */
const SLICE = 20;

const gateway = gatewayOf({
  paths: {
    "/proxy": { get: proxy("echo") },
    "/custom": { get: custom("echo", { requestTemplates: { "application/json": renderMapping({ a: query("a"), b: query("b") }) } }) },
  },
  functions: { echo: () => ({ statusCode: 200, body: "{}" }) },
});
const request = (path: string) =>
  gateway.handle({
    method: "GET",
    target: `/test/${path}?a=1&b=2`,
    headers: [["Host", "localhost"]],
    body: Buffer.alloc(0),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  });

const source = renderMapping({ a: query("a"), b: query("b"), c: [query("c"), 1, "text"] });
const template = compileTemplate(source);
const input = () => ({
  body: "",
  params: { path: new Map(), querystring: new Map([["a", "1"]]), header: new Map() },
  context: {},
  stageVariables: {},
  overrides: createOverrides(),
});

const comparisons: readonly Comparison[] = [
  {
    what: "a Lambda proxy request",
    run: () => request("proxy"),
    beside: "parsing and writing its event as JSON",
    by: () => JSON.parse(JSON.stringify({ a: 1, list: Array(50).fill("header") })),
  },
  { what: "a Lambda custom request", run: () => request("custom"), beside: "a Lambda proxy request", by: () => request("proxy") },
  { what: "rendering a mapping template", run: () => template.render(input()), beside: "compiling it", by: () => compileTemplate(source) },
  {
    what: "300 routes: definition, permissions, body, fingerprints",
    run: () => rendered(300),
    beside: "one route",
    by: () => rendered(1),
    goal: 50,
  },
  { what: "planning permissions for 3,000 routes", run: () => planned(3_000), beside: "300 routes", by: () => planned(300) },
];

function routes(count: number): readonly { readonly method: Method; readonly path: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    method: index % 2 === 0 ? "GET" : "POST",
    path: `/service${index % 30}/resource${index >> 1}`,
  }));
}

function rendered(count: number): string {
  const args: ApiArguments<Named> = {
    routes: Object.fromEntries(
      routes(count).map(({ method, path }) => [
        `${method} ${path}`,
        { integration: { type: "AWS_PROXY", httpMethod: "POST", function: "⟦fn⟧" } },
      ]),
    ),
  };
  const definition = defineApi("bench", args);
  planned(count);
  return Object.values(snapshot(definition)).map(fingerprint).join() + JSON.stringify(writeOpenApi(definition));
}

function planned(count: number): unknown {
  return planPermissions({
    routes: routes(count).map((route) => ({ ...route, function: "fn" })),
    authorizers: [],
    stages: ["prod"],
    testInvoke: false,
  });
}

/** Milliseconds that one call takes, over one slice of time. */
async function measure(run: () => unknown): Promise<number> {
  const start = performance.now();
  let calls = 0;
  let now = start;
  while (now - start < SLICE) {
    await run();
    calls++;
    now = performance.now();
  }
  return (now - start) / calls;
}

export const computing: Section = {
  name: "computing",
  async run() {
    const rows: Row[] = [];
    for (const { what, run, beside, by, goal } of comparisons) {
      const pairs: [number, number][] = [];
      await measure(run);
      for (let round = 0; round < ROUNDS; round++) pairs.push([await measure(run), await measure(by)]);
      const milliseconds = median(pairs.map(([a]) => a));
      rows.push({
        what,
        figure: `${milliseconds.toFixed(3)} ms`,
        beside,
        ratio: median(pairs.map(([a, b]) => a / b)),
        ...(goal !== undefined && { goal: { text: `at most ${goal} ms`, met: milliseconds <= goal } }),
      });
    }
    return rows;
  },
};
