import { inflateRawSync } from "node:zlib";

/** What is in an archive. */
export interface ArchiveEntry {
  /** The path in the archive, with `/` between its parts; a folder's ends with one. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link";
  /** Of a link, where it leads. */
  readonly content: Buffer;
  /** Whether whoever runs it may. */
  readonly executable: boolean;
}

// Signatures and offsets: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const CENTRAL_HEADER = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const UNIX = 3;
const ENCRYPTED = 1;
const ZIP64 = 0xffffffff;

/** Bytes; MB are binary: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const LARGEST_UNPACKED = 250 * 2 ** 20;

/** What is said of more. */
export const TOO_LARGE = "unpacked, it is larger than the 250 MB that Lambda takes";

/** The entries of a zip file. @throws if it is none, is damaged, is more than Lambda takes, or is compressed in another way than usual. */
export function readZip(file: Buffer): ArchiveEntry[] {
  const end = file.lastIndexOf(signature(END_OF_CENTRAL_DIRECTORY));
  if (end < 0 || end + 22 > file.length) throw new TypeError("it is not a zip file");
  const entries: ArchiveEntry[] = [];
  let at = file.readUInt32LE(end + 16);
  let room = LARGEST_UNPACKED;
  for (let count = file.readUInt16LE(end + 10); count > 0; count--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== CENTRAL_HEADER) throw new TypeError("its central directory is damaged");
    const nameLength = file.readUInt16LE(at + 28);
    room -= file.readUInt32LE(at + 24);
    if (room < 0) throw new TypeError(TOO_LARGE);
    entries.push(readEntry(file, at, file.toString("utf8", at + 46, at + 46 + nameLength)));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function readEntry(file: Buffer, at: number, path: string): ArchiveEntry {
  const method = file.readUInt16LE(at + 10);
  const [packed, unpacked, header] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24), file.readUInt32LE(at + 42)];
  if (file.readUInt16LE(at + 8) & ENCRYPTED) throw new TypeError(`${path} is encrypted`);
  if ([packed, unpacked, header].includes(ZIP64)) throw new TypeError(`${path} is written as ZIP64, for files larger than Lambda takes`);
  if (method !== STORED && method !== DEFLATED) throw new TypeError(`${path} is compressed by method ${method}, not stored or deflated`);
  if (header + 30 > file.length || file.readUInt32LE(header) !== LOCAL_HEADER) throw new TypeError(`${path} is damaged`);
  const start = header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28);
  const data = file.subarray(start, start + packed);
  const content = method === STORED ? data : inflate(data, unpacked, path);
  if (content.length !== unpacked) throw new TypeError(`${path} is damaged`);
  const mode = file[at + 5] === UNIX ? file.readUInt16LE(at + 40) : 0;
  return { path, kind: path.endsWith("/") ? "folder" : isLink(mode) ? "link" : "file", content, executable: (mode & 0o111) !== 0 };
}

function inflate(data: Buffer, unpacked: number, path: string): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(unpacked, 1) });
  } catch {
    throw new TypeError(`${path} is damaged`);
  }
}

function isLink(mode: number): boolean {
  return (mode & 0o170000) === 0o120000;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
