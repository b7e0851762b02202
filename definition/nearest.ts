/** The name that is most like the one that was given, if one is like it at all. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const lower = given.toLowerCase();
  // Whoever writes the beginning of a name means it: `memory` for `memorySize`.
  const begins = (name: string) => lower.length > 2 && name.startsWith(lower);
  const ranked = names
    .map((name) => ({ name, distance: begins(name.toLowerCase()) ? 1 : distance(lower, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [first] = ranked;
  return first !== undefined && first.distance <= Math.max(1, given.length / 3) ? first.name : undefined;
}

/** How many characters must be put in, taken out or changed: Levenshtein's distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, character] of [...one].entries()) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j++)
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (character === other[j] ? 0 : 1)));
    row = next;
  }
  return row[other.length] ?? one.length;
}
