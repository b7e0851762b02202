/**
 * Who has which of the requests that an environment is offered before it has asked for them: it claims each one when it begins it, and the
 * service takes the others back.
 *
 * A claim is a byte of a file that both read by one position, as a file that a process inherits is read: whoever has got a byte has it alone
 * (https://man7.org/linux/man-pages/man2/read.2.html, bugs).
 */
import { closeSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

export interface Claims {
  /** To be inherited by the environment's process. */
  readonly descriptor: number;
  /** Lets so many more requests be claimed; false where it cannot, for example because the disk is full. */
  offer(count: number): boolean;
  /** Claims what nobody has claimed, and says how many requests that are: the last ones of those that were offered. */
  takeBack(): number;
  close(): void;
}

/** Bytes that are read before the file is emptied. */
const LONG = 65_536;

let opened = 0;

/** Makes a file in a folder, of which nothing is left there. */
export function openClaims(folder: string): Claims {
  const path = join(folder, `claims-${++opened}`);
  const descriptor = openSync(path, "w+");
  rmSync(path);
  let offered = 0;
  let emptied = 0;
  return {
    descriptor,
    offer(count) {
      try {
        if (offered - emptied > LONG) {
          // What was read is given back to the disk; the position, and what comes at it, stay where they are.
          ftruncateSync(descriptor);
          emptied = offered;
        }
        if (writeSync(descriptor, Buffer.alloc(count), 0, count, offered) < count) return false;
      } catch {
        return false;
      }
      offered += count;
      return true;
    },
    takeBack() {
      const bytes = Buffer.allocUnsafe(LONG);
      return readSync(descriptor, bytes, 0, bytes.length, null);
    },
    close: () => closeSync(descriptor),
  };
}
