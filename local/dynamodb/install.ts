import { type ExecFileOptions, execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeTemporaryFolder } from "../temporary-folder";

/** A package that holds a program. */
export interface EnginePackage {
  readonly name: string;
  readonly version: string;
  /** The program's name in the package. */
  readonly file: string;
  /** As in a lock file: `sha512-` and the digest of the archive in base 64. @default what npm's registry says */
  readonly integrity?: string;
}

export interface InstallOptions {
  /** Where the program will be. */
  readonly target: string;
  /** The folder whose settings of npm count, its registry for one. */
  readonly directory: string;
  readonly log: (line: string) => void;
  /** Ends it before it is done. */
  readonly signal: AbortSignal;
}

/**
 * Puts the program of a package where it is to be: whole or not at all, however many do so at a time, and whenever they are ended.
 *
 * @throws {Error} saying why it cannot be done.
 */
export async function installEngine(engine: EnginePackage, { target, directory, log, signal }: InstallOptions): Promise<void> {
  const { name, version, file, integrity } = engine;
  mkdirSync(dirname(target), { recursive: true });
  log(`DynamoDB's engine is being installed, once for all programs: ${name} ${version}, 8 MB, in ${dirname(target)}`);
  const folder = makeTemporaryFolder();
  const partial = `${target}.${randomUUID()}`;
  try {
    await npm(["pack", `${name}@${version}`, "--pack-destination", folder.path, ...SHORTLY], { cwd: directory, signal });
    const archive = join(folder.path, ...readdirSync(folder.path));
    if (integrity !== undefined && integrityOf(archive) !== integrity)
      throw new Error(`what the registry has is not what it was: ${integrityOf(archive)}, and not ${integrity}`);
    await run("tar", ["-xzf", archive, "-C", folder.path], { signal });
    copyFileSync(join(folder.path, "package", file), partial);
    chmodSync(partial, 0o755);
    // Another process may have been quicker, and its program may be running.
    if (!existsSync(target)) renameSync(partial, target);
  } finally {
    rmSync(partial, { force: true });
    folder.remove();
  }
}

/** Somebody waits. */
const SHORTLY = [
  "--json",
  "--loglevel=error",
  "--prefer-offline",
  "--fetch-retries=1",
  "--fetch-retry-mintimeout=1000",
  "--fetch-timeout=60000",
];

function npm(args: readonly string[], options: ExecFileOptions): Promise<void> {
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}

function integrityOf(archive: string): string {
  return `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
}

function run(command: string, args: readonly string[], options: ExecFileOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { ...options, encoding: "utf8" }, (error, stdout, stderr) => {
      if (error === null) resolve();
      else if (error.code === "ENOENT") reject(new Error(`there is no ${command} on the PATH`));
      else reject(new Error(summary(stdout) ?? (stderr.trim() || error.message)));
    });
  });
}

/** What npm says that went wrong, in a line. */
function summary(output: string): string | undefined {
  try {
    return JSON.parse(output).error.summary;
  } catch {
    return undefined;
  }
}
