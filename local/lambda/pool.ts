/** The execution environments of one version of a function. */
import type { Capacity } from "./capacity";
import type { Environment, EnvironmentEvents, InvokeRequest } from "./environment";
import type { Outcome } from "./faults";
import type { Sink } from "./response";
import type { EnvironmentState } from "./types";

export interface Pool {
  run(request: InvokeRequest, sink: Sink): Promise<Outcome>;
  /** Which of its environments run a request, and which wait for one, each with its memory. */
  states(): readonly EnvironmentState[];
  /** Ends every environment. */
  close(): Promise<void>;
}

interface Job {
  readonly request: InvokeRequest;
  readonly sink: Sink;
  readonly resolve: (outcome: Outcome) => void;
}

/** Milliseconds that a request waits for an environment that is busy before another one is started: a burst of short requests is then served by few. */
const PATIENCE = 20;

/** So many are started at a time. */
const STARTS_AT_A_TIME = 8;

export function createPool(startEnvironment: (events: EnvironmentEvents) => Environment, capacity: Capacity): Pool {
  const all = new Set<Environment>();
  const starting = new Set<Environment>();
  /** The one used last is used next. */
  const idle: Environment[] = [];
  const waiting: Job[] = [];
  let patient = false;

  const assign = (): void => {
    while (waiting.length > 0 && idle.length > 0) {
      const job = waiting.shift();
      const environment = idle.pop();
      if (job === undefined || environment === undefined) return;
      capacity.busy(environment);
      void environment.run(job.request, job.sink).then(job.resolve);
    }
    if (waiting.length === 0) return;
    if (all.size === 0) startSome();
    else bePatient();
  };

  const bePatient = (): void => {
    if (patient) return;
    patient = true;
    setTimeout(() => {
      patient = false;
      startSome();
      if (waiting.length > 0) bePatient();
    }, PATIENCE);
  };

  const startSome = (): void => {
    while (starting.size < Math.min(waiting.length, STARTS_AT_A_TIME) && capacity.take(startSome)) start();
  };

  const start = (): void => {
    const environment = startEnvironment({
      idle() {
        starting.delete(environment);
        idle.push(environment);
        capacity.idle(environment);
        assign();
      },
      ended(initError) {
        all.delete(environment);
        if (idle.includes(environment)) idle.splice(idle.indexOf(environment), 1);
        const job = starting.delete(environment) ? waiting.shift() : undefined;
        job?.resolve(initError(job.request.requestId));
        capacity.free(environment);
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
    states: () =>
      [...all].map((environment) => ({
        state: starting.has(environment) ? "starting" : idle.includes(environment) ? "idle" : "busy",
        maxMemoryUsed: environment.maxMemoryUsed(),
      })),
    async close() {
      await Promise.all([...all].map((environment) => environment.stop()));
    },
  };
}
