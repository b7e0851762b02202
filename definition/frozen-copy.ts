/** A copy of plain data that nobody can change; the original stays its owner's. */
export function frozenCopy<T>(data: T): T {
  return freeze(structuredClone(data));
}

function freeze<T>(data: T): T {
  if (typeof data === "object" && data !== null) {
    Object.freeze(data);
    Object.values(data).forEach(freeze);
  }
  return data;
}
