import { randomFillSync } from "node:crypto";

const SUPPLY = 4096;

let supply = Buffer.alloc(0);

/** So many random bytes, of a supply that is filled by one call for many. */
export function randomBytes(count: number): Buffer {
  if (supply.length < count) supply = randomFillSync(Buffer.allocUnsafe(Math.max(SUPPLY, count)));
  const taken = supply.subarray(0, count);
  supply = supply.subarray(count);
  return taken;
}
