import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** How a program ended. */
export interface Exit {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program in a process of its own. */
export interface ProgramProcess {
  readonly ended: Promise<Exit>;
  /** Ends it at once, with all that it started. */
  stop(): void;
}

/** One that may have to wait. */
export interface PausableProcess extends ProgramProcess {
  /** Lets it stand still, with all that it started, where the system can. */
  pause(): void;
  resume(): void;
}

/** A process that the program started may keep its output open for ever. */
const LAST_WORDS = 200;

/**
 * Starts a process whose output becomes lines of the log. @throws nothing: what cannot be started ends with status 127, and the log says
 * why.
 */
export function startProcess(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  log: (line: string) => void,
): PausableProcess {
  // A group of its own, so that what it starts ends with it.
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"], detached: process.platform !== "win32" });
  logLines(child.stdout, log);
  logLines(child.stderr, log);
  const release = guard(child);
  const ended = exitOf(child, log).finally(release);
  let stopped = false;
  const signal = (name: NodeJS.Signals) => {
    if (process.platform !== "win32" && !stopped) send(name, child);
  };
  const stop = () => {
    // Once: later the number may be another process's.
    if (!stopped) send("SIGKILL", child);
    stopped = true;
    release();
  };
  return { ended, pause: () => signal("SIGSTOP"), resume: () => signal("SIGCONT"), stop };
}

/** Ends the process, and all that it started, when this one is gone, however that came: it may loop, and notice nothing itself. */
function guard({ pid }: ChildProcess): () => void {
  if (pid === undefined || process.platform === "win32") return () => {};
  const watcher = spawn("/bin/sh", ["-c", 'read -r _; kill -9 "-$1"', "guard", String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watcher.once("error", () => {});
  watcher.unref();
  return () => void watcher.kill("SIGKILL");
}

function logLines(stream: Readable | null, log: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on("line", log);
}

function exitOf(child: ChildProcess, log: (line: string) => void): Promise<Exit> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      log(error.message);
      resolve({ status: 127, signal: null });
    });
    child.once("exit", (status, signal) => {
      const timer = setTimeout(() => resolve({ status, signal }), LAST_WORDS);
      child.once("close", () => {
        clearTimeout(timer);
        resolve({ status, signal });
      });
    });
  });
}

function send(signal: NodeJS.Signals, child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    // It has ended, and all that it started.
  }
}
