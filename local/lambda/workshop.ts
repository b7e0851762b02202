import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder } from "../temporary-folder";
import { createMemoryWatch, type MemoryWatch } from "./memory-watch";
import { PYTHON_BOOTSTRAP } from "./python/bootstrap";
import { bundleRuntime } from "./runtime-source";
import { findSandbox, type Sandbox } from "./sandbox";

/** What every environment of a service is made with. */
export interface Workshop {
  /** Of its own, removed in the end. */
  readonly folder: string;
  /** Our bootstraps. */
  readonly nodeBootstrap: string;
  readonly pythonBootstrap: string;
  /** Undefined where processes cannot be closed in here. */
  readonly sandbox: Sandbox | undefined;
  readonly memoryWatch: MemoryWatch;
  /** Folders that every process reads. */
  readonly reads: readonly string[];
  close(): void;
}

/** Finds out what this machine can do, and writes what the processes need. */
export async function openWorkshop(): Promise<Workshop> {
  const { path: folder, remove: close } = makeTemporaryFolder();
  const [source, sandbox] = await Promise.all([bundleRuntime(), findSandbox(folder)]);
  const runtimes = join(folder, "runtimes");
  mkdirSync(runtimes);
  const nodeBootstrap = join(runtimes, "bootstrap.cjs");
  const pythonBootstrap = join(runtimes, "bootstrap.py");
  writeFileSync(nodeBootstrap, source);
  writeFileSync(pythonBootstrap, PYTHON_BOOTSTRAP);
  return { folder, nodeBootstrap, pythonBootstrap, sandbox, memoryWatch: createMemoryWatch(), reads: [runtimes], close };
}
