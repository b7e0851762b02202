import { randomFillSync } from "node:crypto";

const SUPPLY = 4096;

let supply = Buffer.alloc(0);
let used = 0;

/** So many random bytes, of a supply that is filled by one call for many. */
export function randomBytes(count: number): Buffer {
  if (supply.length - used < count) {
    supply = randomFillSync(Buffer.allocUnsafe(Math.max(SUPPLY, count)));
    used = 0;
  }
  used += count;
  return supply.subarray(used - count, used);
}
