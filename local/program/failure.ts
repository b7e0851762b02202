import { Refusal } from "../refusal";
import type { Project } from "./project";
import type { Stack } from "./stack";

/** What to tell of a program that failed: its message and the place, without the stack. */
export function failure(error: unknown, project: Project, stack: Stack): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof Error)) return new Refusal(`${project.entry}: the program threw ${String(error)}`);
  return new Refusal(missingConfig(error, stack) ?? deliberate(error) ?? missingModule(error) ?? compilation(error) ?? thrown(error, project));
}

/** https://www.pulumi.com/docs/iac/concepts/config/ */
function missingConfig(error: Error, stack: Stack): string | undefined {
  const key = /Missing required configuration variable '([^']+)'/.exec(error.message)?.[1];
  return key && `config ${key} is missing: set it in Pulumi.${stack.name}.yaml (pulumi config set ${key} <value>) or pass --config ${key}=<value>`;
}

/** Errors that Pulumi itself prints without a stack, recognised as Pulumi does. */
function deliberate(error: Error): string | undefined {
  return "__pulumiRunError" in error || "__pulumResourceError" in error ? error.message : undefined;
}

function missingModule(error: Error): string | undefined {
  if (!("code" in error) || !["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"].includes(String(error.code))) return undefined;
  const [message = ""] = error.message.split("\n");
  const [from] = "requireStack" in error && Array.isArray(error.requireStack) ? error.requireStack : [];
  return `${from ? `${from}: ` : ""}${message}; is it installed (npm ci), is its path right?`;
}

/** A syntax error, from Node.js or from the TypeScript compiler, which say where in different ways. */
function compilation(error: Error): string | undefined {
  if (error.name === "TransformError" || error.message.startsWith("Transform failed"))
    return error.message.replace(/^Transform failed with \d+ errors?:\n/, "");
  if (!(error instanceof SyntaxError)) return undefined;
  const [place = ""] = (error.stack ?? "").split("\n");
  return /:\d+$/.test(place) ? `${place}: SyntaxError: ${error.message}` : undefined;
}

function thrown(error: Error, project: Project): string {
  const frames = (error.stack ?? "").split("\n").flatMap((line) => /\(?((?:file:\/\/)?\/[^()]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? []);
  const place = frames.find((frame) => frame.includes(project.directory) && !frame.includes("node_modules")) ?? project.entry;
  return `${place.replace(/^file:\/\//, "")}: ${error.name}: ${error.message}`;
}
