import { inflateRawSync } from "node:zlib";

export interface ZipEntry {
  /** The path in the archive, with `/` between its parts; a folder's ends with one. */
  readonly path: string;
  readonly content: Buffer;
}

// Signatures and offsets: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const CENTRAL_HEADER = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** The entries of a zip file. @throws if it is none, is damaged, or is compressed in another way than usual. */
export function readZip(file: Buffer): ZipEntry[] {
  const end = file.lastIndexOf(signature(END_OF_CENTRAL_DIRECTORY));
  if (end < 0 || end + 22 > file.length) throw new TypeError("it is not a zip file");
  const entries: ZipEntry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let count = file.readUInt16LE(end + 10); count > 0; count--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== CENTRAL_HEADER) throw new TypeError("its central directory is damaged");
    const nameLength = file.readUInt16LE(at + 28);
    entries.push(readEntry(file, at, file.toString("utf8", at + 46, at + 46 + nameLength)));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function readEntry(file: Buffer, at: number, path: string): ZipEntry {
  const method = file.readUInt16LE(at + 10);
  const size = file.readUInt32LE(at + 20);
  const header = file.readUInt32LE(at + 42);
  if (method !== STORED && method !== DEFLATED) throw new TypeError(`${path} is compressed by method ${method}, not stored or deflated`);
  const start = header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28);
  const data = file.subarray(start, start + size);
  return { path, content: method === STORED ? data : inflateRawSync(data) };
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
