/**
 * Messages on the channel between the service and our Node.js bootstrap: four bytes of length, one letter that says what it is, and the
 * payload.
 */

/**
 * To the service: `claims` (it claims what it is offered), `next`, `log` (text), `chunk` (bytes of a streamed response), `end` (of it),
 * `took` (milliseconds, before `answer` and `error`), `answer` (JSON text), `error` and `fatal` (the error object as JSON text; a fatal one
 * ends the environment), `debugger` (where it listens). To the bootstrap: `setup` (JSON), `invoke` (a line of JSON, then the event), `offer`
 * (the same, to be claimed), `taken` (the last chunk was).
 */
export const KINDS = [
  "claims",
  "next",
  "log",
  "chunk",
  "end",
  "took",
  "answer",
  "error",
  "fatal",
  "debugger",
  "setup",
  "invoke",
  "offer",
  "taken",
] as const;
export type Kind = (typeof KINDS)[number];

const HEAD = 5;

/** One message of a payload that is given in parts. */
export function frame(kind: Kind, ...payload: readonly (string | Uint8Array)[]): Buffer {
  const length = payload.reduce((sum, part) => sum + (typeof part === "string" ? Buffer.byteLength(part) : part.length), 0);
  const bytes = Buffer.allocUnsafe(HEAD + length);
  bytes.writeUInt32LE(length, 0);
  bytes[4] = KINDS.indexOf(kind);
  let at = HEAD;
  for (const part of payload) {
    if (typeof part === "string") at += bytes.write(part, at);
    else {
      bytes.set(part, at);
      at += part.length;
    }
  }
  return bytes;
}

/** How many bytes of payload follow a head, and of which kind. */
export function readHead(bytes: Buffer, at = 0): { readonly kind: Kind; readonly length: number } {
  const kind = KINDS[bytes[at + 4] ?? KINDS.length];
  if (kind === undefined) throw new TypeError("this is no message of an execution environment");
  return { kind, length: bytes.readUInt32LE(at) };
}

const EMPTY = Buffer.alloc(0);

/** Takes bytes as they come and gives whole messages. */
export function createFrameReader(take: (kind: Kind, payload: Buffer) => void): (bytes: Buffer) => void {
  let pending: Buffer[] = [];
  let size = 0;
  let wanted = HEAD;
  return (bytes) => {
    pending.push(bytes);
    size += bytes.length;
    if (size < wanted) return;
    const all = pending.length === 1 ? bytes : Buffer.concat(pending);
    let at = 0;
    wanted = HEAD;
    while (all.length - at >= HEAD) {
      const { kind, length } = readHead(all, at);
      wanted = HEAD + length;
      if (all.length - at < wanted) break;
      take(kind, length === 0 ? EMPTY : all.subarray(at + HEAD, at + wanted));
      at += wanted;
      wanted = HEAD;
    }
    pending = at === all.length ? [] : [all.subarray(at)];
    size = all.length - at;
  };
}
