/** How many environments there may be of all functions together, and how long they stay without a request. */
import type { Environment } from "./environment";

export interface Capacity {
  /** Takes the place of one environment; where there is none, says false and calls `retry` when there is. */
  take(retry: () => void): boolean;
  /** Gives the place of an environment back. */
  free(environment: Environment): void;
  idle(environment: Environment): void;
  busy(environment: Environment): void;
  close(): void;
}

export interface CapacityOptions {
  readonly maxEnvironments: number;
  /** Milliseconds. */
  readonly idleTime: number;
  /** Told when requests begin to wait for a place. */
  readonly full: () => void;
}

export function createCapacity({ maxEnvironments, idleTime, full }: CapacityOptions): Capacity {
  let taken = 0;
  /** The one that is idle longest is first. */
  const idle = new Map<Environment, number>();
  const waiting = new Set<() => void>();
  const stop = (environment: Environment): void => {
    idle.delete(environment);
    void environment.stop();
  };
  const sweep = (): void => {
    const before = Date.now() - idleTime;
    for (const [environment, since] of idle) if (since <= before) stop(environment);
  };
  const sweeping = setInterval(sweep, Math.max(idleTime / 10, 10)).unref();
  return {
    take(retry) {
      if (taken < maxEnvironments) {
        taken++;
        return true;
      }
      waiting.add(retry);
      const [longest] = idle.keys();
      if (longest !== undefined) stop(longest);
      else full();
      return false;
    },
    free(environment) {
      taken--;
      idle.delete(environment);
      const retries = [...waiting];
      waiting.clear();
      // Later: the pool whose environment this was has not ended it yet.
      for (const retry of retries) setImmediate(retry);
    },
    idle: (environment) => void idle.set(environment, Date.now()),
    busy: (environment) => void idle.delete(environment),
    close: () => clearInterval(sweeping),
  };
}
