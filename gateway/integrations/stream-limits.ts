/**
 * How long a streamed response may pause and last: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
import type { EndpointType } from "../../definition/index";
import { withinTime } from "../timeout";
import type { GatewayOptions } from "../types";

/** Milliseconds. */
const LONGEST = 15 * 60_000;

/** Milliseconds between two chunks. */
const LONGEST_PAUSE = 5 * 60_000;
const LONGEST_PAUSE_OF_EDGE = 30_000;

/**
 * Passes a streamed body on until its time is over; then it ends with a fault, which breaks off the response.
 * @param onChunk - is told of each chunk before it is passed on
 * @param onEnd - is told that nothing follows
 */
export type LimitStream = (chunks: AsyncIterable<Uint8Array>, onChunk: () => void, onEnd: () => void) => AsyncGenerator<Uint8Array>;

/** Compiles the limits of an API's streamed responses. */
export function compileStreamLimits(endpointType: EndpointType, { clock, timer }: GatewayOptions): LimitStream {
  const longestPause = endpointType === "EDGE" ? LONGEST_PAUSE_OF_EDGE : LONGEST_PAUSE;
  return async function* (chunks, onChunk, onEnd) {
    const iterator = chunks[Symbol.asyncIterator]();
    const end = clock() + LONGEST;
    try {
      for (;;) {
        const next = await withinTime(() => iterator.next(), Math.min(longestPause, end - clock()), timer);
        if (next.done) return;
        onChunk();
        yield next.value;
      }
    } finally {
      onEnd();
      // Not awaited: an iterator that has stopped answering would not answer this either.
      iterator.return?.().catch(() => {});
    }
  };
}
