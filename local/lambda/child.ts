/** A process of a function: in a group of its own, so that it is frozen and ended with whatever it has started. */
import { spawn } from "node:child_process";
import { Duplex, Readable } from "node:stream";
import { guard } from "./guardian";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  /** Further file descriptors that it gets, from 4 on. */
  readonly inherited: readonly number[];
  /** Takes each line that it writes to its standard output and error. */
  readonly line: (line: string) => void;
  /** Called once, when it has ended and everything that it wrote has been read. */
  readonly ended: (how: Exit) => void;
}

export interface Exit {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  readonly error?: Error;
}

export interface Child {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** Its file descriptor 3. */
  readonly channel: Duplex;
  freeze(): void;
  thaw(): void;
  /** Ends it, and what it has started. */
  kill(): void;
}

export function startChild({ file, args, environment, directory, inherited, line, ended }: Command): Child {
  const signals = process.platform !== "win32";
  const child = spawn(file, args, {
    cwd: directory,
    env: { ...environment },
    stdio: ["ignore", "pipe", "pipe", "pipe", ...inherited],
    detached: signals,
    windowsHide: true,
  });
  const { pid } = child;
  const [, output, errors, channel] = child.stdio;
  if (!(output instanceof Readable && errors instanceof Readable && channel instanceof Duplex))
    throw new TypeError("a child process has pipes");
  const release = pid === undefined ? () => {} : guard(pid);
  let frozen = false;
  let over = false;

  const signal = (name: NodeJS.Signals): void => {
    try {
      if (pid !== undefined && signals) process.kill(-pid, name);
      else child.kill(name);
    } catch {
      // It has ended.
    }
  };
  const end = (how: Exit): void => {
    if (over) return;
    over = true;
    release();
    ended(how);
  };

  for (const stream of [output, errors]) readLines(stream, line);
  for (const stream of [output, errors, channel]) unref(stream);
  channel.on("error", () => {});
  child.unref();
  child.on("error", (error) => end({ status: null, signal: null, error }));
  child.on("exit", (status, name) => {
    // What it leaves behind ends with it, as on AWS, and so do the pipes.
    signal("SIGKILL");
    setTimeout(end, PATIENCE, { status, signal: name });
  });
  child.on("close", (status, name) => end({ status, signal: name }));

  return {
    pid,
    channel,
    freeze() {
      frozen = true;
      if (signals) signal("SIGSTOP");
    },
    thaw() {
      if (frozen && signals) signal("SIGCONT");
      frozen = false;
    },
    kill: () => signal("SIGKILL"),
  };
}

/** Milliseconds that pipes may stay open after the process has ended. */
const PATIENCE = 1000;

function readLines(stream: Readable, line: (text: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const whole of lines) line(whole);
  });
  stream.on("end", () => {
    if (rest !== "") line(rest);
  });
  stream.on("error", () => {});
}

/** It does not keep this process alive. */
function unref(stream: object): void {
  if ("unref" in stream && typeof stream.unref === "function") stream.unref();
}
