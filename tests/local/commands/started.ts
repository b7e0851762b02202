import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const COMMAND = join(__dirname, "../../../bin/lambda-rest-api.js");

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line to its end. */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const started = start(args, env);
  const [status] = await once(started.child, "close");
  return { status, stdout: started.stdout(), stderr: started.stderr() };
}

export interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  stdout(): string;
  stderr(): string;
  /** The next line on standard output that is such an event. */
  event(name: string): Promise<Record<string, unknown>>;
  /** Waits until what it has written has this text: lines come a moment after the answers that they tell of. */
  logged(text: string | RegExp): Promise<readonly string[]>;
}

/** @param by - a command that is given the whole command line */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}, by: readonly string[] = []): Started {
  const [command = process.execPath, ...rest] = [...by, process.execPath, COMMAND, ...args];
  const child = spawn(command, rest, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (data: Buffer) => {
    stdout += data;
  });
  child.stderr.on("data", (data: Buffer) => {
    stderr += data;
  });
  const lines = createInterface({ input: child.stdout });
  const event = (name: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      child.once("close", () => reject(new Error(`ended before the event ${name}: ${stderr}`)));
      lines.on("line", (line) => {
        const parsed: Record<string, unknown> = JSON.parse(line);
        if (parsed["event"] === name) resolve(parsed);
      });
    });
  const logged = async (text: string | RegExp) => {
    for (;;) {
      const written = stdout + stderr;
      const found = typeof text === "string" ? written.includes(text) && [text] : text.exec(written);
      if (found) return found;
      await Promise.race([once(child.stderr, "data"), once(child.stdout, "data")]);
    }
  };
  return { child, stdout: () => stdout, stderr: () => stderr, event, logged };
}
