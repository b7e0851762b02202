/** The bootstrap's end of the conversation with the service, on a channel that it inherits. */
import fs from "node:fs";
import { frame, type Kind, readHead } from "../frames";
import type { EnvironmentSetup, Invocation, InvocationHead } from "../messages";

const CHANNEL = 3;
const CLAIMS = 4;
// As they are now: the function may replace them.
const { readSync, writeSync, read, fstatSync } = fs;
const now = performance.now.bind(performance);

const HEAD = frame("next").length;
/** Room for most messages. */
const usual = Buffer.allocUnsafeSlow(65_536);
/** What was read, of which the part from `begin` to `end` has not been received. */
let received = usual;
let [begin, end] = [0, 0];
const claim = Buffer.alloc(1);
/** When the request that runs was begun, and when the first one that was given with it was. */
let [begunAt, firstBegunAt] = [0, 0];

export const environment: EnvironmentSetup = JSON.parse(receive().payload.toString());
/** Whether requests can be claimed: a wrapper script may have put something else where the service's file was, or nothing. */
export const canClaim = isNowhereElse(CLAIMS);

export function post(kind: Kind, payload: string | Uint8Array = ""): void {
  write(frame(kind, payload));
}

/** Says how the request ended and, where it is the last word of it, asks for the next one by the same write. */
export function postEnd(kind: "answer" | "error", payload: string, last: boolean): void {
  const took = frame("took", String(now() - begunAt));
  write(Buffer.concat([took, frame(kind, payload), ...(last ? [frame("next")] : [])]));
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
  let message = receive();
  while (message.kind === "offer" && readSync(CLAIMS, claim) === 0) message = receive();
  return invocationOf(message);
}

/** The same without standing still: a debugger is answered by the event loop. */
export async function nextInvocationLater(): Promise<Invocation> {
  const head = await readLater(HEAD);
  const { kind, length } = readHead(head);
  return invocationOf({ kind, payload: await readLater(length) });
}

/** What was offered has its whole time from when it is begun. */
function invocationOf({ kind, payload }: Message): Invocation {
  begunAt = now();
  if (kind === "invoke") firstBegunAt = begunAt;
  const line = payload.indexOf("\n");
  const head: InvocationHead = JSON.parse(payload.toString("utf8", 0, line));
  const deadline = head.deadline + Math.round(begunAt - firstBegunAt);
  return { ...head, deadline, event: payload.toString("utf8", line + 1) };
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

/** Whether it is a file that is in no folder any more. */
function isNowhereElse(descriptor: number): boolean {
  try {
    const file = fstatSync(descriptor);
    return file.isFile() && file.nlink === 0;
  } catch {
    return false;
  }
}

interface Message {
  readonly kind: Kind;
  readonly payload: Buffer;
}

/**
 * Waits for a message without letting anything else happen. One read gives mostly all of it, and what is offered besides; it is there until
 * the next one is waited for.
 */
function receive(): Message {
  if (begin === end) [received, begin, end] = [usual, 0, 0];
  fillTo(HEAD);
  const { kind, length } = readHead(received, begin);
  fillTo(HEAD + length);
  begin += HEAD + length;
  return { kind, payload: received.subarray(begin - length, begin) };
}

/** Reads until there are so many bytes from `begin` on. */
function fillTo(length: number): void {
  if (begin + length > received.length) {
    const room = length > usual.length ? Buffer.allocUnsafe(length) : usual;
    received.copy(room, 0, begin, end);
    [received, begin, end] = [room, 0, end - begin];
  }
  while (end - begin < length) {
    const count = readSync(CHANNEL, received, end, received.length - end, null);
    if (count === 0) process.exit(0);
    end += count;
  }
}
