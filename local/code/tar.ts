import { gunzipSync } from "node:zlib";
import { type ArchiveEntry, LARGEST_UNPACKED, TOO_LARGE } from "./zip";

const BLOCK = 512;
const GZIP = 0x1f8b;

/** The bytes of a tar archive, of which Pulumi makes the zip file that Lambda gets; undefined of another file. @throws if it is damaged. */
export function tarIn(file: Buffer): Buffer | undefined {
  const tar = file.length > 2 && file.readUInt16BE(0) === GZIP ? gunzip(file) : file;
  // https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
  return tar.toString("latin1", 257, 262) === "ustar" ? tar : undefined;
}

/** The files and folders of a tar archive. @throws if it is damaged, or has what Pulumi takes out of none. */
export function readTar(tar: Buffer): ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(text(header, 124, 12), 8) || 0;
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length !== size) throw new TypeError("it is cut off or damaged");
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const kind = String.fromCharCode(header[156] ?? 0);
    const named = longNameIn(kind, content);
    if (named !== undefined || kind === "g") {
      longName = named === "" ? longName : named;
      continue;
    }
    const path = (longName ?? join(text(header, 345, 155), text(header, 0, 100))).replace(/^(?:\.\/)+/, "");
    longName = undefined;
    if (!FILES_AND_FOLDERS.has(kind))
      throw new TypeError(`${path} is neither a file nor a folder, which Pulumi takes out of no tar archive`);
    if (path !== "" && path !== ".") entries.push({ path, kind: kind === "5" ? "folder" : "file", content, executable: false });
  }
  return entries;
}

const FILES_AND_FOLDERS = new Set(["0", "\0", "5"]);

/** The name of the next entry, in an entry of its own that GNU tar or pax wrote; empty where that says something else of it. */
function longNameIn(kind: string, content: Buffer): string | undefined {
  if (kind === "L") return content.toString().replace(/\0+$/, "");
  return kind === "x" ? (/^\d+ path=(.*)$/m.exec(content.toString())?.[1] ?? "") : undefined;
}

function gunzip(file: Buffer): Buffer {
  try {
    return gunzipSync(file, { maxOutputLength: 2 * LARGEST_UNPACKED });
  } catch (error) {
    if (error instanceof RangeError) throw new TypeError(TOO_LARGE);
    throw new TypeError("it is cut off or damaged");
  }
}

function text(header: Buffer, at: number, length: number): string {
  return header.toString("utf8", at, at + length).replace(/\0.*$/s, "");
}

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}/${name}`;
}
