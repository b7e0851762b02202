/**
 * A clock that stands still while anything runs and jumps to the next timer when nothing does: a function that waits for seconds costs
 * none.
 */
export interface VirtualTime {
  now(): number;
  /** Calls back after so many milliseconds, unless the returned function is called first. */
  timer(milliseconds: number, callback: () => void): () => void;
  /** Lets time pass until the promise is settled. */
  until<T>(promise: Promise<T>): Promise<T>;
}

/** Turns of the event loop without a result after which everything waits for a timer. */
const IDLE_TURNS = 50;

export function createVirtualTime(start: number): VirtualTime {
  let now = start;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  const fireNext = (): boolean => {
    const [next] = [...timers].sort((a, b) => a.at - b.at);
    if (next === undefined) return false;
    timers.delete(next);
    now = Math.max(now, next.at);
    next.callback();
    return true;
  };
  return {
    now: () => now,
    timer(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async until(promise) {
      let settled = false;
      const done = (): void => {
        settled = true;
      };
      promise.then(done, done);
      for (let idle = 0; !settled; idle++) {
        await new Promise((resolve) => setImmediate(resolve));
        if (idle < IDLE_TURNS || settled) continue;
        if (!fireNext()) break;
        idle = 0;
      }
      return promise;
    },
  };
}
