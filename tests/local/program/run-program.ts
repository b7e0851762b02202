import { type Recording, type readProject, type readStack, startProgram } from "../../../local/program/index";

type Start = Parameters<typeof startProgram>;
type Surroundings = Parameters<Awaited<ReturnType<typeof startProgram>>["run"]>[0];

/** Starts a program and answers it to its end. */
export async function runProgram(
  project: ReturnType<typeof readProject>,
  stack: ReturnType<typeof readStack>,
  { log, ...surroundings }: Surroundings & { readonly log: Start[2] },
): Promise<Recording> {
  return (await startProgram(project, stack, log)).run(surroundings);
}
