import { types } from "node:util";
import { createContext, Script } from "node:vm";

/** Milliseconds: far beyond any honest match, far below an integration's timeout. */
const LIMIT = 1000;

const port: { run: () => void } = { run: () => {} };
const context = createContext({ port });
const call = new Script("port.run()");

/**
 * Runs a synchronous computation on foreign data; undefined where it takes longer than a second or more stack than there is.
 * Node interrupts even a regular expression that backtracks for ever:
 * https://nodejs.org/api/vm.html#scriptrunincontextcontextifiedobject-options
 */
export function bounded<T>(run: () => T): T | undefined {
  let result: T | undefined;
  port.run = () => {
    result = run();
  };
  try {
    call.runInContext(context, { timeout: LIMIT });
    return result;
  } catch (error) {
    if (isExhaustion(error)) return undefined;
    throw error;
  }
}

function isExhaustion(error: unknown): boolean {
  return types.isNativeError(error) && (error.name === "RangeError" || ("code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"));
}
