/** The bootstrap's end of the conversation with the service, on a channel that it inherits. */
import fs from "node:fs";
import { frame, type Kind, readHead } from "../frames";
import type { EnvironmentSetup, Invocation, InvocationHead } from "../messages";

const CHANNEL = 3;
// As they are now: the function may replace them.
const { readSync, writeSync, read } = fs;

const HEAD = frame("next").length;
/** Room for most messages. */
const usual = Buffer.allocUnsafeSlow(65_536);

export const environment: EnvironmentSetup = JSON.parse(receive().toString());

export function post(kind: Kind, payload?: string | Uint8Array): void {
  write(frame(kind, payload));
}

/** Answers, and asks for the next request by the same write. */
export function postLast(kind: Kind, payload: string): void {
  write(Buffer.concat([frame(kind, payload), frame("next")]));
}

function write(bytes: Buffer): void {
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(CHANNEL, bytes, written);
  } catch {
    // Nobody is there any more.
    process.exit(1);
  }
}

/**
 * Freezes the environment, which has asked for it, until its next request, as Lambda does: no timer fires, no socket is read, no promise
 * goes on in between (developer guide: lambda-runtime-environment).
 */
export function nextInvocation(): Invocation {
  return invocationOf(receive());
}

/** The same without standing still: a debugger is answered by the event loop. */
export async function nextInvocationLater(): Promise<Invocation> {
  const head = await readLater(HEAD);
  return invocationOf(await readLater(readHead(head).length));
}

function invocationOf(payload: Buffer): Invocation {
  const line = payload.indexOf("\n");
  const head: InvocationHead = JSON.parse(payload.toString("utf8", 0, line));
  return { ...head, event: payload.toString("utf8", line + 1) };
}

/** Calls back when the service says that the chunk just sent was taken; until then the event loop is kept alive. */
export function onceTaken(taken: () => void): void {
  const bytes = frame("taken");
  read(CHANNEL, bytes, 0, bytes.length, null, taken);
}

async function readLater(length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length; ) {
    const count = await new Promise<number>((resolve) =>
      read(CHANNEL, bytes, filled, length - filled, null, (error, got) => resolve(error ? 0 : got)),
    );
    if (count === 0) process.exit(0);
    filled += count;
  }
  return bytes;
}

/**
 * Waits for a message without letting anything else happen. Nothing follows it before it has been answered, so that one read gives mostly
 * all of it; it is there until the next one is waited for.
 */
function receive(): Buffer {
  let bytes = usual;
  let filled = 0;
  const fillTo = (length: number) => {
    while (filled < length) {
      const count = readSync(CHANNEL, bytes, filled, bytes.length - filled, null);
      if (count === 0) process.exit(0);
      filled += count;
    }
  };
  fillTo(HEAD);
  const end = HEAD + readHead(bytes).length;
  if (end > bytes.length) {
    bytes = Buffer.allocUnsafe(end);
    usual.copy(bytes, 0, 0, filled);
  }
  fillTo(end);
  return bytes.subarray(HEAD, end);
}
