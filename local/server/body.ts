import type { IncomingMessage } from "node:http";
import { PAYLOAD_BYTES } from "../../definition/index";

const NONE = Buffer.alloc(0);

/** The body of a request; of one that is too large, no more than shows that it is. Rejects if the client goes away. */
export function readBody(request: IncomingMessage): Buffer | Promise<Buffer> {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === "0")) return NONE;
  return Number(length) > PAYLOAD_BYTES ? forget(request) : readChunks(request);
}

/** Milliseconds that a client has to send what is too large: before it has, it may not read the answer. */
const PATIENCE = 1000;

function forget(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve(Buffer.alloc(PAYLOAD_BYTES + 1));
    };
    const timer = setTimeout(end, PATIENCE);
    request.on("error", () => {});
    request.once("end", end).once("close", end).resume();
  });
}

function readChunks(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= PAYLOAD_BYTES) return;
      // What else comes is read and forgotten, so that the client gets to read the answer.
      request.off("data", take).resume();
      end();
    };
    const end = () => {
      request.off("close", leave);
      resolve(chunks.length === 1 && chunks[0] !== undefined ? pooled(chunks[0]) : Buffer.concat(chunks));
    };
    const leave = () => reject(new Error("the client went away"));
    request.on("data", take);
    request.on("end", end);
    request.on("close", leave);
    request.on("error", reject);
  });
}

/** A short body in Node.js's pool: each that is kept with memory of its own is three objects for the collector. */
function pooled(body: Buffer): Buffer {
  return body.length < Buffer.poolSize / 2 ? Buffer.from(body) : body;
}
