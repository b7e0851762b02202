/** A string or a list of strings, which IAM takes for the same, as a list; undefined for anything else. */
export function stringList(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.every((item) => typeof item === "string") ? list : undefined;
}
