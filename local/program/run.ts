import type { Door } from "./door";
import { failure } from "./failure";
import { startByHost } from "./language-host";
import { Monitor, type Recording } from "./monitor";
import { serveMonitor } from "./monitor-server";
import { createPatience } from "./patience";
import type { ProgramProcess } from "./process";
import type { Project } from "./project";
import type { Cloud } from "./resource";
import type { Stack } from "./stack";

export interface RunSurroundings {
  readonly cloud: Cloud;
  /** Where the local server listens, for example `http://localhost:3000`. */
  readonly baseUrl: string;
}

export interface Running {
  readonly project: Project;
  readonly stack: Stack;
  /** Where the program calls. */
  readonly door: Door;
  /** Its process, where that could be started before all this was loaded. */
  readonly early: ProgramProcess | undefined;
  readonly log: (line: string) => void;
  readonly stopping: AbortSignal;
}

/** A program that leaves a timer or a connection open would keep everybody waiting for ever. */
const PATIENCE = 10_000;

/** Answers a program until all of its resources are registered. @throws {Refusal} if it fails, naming the place in it. */
export async function answerProgram(running: Running, { cloud, baseUrl }: RunSurroundings): Promise<Recording> {
  const { project, stack, door, early, log, stopping } = running;
  const monitor = new Monitor(project, stack.name, stack.values, cloud, baseUrl);
  const errors: string[] = [];
  const patience = createPatience(PATIENCE, log);
  const { call, outputs, finish: finished } = patience;
  const error = (message: string) => void errors.push(message);
  const server = serveMonitor(door, monitor, { log, error, call, outputs, finished });
  let program = early;
  const stop = () => program?.stop();
  stopping.addEventListener("abort", stop);
  try {
    program ??= await startByHost(project, stack, door.address, log, error);
    if (stopping.aborted) program.stop();
    const exit = await Promise.race([program.ended, patience.finished]);
    const refused = failure(errors, exit, monitor.recording.problems, project, stack);
    if (refused) throw refused;
  } finally {
    stopping.removeEventListener("abort", stop);
    patience.cancel();
    stop();
    server.close();
  }
  return monitor.recording;
}
