import type { IncomingMessage } from "node:http";
import { PAYLOAD_BYTES } from "../../definition/index";

/** The body of a request; of one that is too large, no more than shows that it is. Rejects if the client goes away. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers["content-length"]) > PAYLOAD_BYTES) return Buffer.alloc(PAYLOAD_BYTES + 1);
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= PAYLOAD_BYTES) return;
      // What else comes is read and forgotten, so that the client gets to read the answer.
      request.off("data", take).resume();
      resolve(Buffer.concat(chunks));
    };
    request.on("data", take);
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("close", () => reject(new Error("the client went away")));
    request.on("error", reject);
  });
}
