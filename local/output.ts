/**
 * Gathers what goes to standard output and error, and writes it a moment later, together: a write to a pipe or a terminal stands still
 * until it is done. What has not been written when the process ends is written then.
 */
type Stream = "stdout" | "stderr";

/** Milliseconds. */
const TOGETHER = 10;

const writers = { stdout: process.stdout.write.bind(process.stdout), stderr: process.stderr.write.bind(process.stderr) };
let gathered: { readonly stream: Stream; readonly text: () => string }[] = [];

/** Writes a line; what it says is asked for only when it is written. */
export function writeLine(stream: Stream, text: () => string): void {
  if (gathered.length === 0) {
    watchEnd();
    setTimeout(writeGathered, TOGETHER).unref();
  }
  gathered.push({ stream, text });
}

/** Writes now what has been gathered. */
export function writeGathered(): void {
  const lines = gathered;
  gathered = [];
  let [together, of]: [string, Stream] = ["", "stdout"];
  const write = () => together !== "" && writers[of](together);
  for (const { stream, text } of lines) {
    if (stream !== of) {
      write();
      [together, of] = ["", stream];
    }
    together += `${text()}\n`;
  }
  write();
}

let watched = false;

function watchEnd(): void {
  if (!watched) process.on("exit", writeGathered);
  watched = true;
}
