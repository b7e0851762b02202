import { failure } from "./failure";
import { startByHost } from "./language-host";
import { Monitor, type Recording } from "./monitor";
import { serveMonitor } from "./monitor-server";
import { startNode } from "./nodejs/start";
import { createPatience } from "./patience";
import type { ProgramProcess } from "./process";
import type { Project } from "./project";
import type { Cloud } from "./resource";
import type { Stack } from "./stack";

export interface RunOptions {
  readonly cloud: Cloud;
  /** Where the local server listens, for example `http://localhost:3000`. */
  readonly baseUrl: string;
  /** Takes what the program prints and logs, and what is to be known while it runs. */
  readonly log: (line: string) => void;
  /** Ends the program. */
  readonly signal?: AbortSignal | undefined;
}

/** A program that leaves a timer or a connection open would keep everybody waiting for ever. */
const PATIENCE = 10_000;

/**
 * Runs a Pulumi program as a preview, in a process of its own with no engine behind it, until all of its resources are registered.
 *
 * @throws {Refusal} if the program fails, naming the place in it.
 */
export async function runProgram(project: Project, stack: Stack, options: RunOptions): Promise<Recording> {
  const monitor = new Monitor(project, stack.name, stack.values, options.cloud, options.baseUrl);
  const errors: string[] = [];
  const patience = createPatience(PATIENCE, options.log);
  const { call, outputs, finish: finished } = patience;
  const error = (message: string) => void errors.push(message);
  const server = await serveMonitor(monitor, { log: options.log, error, call, outputs, finished });
  let program: ProgramProcess | undefined;
  const stop = () => program?.stop();
  options.signal?.addEventListener("abort", stop);
  try {
    program =
      project.language === "nodejs"
        ? startNode(project, stack, server.address, options.log)
        : await startByHost(project, stack, server.address, options.log, error);
    const exit = await Promise.race([program.ended, patience.finished]);
    const refused = failure(errors, exit, monitor.recording.problems, project, stack);
    if (refused) throw refused;
  } finally {
    options.signal?.removeEventListener("abort", stop);
    patience.cancel();
    stop();
    server.close();
  }
  return monitor.recording;
}
