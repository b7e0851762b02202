import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as after } from "node:timers/promises";

const CHECKOUT = resolve(__dirname, "../../..");

/** A server in a process of its own, which writes to a file: reading what it writes would be work that is measured, too. */
export interface Served {
  readonly port: number;
  /** Seconds from its start until it said that it is ready. */
  readonly seconds: number;
  readonly pid: number;
  /** What it has written. */
  output(): string;
  /** Forgets that, so that no disk is filled. */
  forget(): void;
  stop(): Promise<void>;
}

export interface ServedProgram {
  readonly apis?: number;
  readonly routes?: number;
  readonly options?: readonly string[];
}

/** `lambda-rest-api local` with the bench's program. */
export function serveProgram({ apis = 1, routes = 0, options = [] }: ServedProgram = {}): Promise<Served> {
  const size = JSON.stringify({ apis, routes });
  const args = ["bin/lambda-rest-api.js", "local", "tests/bench/program", "--port", "0", "--config", `size=${size}`, ...options];
  return serve(process.execPath, args, { cwd: CHECKOUT });
}

/** The bare server; with AWS's event, headers and a log, if it is told so. */
export function serveBare(...options: readonly "--aws"[]): Promise<Served> {
  return serve(process.execPath, [join(__dirname, "../peers/bare-hop.js"), ...options], { cwd: tmpdir() });
}

/**
 * Starts what prints `"port":<number>`, or an address of localhost, once it is ready. @throws with what it has printed if it ends before
 */
export async function serve(file: string, args: readonly string[], { cwd }: { readonly cwd: string }): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const log = join(folder, "output");
  const descriptor = openSync(log, "a");
  const started = performance.now();
  const child = spawn(file, args, { cwd, stdio: ["ignore", descriptor, descriptor], detached: true });
  closeSync(descriptor);
  const output = () => readFileSync(log, "utf8");
  const port = await readPort(child, output);
  const seconds = (performance.now() - started) / 1000;
  return {
    port,
    seconds,
    pid: Number(child.pid),
    output,
    forget: () => truncateSync(log),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function readPort(child: ChildProcess, output: () => string): Promise<number> {
  for (;;) {
    await after(10);
    const port = /"port":(\d+)|http:\/\/localhost:(\d+)/.exec(output())?.slice(1).find(Boolean);
    if (port !== undefined) return Number(port);
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(output().slice(-2000));
  }
}

/** What a process and those below it hold. */
export interface Held {
  /** Of the process itself. */
  readonly megabytes: number;
  readonly openFiles: number;
  /** Of each Node.js process below it. */
  readonly environments: readonly number[];
}

/** Reads what a process holds; only Linux tells. */
export function heldBy(pid: number): Held {
  return {
    megabytes: residentOf(pid),
    openFiles: readdirSync(`/proc/${pid}/fd`).length,
    environments: below(pid).filter(isEnvironment).map(residentOf),
  };
}

function residentOf(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(statusOf(pid))?.[1] ?? 0) / 1024);
}

function isEnvironment(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("bootstrap.cjs");
  } catch {
    return false;
  }
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return "";
  }
}

function below(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
    return children.flatMap((child) => [child, ...below(child)]);
  } catch {
    return [];
  }
}
