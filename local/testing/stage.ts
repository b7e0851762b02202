import { AssertionError } from "node:assert";
import { inspect } from "node:util";
import { executionLog, explain as explainSteps, type HeaderLine, type HttpResponse, type Trace } from "../../gateway/index";
import type { FunctionLogs } from "../function-logs";
import type { ServedStage } from "../gateways";
import type { LocalTestStage, RequestExplanation } from "./types";

/** Statuses whose responses have no body, which `Response` refuses. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/** A stage as a test calls it: its gateway gets the request without a socket between. */
export function testStage({ api, stage, gateway }: ServedStage, url: string, logs: FunctionLogs): LocalTestStage {
  const { port } = new URL(url);
  const ownHost: HeaderLine = ["Host", `${api.id}.execute-api.localhost:${port}`];
  const base = `${url}/${encodeURIComponent(api.name)}/${stage}`;
  return {
    url: base,
    async fetch(path, init) {
      if (!path.startsWith("/")) throw new TypeError(`The path ${JSON.stringify(path)} must start with /; it is below the stage ${stage}`);
      const request = new Request(`${base}${path}`, init);
      const response = await gateway.handle({
        method: request.method,
        target: `/${stage}${path}`,
        headers: [ownHost, ...request.headers],
        body: Buffer.from(await request.arrayBuffer()),
        sourceIp: "127.0.0.1",
        protocol: "HTTP/1.1",
      });
      const answered = new Response(WITHOUT_BODY.has(response.status) ? null : await bytesOf(response.body), {
        status: response.status,
        headers: response.headers.map(([name, value]): [string, string] => [name, value]),
      });
      EXPLAINED.set(answered, () => explanationOf(response.trace, logs));
      return answered;
    },
    explain,
    assertStatus,
  };
}

/** What happened to the requests of the responses that were given. */
const EXPLAINED = new WeakMap<Response, () => RequestExplanation>();

async function bytesOf(body: HttpResponse["body"]): Promise<Uint8Array<ArrayBuffer>> {
  if (Buffer.isBuffer(body)) return new Uint8Array(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

function assertStatus(response: Response, expected: number): void {
  const actual = response.status;
  if (actual === expected) return;
  const message = `The status is ${actual} instead of ${expected}.\n${explain(response)}`;
  throw new AssertionError({ message, actual, expected, operator: "strictEqual", stackStartFn: assertStatus });
}

function explain(response: Response): RequestExplanation {
  const explained = EXPLAINED.get(response);
  if (explained === undefined)
    throw new Error("Only a response that this program's fetch has given can be explained, and not a copy of it");
  return explained();
}

function explanationOf(trace: Trace, logs: FunctionLogs): RequestExplanation {
  const steps = trace.steps();
  const explanation = explainSteps(steps);
  const log = executionLog(trace);
  const functionLog = logs.ofSteps(steps).flatMap(({ events }) => events);
  const text = () =>
    [
      ...(explanation === undefined ? [] : [`${explanation.step}: ${explanation.reason}`]),
      ...(explanation?.remedy === undefined ? [] : [explanation.remedy]),
      ...functionLog.filter((event) => !OF_LAMBDA.test(event)),
      ...log.map(shortened),
    ].join("\n");
  return Object.defineProperty({ ...explanation, steps, log, functionLog, toString: text }, inspect.custom, { value: text });
}

/** What Lambda writes into a function's log, and not the function. */
const OF_LAMBDA = /^(?:INIT_START|START|END|REPORT) /;

/** Characters of a line that are printed: an event is a line. */
const PRINTED = 240;

function shortened(line: string): string {
  return line.length > PRINTED ? `${line.slice(0, PRINTED)}…` : line;
}
