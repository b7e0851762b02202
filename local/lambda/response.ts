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

/** Takes all that comes of a request. */
export interface Receiver extends Sink {
  ended(outcome: Outcome): void;
}

type Run = (receiver: Receiver) => void;

/** @param left - called when the request has ended, before its result is known to the caller */
export function respond(run: Run, streaming: boolean, left: () => void): Promise<LambdaResult> {
  return streaming ? respondWithStream(run, left) : respondWithPayload(run, left);
}

function respondWithPayload(run: Run, left: () => void): Promise<LambdaResult> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve) => {
    run({
      write: async (bytes) => void chunks.push(bytes),
      end() {},
      ended(outcome) {
        left();
        resolve(resultOf(outcome, chunks));
      },
    });
  });
}

function resultOf(outcome: Outcome, chunks: readonly Uint8Array[]): LambdaResult {
  const { duration } = outcome;
  if (outcome.kind === "error") return functionError(outcome.payload, duration);
  const payload = chunks.length === 0 ? outcome.payload : Buffer.concat([...chunks, outcome.payload]);
  if (isTooLargeToReturn(payload.length)) return functionError(faults.responseTooLarge().payload, duration);
  return { kind: "payload", payload, ...(duration !== undefined && { duration }) };
}

/**
 * Resolves with the first bytes; an error that comes before them is a payload. The answer of a handler that does not stream is one chunk.
 */
function respondWithStream(run: Run, left: () => void): Promise<LambdaResult> {
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
    run({
      write: (bytes) => {
        begin();
        return write(bytes);
      },
      end,
      ended(outcome) {
        left();
        const size = outcome.kind === "answer" ? outcome.payload.length : 0;
        const final = isTooLargeToReturn(size) ? faults.responseTooLarge() : outcome;
        if (final.kind === "error") {
          resolve(functionError(final.payload, outcome.duration));
          stream.destroy(new Error(final.payload));
        } else {
          if (size > 0) stream.write(final.payload);
          end();
        }
      },
    });
  });
}

/** Lambda calls every error of a Node.js function unhandled (recorded). */
function functionError(error: string, duration: number | undefined): LambdaResult {
  return { kind: "payload", payload: Buffer.from(error), functionError: "Unhandled", ...(duration !== undefined && { duration }) };
}
