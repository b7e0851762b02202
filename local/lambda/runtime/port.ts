/** The bootstrap's end of the conversation with the service, on a channel that it inherits. */
import fs from "node:fs";
import { frame, type Kind, readHead } from "../frames";
import type { EnvironmentSetup, Invocation, InvocationHead } from "../messages";

const CHANNEL = 3;
// As they are now: the function may replace them.
const { readSync, writeSync, read } = fs;

export const environment: EnvironmentSetup = JSON.parse(receive().toString());

export function post(kind: Kind, payload?: string | Uint8Array): void {
  const bytes = frame(kind, payload);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(CHANNEL, bytes, written);
  } catch {
    // Nobody is there any more.
    process.exit(1);
  }
}

/**
 * Freezes the environment until its next request, as Lambda does: no timer fires, no socket is read, no promise goes on in between
 * (developer guide: lambda-runtime-environment).
 */
export function nextInvocation(): Invocation {
  post("next");
  return invocationOf(receive());
}

/** The same without standing still: a debugger is answered by the event loop. */
export async function nextInvocationLater(): Promise<Invocation> {
  post("next");
  const head = await readLater(frame("next").length);
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

/** Waits for a message without letting anything else happen. */
function receive(): Buffer {
  const head = readExactly(frame("next").length);
  return readExactly(readHead(head).length);
}

function readExactly(length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length; ) {
    const count = readSync(CHANNEL, bytes, filled, length - filled, null);
    if (count === 0) process.exit(0);
    filled += count;
  }
  return bytes;
}
