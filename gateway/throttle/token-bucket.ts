import type { Throttle } from "../../definition/index";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html */
export interface TokenBucket {
  /** Takes a token; false: there is none, the request is throttled. */
  take(): boolean;
}

/**
 * A bucket that holds `burst` tokens, full at the start, and gets `rate` tokens per second.
 * @param clock milliseconds
 */
export function createTokenBucket({ rate, burst }: Throttle, clock: () => number): TokenBucket {
  let tokens = burst;
  let filled = clock();
  return {
    take() {
      const now = clock();
      tokens = Math.min(burst, tokens + (Math.max(0, now - filled) * rate) / 1000);
      filled = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
