import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import type { HttpRequest } from "../../../gateway/index";
import { type Answer, type LocalServer, type Reply, startServer } from "../../../local/server/index";

const OK: Reply = { status: 200, headers: [["Content-Length", "2"]], body: Buffer.from("ok") };

/** Writes the text as it is, and gives what came back until the server closed the connection. */
async function exchange(port: number, text: string | Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(text);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(socket, "close");
  return Buffer.concat(chunks).toString("latin1");
}

describe("the HTTP server", () => {
  let server: LocalServer;
  let requests: HttpRequest[];
  let answer: Answer;
  beforeEach(async () => {
    requests = [];
    answer = async () => OK;
    server = await startServer("127.0.0.1", 0, (request) => {
      requests.push(request);
      return answer(request);
    });
  });
  afterEach(() => server.close());

  it("hands on target, header lines and body byte for byte", async () => {
    const head =
      "POST //a/%2f%zz?x=%7e&x HTTP/1.1\r\nHost: x\r\nX-Twice: 1\r\nx-twice:  2\r\nConnection: close\r\nContent-Length: 3\r\n\r\n";
    await exchange(server.port, Buffer.concat([Buffer.from(head), Buffer.from([0, 255, 10])]));
    assert.deepEqual(requests, [
      {
        method: "POST",
        target: "//a/%2f%zz?x=%7e&x",
        headers: [
          ["Host", "x"],
          ["X-Twice", "1"],
          ["x-twice", "2"],
          ["Connection", "close"],
          ["Content-Length", "3"],
        ],
        body: Buffer.from([0, 255, 10]),
        sourceIp: "127.0.0.1",
        protocol: "HTTP/1.1",
      },
    ]);
  });

  it("puts a chunked body together, and asks for one that is expected", async () => {
    const head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n";
    const answered = await exchange(server.port, `${head}2\r\nab\r\n1\r\nc\r\n0\r\n\r\n`);
    assert.equal(requests[0]?.body.toString(), "abc");
    assert.match(answered, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  it("treats an upgrade as any other request", async () => {
    const answered = await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n");
    assert.match(answered, /^HTTP\/1\.1 200 OK/);
    assert.equal(requests.length, 1);
  });

  it("sends header lines in their order and case", async () => {
    answer = async () => ({
      status: 201,
      headers: [
        ["b-B", "1"],
        ["A", "2"],
        ["b-b", "3"],
        ["Content-Length", "0"],
      ],
      body: Buffer.alloc(0),
    });
    const answered = await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert.match(answered, /^HTTP\/1\.1 201 Created\r\nb-B: 1\r\nA: 2\r\nb-b: 3\r\n/);
  });

  it("announces no trailers, for none come", async () => {
    const headers = [
      ["Trailer", "x"],
      ["a", "1"],
      ["Content-Length", "2"],
    ] as const;
    answer = async () => ({ status: 200, headers, body: Buffer.from("ok") });
    const answered = await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert.match(answered, /^HTTP\/1\.1 200 OK\r\na: 1\r\nContent-Length: 2\r\n.*\r\n\r\nok$/s);
  });

  it("sends no body in answer to HEAD", async () => {
    const answered = await exchange(server.port, "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert.match(answered, /Content-Length: 2\r\n/);
    assert.match(answered, /\r\n\r\n$/);
  });

  it("sends a streamed body as it comes", async () => {
    let more: (text: string) => void = () => {};
    const second = new Promise<string>((resolve) => {
      more = resolve;
    });
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("first");
      yield Buffer.from(await second);
    }
    answer = async () => ({ status: 200, headers: [], body: body() });
    const socket = connect(server.port, "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    let text = "";
    for await (const chunk of socket) {
      text += chunk;
      if (text.includes("first")) more("second");
    }
    assert.match(text, /Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n6\r\nsecond\r\n0\r\n\r\n$/);
  });

  it("breaks off a streamed body that fails", async () => {
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("first");
      throw new Error("failed");
    }
    answer = async () => ({ status: 200, headers: [], body: body() });
    const answered = await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert.match(answered, /5\r\nfirst\r\n$/);
  });

  it("keeps no more of a body that is too large than shows that it is", async () => {
    const head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    const mebibyte = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(0x100000), Buffer.from("\r\n")]);
    await exchange(
      server.port,
      Buffer.concat([Buffer.from(head), ...Array.from({ length: 12 }, () => mebibyte), Buffer.from("0\r\n\r\n")]),
    );
    const kept = requests[0]?.body.length ?? 0;
    assert.ok(kept > 10 * 1024 * 1024 && kept <= 11 * 1024 * 1024, String(kept));
  });

  it("lets a client send all of what is too large before it answers, so that the client gets to read the answer", async () => {
    const body = Buffer.alloc(11 * 1024 * 1024, "x");
    const head = `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
    answer = async () => ({ status: 200, headers: [], body: Buffer.alloc(0) });
    for (let attempt = 0; attempt < 10; attempt++)
      assert.match(await exchange(server.port, Buffer.concat([Buffer.from(head), body])), /^HTTP\/1\.1 200 /);
  });

  const unsendable: readonly (readonly [what: string, reply: Reply])[] = [
    ["a header that would be two", { status: 200, headers: [["a", "1\r\nb: 2"]], body: Buffer.alloc(0) }],
    ["a header with a name that is none", { status: 200, headers: [["a b", "1"]], body: Buffer.alloc(0) }],
    ["an informational status", { status: 100, headers: [], body: Buffer.alloc(0) }],
  ];
  for (const [what, reply] of unsendable)
    it(`answers 500 instead of ${what}`, async () => {
      answer = async () => reply;
      assert.match(
        await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        /^HTTP\/1\.1 500 .*"Internal server error"/s,
      );
    });

  it("reads a streamed body to its end that it cannot send", async () => {
    let isRead = false;
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("first");
      yield Buffer.from("second");
      isRead = true;
    }
    answer = async () => ({ status: 200, headers: [["a", "1\n"]], body: body() });
    const answered = await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert.match(answered, /^HTTP\/1\.1 500 /);
    assert.equal(isRead, true);
  });

  it("answers 500 where there is no answer", async () => {
    answer = () => Promise.reject(new Error("secret"));
    const answered = await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert.match(answered, /^HTTP\/1\.1 500 /);
    assert.doesNotMatch(answered, /secret/);
  });

  const malformed: readonly (readonly [what: string, text: string, status: number])[] = [
    ["what is no HTTP", "hello\r\n\r\n", 400],
    ["a header without a name", "GET / HTTP/1.1\r\nHost: x\r\n: 1\r\n\r\n", 400],
    ["a bad length", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400],
    ["a length and chunks", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400],
    ["a tunnel", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", 400],
    ["two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n", 400],
    ["headers without end", `GET / HTTP/1.1\r\nHost: x\r\nA: ${"a".repeat(70_000)}\r\n\r\n`, 431],
  ];
  for (const [what, text, status] of malformed)
    it(`refuses ${what}`, async () => {
      assert.match(await exchange(server.port, text), new RegExp(`^HTTP/1\\.1 ${status} `));
      assert.deepEqual(requests, []);
    });

  it("answers a client that says that it has sent everything", async () => {
    let finish: () => void = () => {};
    const later = new Promise<Reply>((resolve) => {
      finish = () => resolve(OK);
    });
    answer = async ({ target }) => (target === "/later" ? later : OK);
    const socket = connect({ port: server.port, host: "127.0.0.1", allowHalfOpen: true });
    socket.end("GET /later HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    await once(socket, "finish");
    // By the time that another request is answered the server knows.
    await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    finish();
    let answered = "";
    for await (const chunk of socket) answered += chunk;
    assert.match(answered, /^HTTP\/1\.1 200 OK/);
  });

  it("outlives whatever it is sent", async () => {
    const text = fc.array(
      fc.constantFrom(
        "GET ",
        "POST ",
        "/",
        " HTTP/1.1",
        " HTTP/9.9",
        "\r\n",
        "Host: x",
        "Content-Length: 9",
        "Transfer-Encoding: chunked",
        ": ",
        "\0",
        "é",
        "5\r\n",
        "\n",
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, async (pieces) => {
        const socket = connect(server.port, "127.0.0.1");
        socket.on("error", () => {});
        socket.resume().end(pieces.join(""));
        await once(socket, "close");
      }),
      { numRuns: 200 },
    );
    assert.match(await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 200 /);
  });

  it("outlives a client that goes away", async () => {
    const socket = connect(server.port, "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab");
    await once(socket, "connect");
    socket.destroy();
    assert.match(await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 200 /);
  });

  it("answers the requests under way before it closes", async () => {
    let finish: () => void = () => {};
    const started = new Promise<void>((resolve) => {
      answer = () =>
        new Promise((reply) => {
          finish = () => reply(OK);
          resolve();
        });
    });
    const answered = exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await started;
    const closed = server.close();
    finish();
    assert.match(await answered, /^HTTP\/1\.1 200 OK/);
    await closed;
  });

  it("ends at once the connections that are idle, or have sent half a request, when it closes", async () => {
    const sent = [
      "",
      "GET / HTTP/1.1\r\nHo",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab",
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\na",
      "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    ];
    const sockets = sent.map((text) => {
      const socket = connect(server.port, "127.0.0.1");
      socket.on("error", () => {}).resume();
      socket.write(text);
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    // By the time that another request is answered the server has what they sent.
    await exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const ended = Promise.all(sockets.map((socket) => once(socket, "close")));
    await server.close();
    await ended;
  });

  it("answers a keep-alive connection once more when it closes, and then ends it", async () => {
    let finish: () => void = () => {};
    const started = new Promise<void>((resolve) => {
      answer = () =>
        new Promise((reply) => {
          finish = () => reply(OK);
          resolve();
        });
    });
    const answered = exchange(server.port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\nGET /half HTTP/1.1\r\nHo");
    await started;
    const closed = server.close();
    finish();
    assert.match(await answered, /^HTTP\/1\.1 200 OK.*ok$/s);
    await closed;
  });

  it("refuses a port that is taken with node's own error", async () => {
    await assert.rejects(startServer("127.0.0.1", server.port, answer), { code: "EADDRINUSE" });
  });
});
