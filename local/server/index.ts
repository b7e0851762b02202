import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Socket } from "node:net";
import { type HttpRequest, pairs } from "../../gateway/index";
import { readBody } from "./body";
import type { Certificate } from "./certificate";
import { Connections } from "./connections";
import { listenOn } from "./listen";
import { internalError, jsonReply, type Reply, sendReply } from "./reply";

export { type Address, addressOf, stageOf } from "./address";
export { type Certificate, localCertificate } from "./certificate";
export { jsonReply, type Reply } from "./reply";

export interface LocalServer {
  readonly port: number;
  /**
   * Takes no more requests, ends what is idle or has sent half a request, and resolves when the rest has been answered, or has had 30
   * seconds.
   */
  close(): Promise<void>;
}

export type Answer = (request: HttpRequest) => Reply | Promise<Reply>;

/** Far above what API Gateway takes, so that the gateway is who refuses. */
const LARGEST_HEAD = 64 * 1024;

/** Milliseconds that answers have when the server closes; an integration may take API Gateway's 29 seconds. */
const GRACE = 30_000;

/** Milliseconds in which a connection has to agree on its encryption. */
const HANDSHAKE = 10_000;

/**
 * Serves HTTP, or HTTPS by a certificate: gives each request to `answer` byte for byte and sends what it gives.
 *
 * @throws the error of node:net if it cannot listen there.
 */
export async function startServer(host: string, port: number, answer: Answer, certificate?: Certificate): Promise<LocalServer> {
  const connections = new Connections();
  const handle = (request: IncomingMessage, response: ServerResponse) => void exchange(request, response, answer, connections);
  const options = { maxHeaderSize: LARGEST_HEAD, keepAliveTimeout: 60_000 };
  const { cert, key } = certificate ?? {};
  const server =
    certificate === undefined
      ? createServer(options, handle)
      : createSecureServer({ ...options, cert, key, handshakeTimeout: HANDSHAKE }, handle);
  server.maxHeadersCount = 0;
  // A client that has sent everything may close its half of the connection and still read the answer.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on(certificate === undefined ? "connection" : "secureConnection", (socket: Socket) => connections.opened(socket));
  server.on("clientError", refuse);
  server.on("connect", (_request, socket: Socket) => socket.end(rawReply(400, "Bad Request")));
  const listening = await listenOn(server, host, port);
  return {
    port: listening,
    close: () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      connections.close(GRACE);
      return closed;
    },
  };
}

async function exchange(request: IncomingMessage, response: ServerResponse, answer: Answer, connections: Connections): Promise<void> {
  response.on("error", () => {});
  let reply: Reply;
  try {
    const whole = requestWith(await readBody(request), request);
    connections.busy(request.socket, response);
    reply = hasTwoHosts(whole) ? jsonReply(400, { message: "Bad Request" }) : await answer(whole);
  } catch {
    if (request.destroyed && !request.complete) return;
    reply = internalError();
  }
  sendReply(reply, response);
}

/** A request of two hosts is malformed: https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
function hasTwoHosts({ headers }: HttpRequest): boolean {
  let hosts = 0;
  for (const [name] of headers) if (name.length === 4 && name.toLowerCase() === "host") hosts++;
  return hosts > 1;
}

function requestWith(body: Buffer, request: IncomingMessage): HttpRequest {
  return {
    method: request.method ?? "GET",
    target: request.url ?? "/",
    headers: pairs(request.rawHeaders),
    body,
    sourceIp: (request.socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, ""),
    protocol: `HTTP/${request.httpVersion}`,
  };
}

const STATUS: ReadonlyMap<string, readonly [number, string]> = new Map([
  ["HPE_HEADER_OVERFLOW", [431, "Request Header Fields Too Large"]],
  ["ERR_HTTP_REQUEST_TIMEOUT", [408, "Request Timeout"]],
]);

/** What is no HTTP at all. */
function refuse(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const [status, reason] = STATUS.get(error.code ?? "") ?? [400, "Bad Request"];
  socket.end(rawReply(status, reason));
}

function rawReply(status: number, reason: string): string {
  const body = JSON.stringify({ message: reason });
  return `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}
