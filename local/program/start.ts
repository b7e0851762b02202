import { openDoor } from "./door";
import type { Recording } from "./monitor";
import { startNode } from "./nodejs/start";
import type { Project } from "./project";
import type { RunSurroundings } from "./run";
import type { Stack } from "./stack";

/** A program whose process is there, or will be. */
export interface StartedProgram {
  /**
   * Answers it until all of its resources are registered.
   *
   * @throws {Refusal} if the program fails, naming the place in it.
   */
  run(surroundings: RunSurroundings): Promise<Recording>;
  /** Ends it. */
  stop(): void;
}

/**
 * Starts a Pulumi program as a preview, in a process of its own with no engine behind it. What answers it is loaded while that process
 * loads the program.
 *
 * @param log - takes what the program prints and logs, and what is to be known while it runs
 * @throws {Refusal} if there is no SDK for it.
 */
export async function startProgram(project: Project, stack: Stack, log: (line: string) => void): Promise<StartedProgram> {
  const door = await openDoor();
  try {
    const early = project.language === "nodejs" ? startNode(project, stack, door.address, log) : undefined;
    const stopping = new AbortController();
    stopping.signal.addEventListener("abort", () => {
      early?.stop();
      door.close();
    });
    return {
      run(surroundings) {
        const { answerProgram }: typeof import("./run") = require("./run");
        return answerProgram({ project, stack, door, early, log, stopping: stopping.signal }, surroundings);
      },
      stop: () => stopping.abort(),
    };
  } catch (error) {
    door.close();
    throw error;
  }
}
