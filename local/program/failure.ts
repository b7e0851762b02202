import { stripVTControlCharacters } from "node:util";
import { Refusal } from "../refusal";
import type { Exit } from "./process";
import type { Project } from "./project";
import { howToGive, type Stack } from "./stack";

/**
 * What to tell of a program that failed, or nothing if it has not: the messages that it gave the engine, with the place and without the
 * stack.
 *
 * @param exit how its process ended, if it had to.
 */
export function failure(
  errors: readonly string[],
  exit: Exit | "finished",
  problems: readonly string[],
  project: Project,
  stack: Stack,
): Refusal | undefined {
  const messages = [
    ...errors.map((error) => explain(stripVTControlCharacters(error), project, stack)),
    ...problems.map((problem) => `${project.entry}: ${problem}`),
  ];
  if (messages.length > 0) return new Refusal([...new Set(messages)].join("\n"));
  if (exit === "finished" || exit.status === 0) return undefined;
  return new Refusal(
    `${project.entry}: the program ${exit.signal === null ? `ended with status ${exit.status}` : `was ended by ${exit.signal}`}; what it printed is above`,
  );
}

const UNHANDLED = /^Running program '[\s\S]*?' failed with an unhandled exception:\n/;

function explain(error: string, project: Project, stack: Stack): string {
  const missing = missingConfig(error, stack);
  if (missing !== undefined) return missing;
  if (!UNHANDLED.test(error) && !/\n {4}at /.test(error)) return error.trim();
  const thrown = error.replace(UNHANDLED, "").replace(/^<ref \*\d+> /, "");
  return missingModule(thrown) ?? compilation(thrown) ?? located(thrown, project);
}

/** https://www.pulumi.com/docs/iac/concepts/config/ */
function missingConfig(error: string, stack: Stack): string | undefined {
  const [, key, isSecret] = /Missing required configuration variable '([^']+)'(?:[^`]*`pulumi config set (--secret ))?/.exec(error) ?? [];
  if (key === undefined) return undefined;
  if (stack.secretKeys.includes(key))
    return `config ${key} is missing: it is encrypted, and cannot be read locally; ${howToGive(key, stack.name)}`;
  if (isSecret !== undefined)
    return `config ${key} is missing: it is a secret, kept by pulumi config set --secret ${key}; to run locally, ${howToGive(key, stack.name)}`;
  return `config ${key} is missing: set it in Pulumi.${stack.name}.yaml (pulumi config set ${key} <value>) or pass --config ${key}=<value>`;
}

function missingModule(thrown: string): string | undefined {
  const [message, missing] = /^Error(?: \[[A-Z_]+\])?: (Cannot find (?:module|package) .*)/m.exec(thrown) ?? [];
  if (message === undefined) return undefined;
  const from = /Require stack:\n- (.*)/.exec(thrown)?.[1];
  return `${from ? `${from}: ` : ""}${missing}; is it installed (npm ci), is its path right?`;
}

/** A syntax error, from Node.js or from the compiler, which say where in different ways. */
function compilation(thrown: string): string | undefined {
  const failed = /Transform failed with \d+ errors?:\n([\s\S]*?)(?:\n {4}at |$)/.exec(thrown)?.[1];
  if (failed !== undefined) return failed.trim();
  const message = /^SyntaxError: .*/m.exec(thrown)?.[0];
  const [place = ""] = thrown.split("\n");
  return message !== undefined && /:\d+$/.test(place) ? `${place}: ${message}` : undefined;
}

function located(thrown: string, project: Project): string {
  const message = thrown.split(/\n {4}at /)[0]?.trim() ?? "";
  const frames = [...thrown.matchAll(/\n {4}at .*?\(?((?:file:\/\/)?\/[^()\n]+:\d+:\d+)\)?/g)].map(([, frame = ""]) => frame);
  const place = frames.find((frame) => frame.includes(project.directory) && !frame.includes("node_modules")) ?? project.entry;
  return `${place.replace(/^file:\/\//, "")}: ${message}`;
}
