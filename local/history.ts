import type { RequestEvent } from "./report";

/** The newest requests; they are kept as they are, and rendered only for who looks. */
export interface History {
  add(event: RequestEvent): void;
  /** Oldest first. */
  all(): readonly RequestEvent[];
  find(requestId: string): RequestEvent | undefined;
  /** Calls back for each request from now on, until the returned function is called. */
  subscribe(callback: (event: RequestEvent) => void): () => void;
}

export interface HistoryLimits {
  /** @default 500 */
  readonly requests?: number;
  /** Bytes of all bodies together. @default 64 MiB */
  readonly bytes?: number;
}

/** Keeps requests while there are not too many, and while they are not too large. */
export function createHistory({ requests = 500, bytes = 64 * 1024 * 1024 }: HistoryLimits = {}): History {
  const events: RequestEvent[] = [];
  const subscribers = new Set<(event: RequestEvent) => void>();
  let held = 0;
  return {
    add(event) {
      events.push(event);
      held += event.bodyBytes;
      while (events.length > requests || (held > bytes && events.length > 1)) held -= events.shift()?.bodyBytes ?? 0;
      for (const subscriber of subscribers) subscriber(event);
    },
    all: () => events,
    find: (requestId) => events.findLast((event) => event.requestId === requestId),
    subscribe(callback) {
      subscribers.add(callback);
      return () => subscribers.delete(callback);
    },
  };
}
