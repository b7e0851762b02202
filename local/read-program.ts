import { type Cloud, cloud, type Project, readProject, readStack, runProgram, unknownNotices } from "./program/index";
import { Refusal } from "./refusal";
import { type LocalResources, readResources } from "./resources/index";

export interface ProgramOptions {
  readonly directory: string;
  readonly stack: string | undefined;
  readonly config: ReadonlyMap<string, string>;
  /** Values from elsewhere, by who has them and the output's name: `acme/network/prod.vpcId`. */
  readonly values: ReadonlyMap<string, string>;
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
  /** The stack's name. */
  readonly stack: string;
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
  const read = readStack(project, options.stack, options);
  const region = read.config["aws:region"] ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"] ?? "us-east-1";
  const home = cloud(ACCOUNT, region);
  // What the local command takes for granted, the program sees too.
  const stack = { ...read, config: { "aws:region": region, ...read.config } };
  for (const notice of stack.notices) log(notice);
  const recording = await runProgram(project, stack, { cloud: home, baseUrl, log });
  for (const notice of recording.notices) log(notice);
  for (const notice of unknownNotices(recording.resources, project, stack.name)) log(notice);
  const resources = readResources(recording, home, stack.values);
  if (resources.problems.length > 0) throw new Refusal(resources.problems.join("\n"));
  return { project, cloud: home, stack: stack.name, resources };
}
