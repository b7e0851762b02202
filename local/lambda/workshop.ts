import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryWatch, type MemoryWatch } from "./memory-watch";
import { bundleRuntime } from "./runtime-source";
import { findSandbox, type Sandbox } from "./sandbox";

/** What every environment of a service is made with. */
export interface Workshop {
  /** Of its own, removed in the end. */
  readonly folder: string;
  /** Our bootstrap of Node.js functions. */
  readonly nodeBootstrap: string;
  /** Undefined where processes cannot be closed in here. */
  readonly sandbox: Sandbox | undefined;
  readonly memoryWatch: MemoryWatch;
  /** Folders that every process reads. */
  readonly reads: readonly string[];
  close(): void;
}

/** Finds out what this machine can do, and writes what the processes need. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "lambda-rest-api-")));
  const close = () => {
    process.off("exit", close);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", close);
  const [source, sandbox] = await Promise.all([bundleRuntime(), findSandbox(folder)]);
  const runtimes = join(folder, "runtimes");
  mkdirSync(runtimes);
  const nodeBootstrap = join(runtimes, "bootstrap.cjs");
  writeFileSync(nodeBootstrap, source);
  return { folder, nodeBootstrap, sandbox, memoryWatch: createMemoryWatch(), reads: [runtimes], close };
}
