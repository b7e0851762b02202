import { createHash } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of this process, gone when it is removed or the process ends. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

const open = new Set<string>();

/** A new folder; not in /tmp, which functions have for themselves. What processes left that had no time to clear away goes, too. */
export function makeTemporaryFolder(): TemporaryFolder {
  const parent = tmpdir() === "/tmp" && existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
  if (open.size === 0) {
    process.off("exit", removeAll).once("exit", removeAll);
    sweep(parent);
  }
  const path = realpathSync(mkdtempSync(join(parent, `${PREFIX}${machine()}-${process.pid}-`)));
  open.add(path);
  return {
    path,
    remove() {
      open.delete(path);
      removeFolder(path);
    },
  };
}

const PREFIX = "lambda-rest-api-";

/** Processes are numbered by machine, and by container. */
function machine(): string {
  return createHash("sha256")
    .update(hostname() + processNamespace())
    .digest("hex")
    .slice(0, 8);
}

function processNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}

function removeAll(): void {
  for (const path of open) removeFolder(path);
  open.clear();
}

/** Removes the folders of processes of this machine that are gone. */
function sweep(parent: string): void {
  const own = `${PREFIX}${machine()}-`;
  for (const name of readdirSync(parent).filter((name) => name.startsWith(own))) {
    const path = join(parent, name);
    if (isAlive(Number(name.slice(own.length).split("-")[0]))) continue;
    try {
      removeFolder(path);
    } catch {
      // Somebody else's, or another process is sweeping.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** What was made read-only, too. */
function removeFolder(path: string): void {
  makeWritable(path);
  rmSync(path, { recursive: true, force: true });
}

function makeWritable(path: string): void {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined || !status.isDirectory()) return;
  chmodSync(path, status.mode | 0o700);
  for (const name of readdirSync(path)) makeWritable(join(path, name));
}
