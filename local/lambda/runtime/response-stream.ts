/** The stream that a handler made by `awslambda.streamifyResponse` writes its answer to. */
import { Writable } from "node:stream";
import { RuntimeError } from "./errors";
import { onceTaken, post } from "./port";

const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");
const HIGH_WATER_MARK = Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark");

/** https://docs.aws.amazon.com/lambda/latest/dg/response-streaming-handlers.html */
export const awslambda = {
  streamifyResponse<H extends object>(handler: H, options?: { readonly highWaterMark?: number }): H {
    return Object.assign(handler, { [STREAMING]: "response", [HIGH_WATER_MARK]: options?.highWaterMark });
  },
  HttpResponseStream: {
    /** The metadata go out before the first `write`; as on AWS, a stream that is only ended has none. */
    from(stream: ResponseStream, metadata: unknown): ResponseStream {
      stream.setContentType("application/vnd.awslambda.http-integration-response");
      const prelude = JSON.stringify(metadata);
      stream._onBeforeFirstWrite = (write) => {
        write(prelude);
        write(new Uint8Array(8));
      };
      return stream;
    },
  },
};

export function isStreaming(handler: object): boolean {
  return Reflect.get(handler, STREAMING) === "response";
}

export function createResponseStream(handler: object): ResponseStream {
  const highWaterMark: unknown = Reflect.get(handler, HIGH_WATER_MARK);
  return new ResponseStream(typeof highWaterMark === "number" ? highWaterMark : undefined);
}

export class ResponseStream extends Writable {
  /** Called with the stream's own `write`; the name is that of Lambda's runtime, which frameworks set too. */
  _onBeforeFirstWrite: ((write: (chunk: unknown) => void) => void) | undefined;
  #written = false;
  /** Resolves when the service has taken the last chunk. */
  #taken: Promise<void> = Promise.resolve();
  /** As on AWS, where the connection that carries the stream does it, an open stream keeps the event loop alive. */
  readonly #open = setInterval(() => {}, 60_000);

  constructor(highWaterMark: number | undefined) {
    super(highWaterMark === undefined ? {} : { highWaterMark });
  }

  /** Writes nothing more, and resolves when nothing is under way. */
  async close(): Promise<void> {
    this.destroy();
    await this.#taken;
  }

  setContentType(_contentType: string): void {
    if (this.#written) throw new RuntimeError("InvalidStreamingOperation", "Cannot set content-type, too late.");
  }

  // The runtime writes anything that is neither text nor bytes as JSON.
  override write(chunk: unknown, ...rest: unknown[]): boolean {
    if (!this.#written) {
      this.#written = true;
      this._onBeforeFirstWrite?.((prelude) => Reflect.apply(super.write, this, [prelude]));
    }
    const data = typeof chunk === "string" || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk);
    return Reflect.apply(super.write, this, [data, ...rest]);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    post("chunk", chunk);
    this.#taken = new Promise((resolve) => onceTaken(resolve));
    void this.#taken.then(() => done());
  }

  override _final(done: () => void): void {
    post("end");
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.#open);
    done(error);
  }
}
