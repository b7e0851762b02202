import { type Cloud, cloud, type Project, readProject, readStack, runProgram } from "./program/index";
import { Refusal } from "./refusal";
import { type LocalResources, readResources } from "./resources/index";

export interface ProgramOptions {
  readonly directory: string;
  readonly stack: string | undefined;
  readonly config: ReadonlyMap<string, string>;
}

export interface ProgramSurroundings {
  /** Where the APIs will be served, for example `http://localhost:3000`. */
  readonly baseUrl: string;
  /** Takes lines of logs, and what is not as on AWS. */
  readonly log: (line: string) => void;
}

/** A program that has run, and what its resources mean. */
export interface Program {
  readonly project: Project;
  readonly cloud: Cloud;
  readonly resources: LocalResources;
}

/** The account that everything is in; AWS's own examples have it. */
const ACCOUNT = "123456789012";

/**
 * Runs a program and reads the resources that it registers; nothing of them runs yet.
 *
 * @throws {Refusal} listing what is wrong with the program.
 */
export async function readProgram(options: ProgramOptions, { baseUrl, log }: ProgramSurroundings): Promise<Program> {
  const project = readProject(options.directory);
  const stack = readStack(project, options.stack, options.config);
  const region = stack.config["aws:region"] ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"] ?? "us-east-1";
  const home = cloud(ACCOUNT, region);
  for (const notice of stack.notices) log(notice);
  const recording = await runProgram(project, stack, { cloud: home, baseUrl, log });
  for (const notice of recording.notices) log(notice);
  const resources = readResources(recording, home);
  if (resources.problems.length > 0) throw new Refusal(resources.problems.join("\n"));
  return { project, cloud: home, resources };
}
