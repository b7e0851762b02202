import { Fault } from "./fault";
import type { GatewayOptions } from "./types";

/**
 * Runs something that may take so many milliseconds; `late` ends it afterwards.
 * @throws Fault INTEGRATION_TIMEOUT when the time has passed
 */
export function withinTime<T>(
  run: () => Promise<T>,
  milliseconds: number,
  timer: GatewayOptions["timer"],
  late: () => void = () => {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timer(milliseconds, () => {
      reject(new Fault("INTEGRATION_TIMEOUT", { log: "Execution failed due to a timeout error" }));
      late();
    });
    run().then(
      (result) => {
        cancel();
        resolve(result);
      },
      (error) => {
        cancel();
        reject(error);
      },
    );
  });
}
