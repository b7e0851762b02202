import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { HeaderLine, HttpResponse } from "../../gateway/index";

export type Reply = Pick<HttpResponse, "status" | "headers" | "body">;

/**
 * Writes a reply, but for the announcement of trailers, which never come; a streamed one chunk by chunk as it comes. Ends quietly where the
 * client is gone.
 */
export function sendReply(reply: Reply, response: ServerResponse): void {
  const sendable = isSendable(reply);
  if (!sendable) void readToEnd(reply.body);
  const { status, headers, body } = sendable ? reply : internalError();
  const flat: string[] = [];
  for (const [name, value] of headers) if (name.length !== 7 || name.toLowerCase() !== "trailer") flat.push(name, value);
  response.writeHead(status, flat);
  if (Buffer.isBuffer(body)) {
    // node:http sends a text in one piece with the head; every byte is a character of latin1.
    if (body.length < SHORT) response.end(body.toString("latin1"), "latin1");
    else response.end(body);
  } else void stream(body, response);
}

async function stream(body: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  response.flushHeaders();
  try {
    for await (const chunk of body) {
      if (response.destroyed) return;
      if (!response.write(chunk)) await Promise.race([once(response, "drain"), once(response, "close")]);
    }
    response.end();
  } catch {
    // The status is sent: breaking off, without the last chunk, is the only way left to say that the body is not whole.
    response.socket?.destroySoon();
  }
}

/** Of a stream that nobody is sent, so that whoever writes it comes to its end. */
async function readToEnd(body: Reply["body"]): Promise<void> {
  if (Buffer.isBuffer(body)) return;
  const iterator = body[Symbol.asyncIterator]();
  try {
    while (!(await iterator.next()).done);
  } catch {
    // It has ended, too.
  }
}

/** Bytes. */
const SHORT = 16_384;

export function jsonReply(status: number, content: unknown, ...headers: readonly HeaderLine[]): Reply {
  const body = Buffer.from(JSON.stringify(content));
  return { status, headers: [["Content-Type", "application/json"], ["Content-Length", String(body.length)], ...headers], body };
}

export function internalError(): Reply {
  return jsonReply(500, { message: "Internal server error" });
}

const TOKEN = /^[!#$%&'*+\-.^_`|~\w]+$/;
// What node:http refuses in a header's value.
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

/** What node:http would throw for, or a client could not read as the answer. */
function isSendable({ status, headers }: Reply): boolean {
  return (
    Number.isInteger(status) &&
    status >= 200 &&
    status <= 599 &&
    headers.every(([name, value]) => TOKEN.test(name) && !UNSENDABLE.test(value))
  );
}
