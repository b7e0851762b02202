/** HTTP back ends for the recorded cases, in this process. */
import { compileFunction } from "node:vm";
import type { SendHttp } from "../../gateway/index";
import type { ApiCase } from "./files";

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** The base url of a case's server. */
export function serverUrl(name: string): string {
  return `http://${name}.test:8080`;
}

/** Sends to the servers of a case; another host cannot be found. */
export function createServers(servers: NonNullable<ApiCase["servers"]>): SendHttp {
  const backEnds = new Map(Object.entries(servers).map(([name, { source }]) => [new URL(serverUrl(name)).host, load(source)]));
  return async ({ method, url, headers, body }) => {
    const { host, pathname, search } = new URL(url);
    const backEnd = backEnds.get(host);
    if (backEnd === undefined) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" });
    const sent = Object.fromEntries([
      ["host", host],
      ...headers.map(([name, value]) => [name.toLowerCase(), value]),
      ["content-length", String(body.length)],
    ]);
    const answer = await backEnd({
      method,
      path: pathname + search,
      headers: sent,
      body: body.toString("utf8"),
      bodyBase64: body.toString("base64"),
    });
    const bytes = Buffer.from(answer.body ?? "");
    const added = { "Content-Length": String(bytes.length), Date: "Thu, 01 Jan 2026 00:00:00 GMT", Connection: "keep-alive" };
    return { status: answer.status, headers: Object.entries({ ...answer.headers, ...added }), body: chunksOf(bytes) };
  };
}

function load(source: string): (request: object) => Answer | Promise<Answer> {
  const module: { exports: (request: object) => Answer | Promise<Answer> } = { exports: () => ({ status: 404 }) };
  compileFunction(source, ["module", "require"])(module, require);
  return module.exports;
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
