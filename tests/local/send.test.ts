import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { type BackendRequest, pairs } from "../../gateway/index";
import { sendHttp } from "../../local/send";
import { listenOn } from "../../local/server/listen";

describe("sending to an HTTP back end", () => {
  let server: Server;
  let url: string;
  let received: { readonly line: string; readonly headers: readonly (readonly [string, string])[]; readonly body: string } | undefined;
  let reply: (request: IncomingMessage, response: ServerResponse) => void;
  beforeEach(async () => {
    reply = (_request, response) => response.end("ok");
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      received = { line: `${request.method} ${request.url}`, headers: pairs(request.rawHeaders), body: Buffer.concat(chunks).toString() };
      reply(request, response);
    });
    url = `http://127.0.0.1:${await listenOn(server, "127.0.0.1", 0)}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  function requestTo(path: string, more: Partial<BackendRequest> = {}): BackendRequest {
    const { signal } = new AbortController();
    return { method: "GET", url: url + path, headers: [], body: Buffer.alloc(0), insecureSkipVerification: false, signal, ...more };
  }

  async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  it("keeps the header lines, those of one name together, their order and case, and adds what the message needs", async () => {
    const headers = [
      ["X-B", "1"],
      ["x-a", "2"],
      ["x-b", "3"],
      ["__proto__", "4"],
      ["Content-Length", "99"],
      ["transfer-encoding", "chunked"],
    ] as const;
    const { status, body } = await sendHttp(requestTo("/a/../%2e%2e/b%2Fb?c=%20", { method: "POST", headers, body: Buffer.from("body") }));
    assert.deepEqual([status, await textOf(body)], [200, "ok"]);
    assert.equal(received?.line, "POST /a/../%2e%2e/b%2Fb?c=%20");
    assert.equal(received?.body, "body");
    assert.deepEqual(received?.headers, [
      ["Host", new URL(url).host],
      ["X-B", "1"],
      ["X-B", "3"],
      ["x-a", "2"],
      ["__proto__", "4"],
      ["Content-Length", "4"],
      ["Connection", "close"],
    ]);
  });

  it("says that a body is empty only where there could be one", async () => {
    await sendHttp(requestTo("/"));
    assert.ok(received?.headers.every(([name]) => name !== "Content-Length"));
    await sendHttp(requestTo("/", { method: "POST" }));
    assert.ok(received?.headers.some(([name, value]) => name === "Content-Length" && value === "0"));
  });

  it("sends a Trailer header, though no trailer can follow", async () => {
    for (const [method, body] of [
      ["POST", "body"],
      ["POST", ""],
      ["GET", ""],
    ] as const) {
      const { status } = await sendHttp(requestTo("/", { method, headers: [["Trailer", "x-a"]], body: Buffer.from(body) }));
      assert.deepEqual([status, received?.body], [200, body]);
      assert.equal(received?.headers.find(([name]) => name === "Trailer")?.[1], "x-a");
      assert.equal(received?.headers.find(([name]) => name === "Content-Length")?.[1], method === "GET" ? undefined : String(body.length));
    }
  });

  it("refuses a header that would be two", async () => {
    await assert.rejects(sendHttp(requestTo("/", { headers: [["x", "1\r\ny: 2"]] })), { code: "ERR_INVALID_CHAR" });
  });

  it("follows no redirect, and gives header lines as they came", async () => {
    reply = (_request, response) => response.writeHead(302, ["Location", "/else", "Set-Cookie", "a=1", "set-cookie", "b=2"]).end();
    const { status, headers } = await sendHttp(requestTo("/"));
    assert.equal(status, 302);
    assert.deepEqual(headers.slice(0, 3), [
      ["Location", "/else"],
      ["Set-Cookie", "a=1"],
      ["set-cookie", "b=2"],
    ]);
  });

  it("ends when it is told to", async () => {
    const controller = new AbortController();
    reply = () => controller.abort();
    await assert.rejects(sendHttp(requestTo("/", { signal: controller.signal })), { name: "AbortError" });
  });

  it("refuses a connection that nobody takes with node's own code", async () => {
    server.close();
    await assert.rejects(sendHttp(requestTo("/")), { code: "ECONNREFUSED" });
  });

  for (const [what, answer, error] of [
    ["what is no HTTP", "hello\r\n\r\n", { code: /^HPE_/ }],
    [
      "another protocol instead of a response",
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n",
      /without a response/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const other = createTcpServer((socket) => socket.end(answer));
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
      const address = other.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      await assert.rejects(sendHttp({ ...requestTo("/"), url: `http://127.0.0.1:${port}` }), error);
      other.close();
    });
  }
});
