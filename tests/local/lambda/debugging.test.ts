import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { request } from "node:http";
import type { Socket } from "node:net";
import { buildSync } from "esbuild";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";
import { parsed, type ServiceUnderTest, serve } from "./service-under-test";

after(removeTemporaryFolders);

/** A client of the Chrome DevTools protocol: https://chromedevtools.github.io/devtools-protocol/ */
interface DevTools {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** The events of that name so far. */
  seen(method: string): readonly Record<string, unknown>[];
  /** Resolves with the next event of that name. */
  event(method: string): Promise<Record<string, unknown>>;
  close(): void;
}

function attach(url: string): Promise<DevTools> {
  const { hostname, port, pathname } = new URL(url);
  const headers = {
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
  };
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path: pathname, headers });
    asked.on("error", reject).on("upgrade", (_response, socket, head) => resolve(devTools(socket, head)));
    asked.end();
  });
}

function devTools(socket: Socket, head: Buffer): DevTools {
  const answers = new Map<number, (result: Record<string, unknown>) => void>();
  const waiting = new Map<string, ((params: Record<string, unknown>) => void)[]>();
  const events: { readonly method: string; readonly params: Record<string, unknown> }[] = [];
  let pending = head;
  let id = 0;
  const take = () => {
    for (let message = readFrame(pending); message !== undefined; message = readFrame(pending)) {
      pending = pending.subarray(message.size);
      const { id: answered, method, params, result } = JSON.parse(message.text);
      if (method !== undefined) events.push({ method, params });
      answers.get(answered)?.(result);
      for (const seen of waiting.get(method)?.splice(0) ?? []) seen(params);
    }
  };
  socket
    .on("error", () => {})
    .on("data", (data) => {
      pending = Buffer.concat([pending, data]);
      take();
    });
  return {
    send: (method, params = {}) =>
      new Promise((resolve) => {
        answers.set(++id, resolve);
        socket.write(frameOf(JSON.stringify({ id, method, params })));
      }),
    seen: (method) => events.filter((event) => event.method === method).map(({ params }) => params),
    event: (method) => new Promise((resolve) => waiting.set(method, [...(waiting.get(method) ?? []), resolve])),
    close: () => socket.destroy(),
  };
}

/** https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
function readFrame(bytes: Buffer): { readonly text: string; readonly size: number } | undefined {
  if (bytes.length < 10) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const [start, length] = short < 126 ? [2, short] : short === 126 ? [4, bytes.readUInt16BE(2)] : [10, Number(bytes.readBigUInt64BE(2))];
  return bytes.length < start + length ? undefined : { text: bytes.toString("utf8", start, start + length), size: start + length };
}

function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}

const SOURCE = `interface Event { readonly n: number }

export const handler = async ({ n }: Event): Promise<number> => {
  const doubled: number = n * 2;
  return doubled;
};
`;

/** The bundle of a TypeScript source, with its map. */
function bundled(): { readonly text: string; readonly source: string } {
  const folder = temporaryFolder({ "handler.ts": SOURCE });
  const source = `${folder}/handler.ts`;
  const { outputFiles } = buildSync({
    entryPoints: [source],
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
    sourcemap: "inline",
    sourceRoot: `${folder}/`,
    outfile: `${folder}/index.js`,
  });
  return { text: String(outputFiles[0]?.text), source };
}

describe("a debugger of a function", () => {
  const { text } = bundled();
  let service: ServiceUnderTest;
  afterEach(() => service.close());

  const start = (wait: boolean) => serve({ "index.js": text }, { timeout: 0.3 }, () => ({ inspect: { host: "127.0.0.1", port: 0, wait } }));
  const urlOf = async () => {
    for (;;) {
      const [, url] = /^Debugger listening on (ws:\/\/\S+)$/m.exec(service.logged.join("\n")) ?? [];
      if (url !== undefined) return url;
      await new Promise(setImmediate);
    }
  };
  /** The place in the bundle of a line of the source. */
  const lineOf = (part: string) => text.split("\n").findIndex((line) => line.includes(part));

  it("stops at a breakpoint, and the function's timeout stands still meanwhile", async () => {
    service = start(false);
    assert.equal(parsed(await service.invoke({ n: 1 })), 2);
    const tools = await attach(await urlOf());
    await tools.send("Debugger.enable");
    await tools.send("Debugger.setBreakpointByUrl", { lineNumber: lineOf("const doubled"), urlRegex: ".*index\\.js" });
    const paused = tools.event("Debugger.paused");
    const answer = service.invoke({ n: 2 });
    const { callFrames } = Object(await paused);
    assert.equal(callFrames[0].functionName, "handler");
    // Past the timeout of 0.3 s, told by the debugged process's own clock.
    await tools.send("Runtime.evaluate", { expression: "{ const end = Date.now() + 700; while (Date.now() < end); }" });
    await tools.send("Debugger.resume");
    assert.equal(parsed(await answer), 4);
    tools.close();
  });

  it("is told where the sources are", async () => {
    service = start(false);
    await service.invoke({ n: 1 });
    const tools = await attach(await urlOf());
    await tools.send("Debugger.enable");
    const script = tools.seen("Debugger.scriptParsed").find(({ url }) => String(url).endsWith("index.js"));
    const sourceMapURL = script?.["sourceMapURL"];
    const map = JSON.parse(Buffer.from(String(sourceMapURL).split(",")[1] ?? "", "base64").toString());
    assert.match(`${map.sourceRoot}${map.sources[0]}`, /handler\.ts$/);
    tools.close();
  });

  it("may be waited for, before the function's code is loaded", async () => {
    service = start(true);
    const answer = service.invoke({ n: 3 });
    const tools = await attach(await urlOf());
    await tools.send("Debugger.enable");
    const paused = tools.event("Debugger.paused");
    await tools.send("Runtime.runIfWaitingForDebugger");
    await paused;
    await tools.send("Debugger.resume");
    assert.equal(parsed(await answer), 6);
    tools.close();
  });
});
