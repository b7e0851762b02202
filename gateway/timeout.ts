import { Fault } from "./fault";
import type { GatewayOptions } from "./types";

/**
 * Runs something that may take so many milliseconds; its signal ends it afterwards.
 * @throws Fault INTEGRATION_TIMEOUT when the time has passed
 */
export async function withinTime<T>(
  run: (signal: AbortSignal) => Promise<T>,
  milliseconds: number,
  timer: GatewayOptions["timer"],
): Promise<T> {
  const controller = new AbortController();
  const { promise: late, reject } = withRejection();
  const cancel = timer(milliseconds, () => {
    reject(new Fault("INTEGRATION_TIMEOUT", { log: "Execution failed due to a timeout error" }));
    controller.abort();
  });
  try {
    return await Promise.race([run(controller.signal), late]);
  } finally {
    cancel();
  }
}

function withRejection(): { readonly promise: Promise<never>; readonly reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  return { promise, reject };
}
