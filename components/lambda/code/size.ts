import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { CodeError } from "./messages";

/** Bytes, with all layers: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST = 250 * 2 ** 20;

/** Refuses what Lambda would refuse once it is uploaded: the sizes of what it is made of, unpacked. @throws {CodeError} */
export function refuseTooLarge(what: string, sizes: readonly number[]): void {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > MOST)
    throw new CodeError(
      `${what} has ${Math.ceil(bytes / 2 ** 20)} MB unpacked, and Lambda takes 250 MB, layers included; leave out what does not run, or make it an image`,
    );
}

/** Bytes of a file, or of all that a folder has; links may lead in a circle, and count for nothing. */
export function sizeOf(path: string): number {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status?.isDirectory()) return status?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** Bytes that a zip file has unpacked, as its central directory says; 0 of what is none. */
export function sizeOfZip(path: string): number {
  const packed = statSync(path).size;
  if (packed > MOST) return packed;
  const file = readFileSync(path);
  const end = file.lastIndexOf("PK\x05\x06");
  let size = 0;
  let at = end < 0 || end + 22 > file.length ? file.length : file.readUInt32LE(end + 16);
  // https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12
  while (at + 46 <= file.length && file.toString("latin1", at, at + 4) === "PK\x01\x02") {
    size += file.readUInt32LE(at + 24);
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return size;
}
