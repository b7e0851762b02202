import type { FunctionConfiguration } from "./types";
import type { Workshop } from "./workshop";

/** How the process of a function's environment is started. */
export interface Launch {
  readonly command: readonly string[];
}

/** The command for a function's runtime. */
export function launchOf({ memorySize }: FunctionConfiguration, { nodeBootstrap }: Workshop): Launch {
  return { command: [process.execPath, ...heapLimits(memorySize), nodeBootstrap] };
}

/** As the bootstrap of Lambda's own runtime bounds the heap, so that it is collected before the memory is full. */
function heapLimits(memorySize: number): string[] {
  return [`--max-semi-space-size=${Math.max(1, Math.round(memorySize * 0.05))}`, `--max-old-space-size=${Math.round(memorySize * 0.9)}`];
}
