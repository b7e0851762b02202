/** What was started, to be ended in the opposite order. */
export interface Closers {
  /** What is added after the end is ended at once. */
  add(closer: () => void | Promise<void>): void;
  close(): Promise<void>;
}

export function createClosers(): Closers {
  const closers: (() => void | Promise<void>)[] = [];
  let closed = false;
  return {
    add(closer) {
      if (closed) void closer();
      else closers.push(closer);
    },
    async close() {
      closed = true;
      for (const closer of closers.splice(0).reverse()) await closer();
    },
  };
}
