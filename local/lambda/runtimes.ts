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
        ...heapLimits(memorySize, environment["NODE_OPTIONS"]),
        ...disabledFeatures(runtime, environment["NODE_OPTIONS"], interpreter),
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

/** As the bootstrap of Lambda's own runtime bounds the heap, so that it is collected before the memory is full; not where the function does. */
function heapLimits(memorySize: number, options = ""): string[] {
  if (/--max[-_](?:semi|old)[-_]space[-_]size/.test(options)) return [];
  return [`--max-semi-space-size=${Math.max(1, Math.round(memorySize * 0.05))}`, `--max-old-space-size=${Math.round(memorySize * 0.9)}`];
}

/**
 * What Lambda switches off where `NODE_OPTIONS` does not ask for it: ES modules by `require`, and files without `package.json` that are
 * found to be ES modules. https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
function disabledFeatures(runtime: string, options = "", interpreter = process.execPath): string[] {
  const isOwn = interpreter === process.execPath;
  // Node.js does not start with options that it does not know: one that was given may be older than 20.17, its own one newer than those.
  const isKnown = (name: string) => (isOwn ? process.allowedNodeEnvironmentFlags.has(`--experimental-${name}`) : runtime !== "nodejs20.x");
  return (DISABLED.get(runtime) ?? [])
    .filter((name) => isKnown(name) && !options.includes(`--experimental-${name}`))
    .map((name) => `--no-experimental-${name}`);
}

const DISABLED: ReadonlyMap<string, readonly string[]> = new Map([
  ["nodejs20.x", ["require-module"]],
  ["nodejs22.x", ["require-module", "detect-module"]],
]);
