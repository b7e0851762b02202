import { existsSync } from "node:fs";
import { join } from "node:path";
import { locatedHere } from "./environment-variables";
import type { FunctionConfiguration } from "./types";
import type { Workshop } from "./workshop";

/** How the process of a function's environment is started. */
export interface Launch {
  readonly command: readonly string[];
  /** Whether it is our Node.js bootstrap, which asks on the channel. */
  readonly channel: boolean;
}

/** The command for a function's runtime; undefined where it is not run here. */
export function launchOf(
  configuration: FunctionConfiguration,
  { nodeBootstrap, pythonBootstrap }: Workshop,
  interpreter: string | undefined,
  debugged: boolean,
): Launch | undefined {
  const { runtime, memorySize, environment, layers } = configuration;
  // https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html#runtime-wrapper
  const { AWS_LAMBDA_EXEC_WRAPPER: named } = environment;
  const wrapper = named === undefined ? undefined : locatedHere(named, configuration);
  const managed = (command: readonly string[], channel: boolean): Launch => ({
    command: wrapper === undefined ? command : [wrapper, ...command],
    channel,
  });
  if (/^nodejs\d+\.x$/.test(runtime))
    return managed(
      [
        interpreter ?? process.execPath,
        ...heapLimits(memorySize),
        "--enable-source-maps",
        ...(debugged ? ["--inspect-publish-uid=http"] : []),
        nodeBootstrap,
      ],
      true,
    );
  if (/^python3\.\d+$/.test(runtime) && interpreter !== undefined) return managed([interpreter, "-u", pythonBootstrap], false);
  const bootstrap = [configuration.directory, ...(layers === undefined ? [] : [layers])]
    .map((folder) => join(folder, "bootstrap"))
    .find((file) => existsSync(file));
  return /^provided/.test(runtime) && bootstrap !== undefined ? { command: [bootstrap], channel: false } : undefined;
}

/** As the bootstrap of Lambda's own runtime bounds the heap, so that it is collected before the memory is full. */
function heapLimits(memorySize: number): string[] {
  return [`--max-semi-space-size=${Math.max(1, Math.round(memorySize * 0.05))}`, `--max-old-space-size=${Math.round(memorySize * 0.9)}`];
}
