/**
 * Messages on the channel between the service and our Node.js bootstrap: four bytes of length, one letter that says what it is, and the
 * payload.
 */

/**
 * To the service: `next`, `log` (text), `chunk` (bytes of a streamed response), `end` (of it), `answer` (JSON text), `error` and `fatal`
 * (the error object as JSON text; a fatal one ends the environment), `debugger` (where it listens). To the bootstrap: `setup` (JSON),
 * `invoke` (a line of JSON, then the event), `taken` (the last chunk was).
 */
export const KINDS = ["next", "log", "chunk", "end", "answer", "error", "fatal", "debugger", "setup", "invoke", "taken"] as const;
export type Kind = (typeof KINDS)[number];

const HEAD = 5;

export function frame(kind: Kind, payload: string | Uint8Array = ""): Buffer {
  const length = typeof payload === "string" ? Buffer.byteLength(payload) : payload.length;
  const bytes = Buffer.allocUnsafe(HEAD + length);
  bytes.writeUInt32LE(length, 0);
  bytes[4] = KINDS.indexOf(kind);
  if (typeof payload === "string") bytes.write(payload, HEAD);
  else bytes.set(payload, HEAD);
  return bytes;
}

/** How many bytes of payload follow a head, and of which kind. */
export function readHead(bytes: Buffer): { readonly kind: Kind; readonly length: number } {
  const kind = KINDS[bytes[4] ?? KINDS.length];
  if (kind === undefined) throw new TypeError("this is no message of an execution environment");
  return { kind, length: bytes.readUInt32LE(0) };
}

/** Takes bytes as they come and gives whole messages. */
export function createFrameReader(take: (kind: Kind, payload: Buffer) => void): (bytes: Buffer) => void {
  let pending: Buffer[] = [];
  let size = 0;
  let wanted = HEAD;
  return (bytes) => {
    pending.push(bytes);
    size += bytes.length;
    if (size < wanted) return;
    let all = pending.length === 1 ? bytes : Buffer.concat(pending);
    wanted = HEAD;
    while (all.length >= HEAD) {
      const { kind, length } = readHead(all);
      wanted = HEAD + length;
      if (all.length < wanted) break;
      take(kind, all.subarray(HEAD, wanted));
      all = all.subarray(wanted);
      wanted = HEAD;
    }
    pending = all.length === 0 ? [] : [all];
    size = all.length;
  };
}
