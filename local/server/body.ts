import type { IncomingMessage } from "node:http";

/** What API Gateway takes: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const LIMIT = 10 * 1024 * 1024;

/** The body of a request; of one that is too large, no more than shows that it is. Rejects if the client goes away. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers["content-length"]) > LIMIT) return Buffer.alloc(LIMIT + 1);
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= LIMIT) return;
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
