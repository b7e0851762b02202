import { inspect } from "node:util";
import { executionLog, explain, type HeaderLine, type HttpResponse, type Trace } from "../../gateway/index";
import type { ServedStage } from "../gateways";
import type { LocalTestStage, RequestExplanation } from "./types";

/** Statuses whose responses have no body, which `Response` refuses. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/** A stage as a test calls it: its gateway gets the request without a socket between. */
export function testStage({ api, stage, gateway }: ServedStage, url: string): LocalTestStage {
  const traces = TRACES;
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
      traces.set(answered, response.trace);
      return answered;
    },
    explain(response) {
      const trace = traces.get(response);
      if (trace === undefined)
        throw new Error("Only a response that this program's fetch has given can be explained, and not a copy of it");
      return explanationOf(trace);
    },
  };
}

const TRACES = new WeakMap<Response, Trace>();

async function bytesOf(body: HttpResponse["body"]): Promise<Uint8Array<ArrayBuffer>> {
  if (Buffer.isBuffer(body)) return new Uint8Array(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

function explanationOf(trace: Trace): RequestExplanation {
  const steps = trace.steps();
  const explanation = explain(steps);
  const log = executionLog(trace);
  const text = () =>
    [
      ...(explanation === undefined
        ? []
        : [`${explanation.step}: ${explanation.reason}`, ...(explanation.remedy === undefined ? [] : [explanation.remedy])]),
      ...log,
    ].join("\n");
  return Object.defineProperty({ ...explanation, steps, log, toString: text }, inspect.custom, { value: text });
}
