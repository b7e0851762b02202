/** Results that are good for a while. */
export interface ResultCache<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/** Entries from which on those that have expired are looked for. */
const MANY = 1000;

/** Keeps results for so many seconds; 0 keeps none. */
export function createResultCache<T>(ttlSeconds: number, clock: () => number): ResultCache<T> {
  const entries = new Map<string, { readonly value: T; readonly expires: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      return entry !== undefined && entry.expires > clock() ? entry.value : undefined;
    },
    set(key, value) {
      if (ttlSeconds === 0) return;
      const now = clock();
      if (entries.size >= MANY) for (const [old, { expires }] of entries) if (expires <= now) entries.delete(old);
      entries.set(key, { value, expires: now + ttlSeconds * 1000 });
    },
  };
}
