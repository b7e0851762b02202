/** The one of these that has the name. @throws {Error} naming those that there are */
export function named<T>(what: string, name: string, all: readonly T[], namesOf: (one: T) => readonly string[]): T {
  const found = all.find((one) => namesOf(one).includes(name));
  if (found !== undefined) return found;
  const names = all.map((one) => namesOf(one)[0]).join(", ");
  throw new Error(`The program has no ${what} ${JSON.stringify(name)}; it has: ${names || "none"}`);
}
