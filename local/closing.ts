/** What was started, to be ended in the opposite order. */
export interface Closers {
  add(closer: () => void | Promise<void>): void;
  close(): Promise<void>;
}

export function createClosers(): Closers {
  const closers: (() => void | Promise<void>)[] = [];
  return {
    add: (closer) => void closers.push(closer),
    async close() {
      for (const closer of closers.splice(0).reverse()) await closer();
    },
  };
}
