/**
 * Gathers what goes to standard output and error, and writes it a moment later, together: a write to a pipe or a terminal stands still
 * until it is done. What has not been written when the process ends is written then.
 */
import { fstatSync } from "node:fs";

type Stream = "stdout" | "stderr";

/** Milliseconds. */
const TOGETHER = 10;

const writers = { stdout: process.stdout.write.bind(process.stdout), stderr: process.stderr.write.bind(process.stderr) };
/** Where both lead to the same place the order of their lines can be seen, and all go by one. */
const inOnePlace = leadToOnePlace();
let gathered: { readonly stream: Stream; readonly text: () => string }[] = [];

/** Writes a line; what it says is asked for only when it is written. */
export function writeLine(stream: Stream, text: () => string): void {
  if (gathered.length === 0) {
    watchEnd();
    setTimeout(writeGathered, TOGETHER).unref();
  }
  gathered.push({ stream: inOnePlace ? "stdout" : stream, text });
}

/** Writes now what has been gathered. */
export function writeGathered(): void {
  const lines = gathered;
  gathered = [];
  const together = { stdout: "", stderr: "" };
  for (const { stream, text } of lines) together[stream] += `${text()}\n`;
  if (together.stderr !== "") writers.stderr(together.stderr);
  if (together.stdout !== "") writers.stdout(together.stdout);
}

function leadToOnePlace(): boolean {
  if (process.stdout.isTTY && process.stderr.isTTY) return true;
  try {
    // As BigInt, since numbers stay in a place of Node.js's own where its realpathSync reads those of a pipe for those of a folder: packages
    // that are linked, as pnpm's are, were then looked for where the link is (seen with Node.js 20.20).
    const [output, errors] = [fstatSync(1, { bigint: true }), fstatSync(2, { bigint: true })];
    return output.ino !== 0n && output.dev === errors.dev && output.ino === errors.ino;
  } catch {
    // One of them is closed.
    return false;
  }
}

let watched = false;

function watchEnd(): void {
  if (!watched) process.on("exit", writeGathered);
  watched = true;
}
