/** The execution environments of one version of a function. */
import { type Environment, type EnvironmentSetup, type InvokeRequest, startEnvironment } from "./environment";
import type { Outcome } from "./faults";
import type { Sink } from "./response";

export interface Pool {
  run(request: InvokeRequest, sink: Sink): Promise<Outcome>;
  /** Ends every environment. */
  close(): Promise<void>;
}

interface Job {
  readonly request: InvokeRequest;
  readonly sink: Sink;
  readonly resolve: (outcome: Outcome) => void;
}

/** Threads are started in turns: a burst of short requests is then mostly served by the first few. */
const STARTS_AT_A_TIME = 8;

export function createPool(setup: EnvironmentSetup): Pool {
  const all = new Set<Environment>();
  const starting = new Set<Environment>();
  /** Their request was answered, and they will be idle or ended in a moment. */
  const settling = new Set<Environment>();
  /** The one used last is used next. */
  const idle: Environment[] = [];
  const waiting: Job[] = [];

  const assign = (): void => {
    while (waiting.length > 0 && idle.length > 0) {
      const job = waiting.shift();
      const environment = idle.pop();
      if (job !== undefined && environment !== undefined) void run(job, environment);
    }
    while (starting.size < Math.min(waiting.length - settling.size, STARTS_AT_A_TIME)) start();
  };

  const run = async (job: Job, environment: Environment): Promise<void> => {
    const outcome = await environment.run(job.request, job.sink);
    if (all.has(environment)) settling.add(environment);
    job.resolve(outcome);
  };

  const start = (): void => {
    const environment = startEnvironment(setup, {
      idle() {
        starting.delete(environment);
        settling.delete(environment);
        idle.push(environment);
        assign();
      },
      ended(initError) {
        all.delete(environment);
        settling.delete(environment);
        if (idle.includes(environment)) idle.splice(idle.indexOf(environment), 1);
        const job = starting.delete(environment) ? waiting.shift() : undefined;
        job?.resolve(initError(job.request.requestId));
        assign();
      },
    });
    all.add(environment);
    starting.add(environment);
  };

  return {
    run: (request, sink) =>
      new Promise((resolve) => {
        waiting.push({ request, sink, resolve });
        assign();
      }),
    async close() {
      await Promise.all([...all].map((environment) => environment.stop()));
    },
  };
}
