/** An error that a function has thrown, as its runtime tells of it. */
import { join } from "node:path";
import type { Outcome } from "./faults";
import type { FunctionConfiguration, LambdaServiceOptions } from "./types";

/** Where a function is on this machine, and what its runtime brings. */
interface Installed extends Pick<LambdaServiceOptions, "modulePaths"> {
  readonly configuration: FunctionConfiguration;
}

/** The caller sees the paths that are the function's on AWS, not this machine's. */
export function errorOutcome(error: string, fatal: boolean, { configuration, modulePaths }: Installed): Outcome {
  const places = [
    [configuration.directory, "/var/task"],
    ...modulePaths.map((path) => [join(path, "node_modules"), "/var/runtime/node_modules"]),
  ];
  const payload = places.reduce((text, [local = "", remote = ""]) => text.replaceAll(JSON.stringify(local).slice(1, -1), remote), error);
  return { kind: "error", payload, ...(fatal ? { reported: errorTypeOf(payload) } : {}) };
}

/** Packages of the SDK that Lambda brings and the function did not find. */
export function missingSdk(error: string): string[] {
  return /Cannot find (?:module|package) '(@(?:aws-sdk|smithy)\/[^'/]+)/.exec(error)?.slice(1) ?? [];
}

function errorTypeOf(payload: string): string {
  const error: unknown = JSON.parse(payload);
  return typeof error === "object" && error !== null && "errorType" in error ? String(error.errorType) : "Unknown";
}
