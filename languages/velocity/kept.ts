import type { Meter } from "./meter";

/** Most templates are rendered with the same few texts again and again. */
const MOST = 200;
/** Characters. */
const LONGEST = 200;

/** Keeps what is made of short texts, as paths and patterns of templates are. */
export function kept<T>(make: (text: string, meter: Meter) => T): (text: string, meter: Meter) => T {
  const known = new Map<string, T>();
  return (text, meter) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text, meter);
    if (known.size < MOST && text.length <= LONGEST) known.set(text, made);
    return made;
  };
}
