import { type Cloud, cloud, type Project, readProject, readStack, type Stack, type StartedProgram, startProgram } from "./program/index";

export interface ProgramOptions {
  readonly directory: string;
  readonly stack: string | undefined;
  readonly config: ReadonlyMap<string, string>;
  /** Values from elsewhere, by who has them and the output's name: `acme/network/prod.vpcId`. */
  readonly values: ReadonlyMap<string, string>;
}

/** A program that has been started, and where it is. */
export interface BegunProgram extends StartedProgram {
  readonly project: Project;
  readonly stack: Stack;
  readonly cloud: Cloud;
  /** Takes lines of logs, and what is not as on AWS. */
  readonly log: (line: string) => void;
}

/** The account that everything is in; AWS's own examples have it. */
const ACCOUNT = "123456789012";

/**
 * Starts a program with the configuration of its stack.
 *
 * @throws {Refusal} listing what is wrong with its files.
 */
export async function beginProgram(options: ProgramOptions, log: (line: string) => void): Promise<BegunProgram> {
  const project = readProject(options.directory);
  const read = readStack(project, options.stack, options);
  const region = read.config["aws:region"] ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"] ?? "us-east-1";
  // What the local command takes for granted, the program sees too.
  const stack = { ...read, config: { "aws:region": region, ...read.config } };
  for (const notice of stack.notices) log(notice);
  return { project, stack, cloud: cloud(ACCOUNT, region), log, ...(await startProgram(project, stack, log)) };
}
