/** Turns what an environment sends while it runs a request into what the caller gets. */
import { PassThrough } from "node:stream";
import type { LambdaResult } from "../../gateway/index";
import { faults, isTooLargeToReturn, type Outcome } from "./faults";

/** Takes what a response-streaming handler writes. */
export interface Sink {
  /** Resolves when the reader wants more. */
  write(bytes: Uint8Array): Promise<void>;
  end(): void;
}

type Run = (sink: Sink) => Promise<Outcome>;

export function respond(run: Run, streaming: boolean): Promise<LambdaResult> {
  return streaming ? respondWithStream(run) : respondWithPayload(run);
}

async function respondWithPayload(run: Run): Promise<LambdaResult> {
  const chunks: Uint8Array[] = [];
  const write = async (bytes: Uint8Array) => {
    chunks.push(bytes);
  };
  const outcome = await run({ write, end: () => {} });
  if (outcome.kind === "error") return functionError(outcome.payload);
  const payload = chunks.length === 0 ? outcome.payload : Buffer.concat([...chunks, outcome.payload]);
  return isTooLargeToReturn(payload.length) ? functionError(faults.responseTooLarge(payload.length).payload) : { kind: "payload", payload };
}

/**
 * Resolves with the first bytes; an error that comes before them is a payload. The answer of a handler that does not stream is one chunk.
 */
function respondWithStream(run: Run): Promise<LambdaResult> {
  const stream = new PassThrough({ readableObjectMode: true, readableHighWaterMark: 1 });
  // Of a failure that nobody reads any more.
  stream.on("error", () => {});
  const write = (bytes: Uint8Array) => new Promise<void>((taken) => stream.write(bytes, () => taken()));
  return new Promise((resolve) => {
    const begin = () => resolve({ kind: "stream", chunks: stream });
    const end = () => {
      begin();
      stream.end();
    };
    const outcome = run({
      write: (bytes) => {
        begin();
        return write(bytes);
      },
      end,
    });
    void outcome.then((ended) => {
      const size = ended.kind === "answer" ? ended.payload.length : 0;
      const final = isTooLargeToReturn(size) ? faults.responseTooLarge(size) : ended;
      if (final.kind === "error") {
        resolve(functionError(final.payload));
        stream.destroy(new Error(final.payload));
      } else {
        if (size > 0) stream.write(final.payload);
        end();
      }
    });
  });
}

/** Lambda calls every error of a Node.js function unhandled (recorded). */
function functionError(error: string): LambdaResult {
  return { kind: "payload", payload: Buffer.from(error), functionError: "Unhandled" };
}
