/** The execution environments of one version of a function. */
import { availableParallelism, loadavg } from "node:os";
import type { Capacity } from "./capacity";
import type { Environment, EnvironmentEvents, InvokeRequest, Job } from "./environment";
import type { Receiver } from "./response";
import type { EnvironmentState } from "./types";

export interface Pool {
  run(request: InvokeRequest, receiver: Receiver): void;
  /** Which of its environments run a request, and which wait for one, each with its memory. */
  states(): readonly EnvironmentState[];
  /** Ends every environment. */
  close(): Promise<void>;
}

/**
 * Milliseconds that a request may expect to wait for an environment that is busy: where it would be more, another is started. AWS starts
 * one at once; here each is a process of some 50 MB, and a burst of short requests is served sooner by those that are there.
 */
const PATIENCE = 200;

/**
 * Where more processes want to run than there are processors, further ones help less: patience grows as everything takes longer, up to so
 * many times.
 */
const MOST_PATIENCE = 5;

/** Milliseconds between two looks at how long the requests take that run. */
const BETWEEN_LOOKS = 25;

/**
 * Milliseconds that requests take for which an environment is given more than one, so that neither process has to be woken for each. Those
 * behind one that takes longer than that are taken back, with the next look.
 */
const SHORT = 5;

/** As many of them. */
const MOST_AT_A_TIME = 16;

/** How much of what requests usually take is what the last one took. */
const WEIGHT_OF_LAST = 0.2;

/** Milliseconds that the first one may take to start before others do beside it. */
const USUAL_START = 1000;

/** Processes that start at the same time are in each other's way. */
const STARTS_AT_A_TIME = Math.max(4, availableParallelism());

interface Ask {
  readonly request: InvokeRequest;
  readonly receiver: Receiver;
}

export function createPool(startEnvironment: (events: EnvironmentEvents) => Environment, capacity: Capacity): Pool {
  const all = new Set<Environment>();
  const starting = new Set<Environment>();
  /** When each began the request that it runs. */
  const busy = new Map<Environment, number>();
  /** Those of them that have been given more than that one, of which nothing has been taken back. */
  const ahead = new Set<Environment>();
  /** The first request of an environment takes longer than others. */
  const warm = new WeakSet<Environment>();
  /** The one used last is used next. */
  const idle: Environment[] = [];
  const waiting: Ask[] = [];
  /** Milliseconds that a request takes. */
  let usual = 0;
  /** When the last one ended, or the first of those began to wait that wait now. */
  let progress = 0;
  let looking: NodeJS.Timeout | undefined;

  const assign = (): void => {
    while (waiting.length > 0) {
      const environment = idle.pop();
      if (environment === undefined) break;
      give(environment);
    }
    if (waiting.length > 0 && looking === undefined) startMissing();
    if (waiting.length > 0 || ahead.size > 0) looking ??= setTimeout(look, BETWEEN_LOOKS);
  };

  const look = (): void => {
    looking = undefined;
    const before = performance.now() - BETWEEN_LOOKS;
    for (const environment of ahead) {
      if ((busy.get(environment) ?? 0) >= before) continue;
      environment.takeBack();
      ahead.delete(environment);
    }
    assign();
  };

  const give = (environment: Environment): void => {
    const isShort = warm.has(environment) && usual < SHORT;
    const share = isShort && environment.takesMore() ? Math.min(Math.ceil(waiting.length / (idle.length + 1)), MOST_AT_A_TIME) : 1;
    const [first, ...others] = waiting.splice(0, share).map((ask) => jobOf(ask, environment));
    if (first === undefined) return;
    capacity.busy(environment);
    busy.set(environment, performance.now());
    if (others.length > 0) ahead.add(environment);
    environment.run(first, ...others);
  };

  const jobOf = (ask: Ask, environment: Environment): Job => ({
    request: ask.request,
    sink: ask.receiver,
    ended(outcome) {
      progress = performance.now();
      const took = outcome.duration ?? progress - (busy.get(environment) ?? progress);
      if (warm.has(environment)) usual += (took - usual) * WEIGHT_OF_LAST;
      else if (usual === 0) usual = took;
      warm.add(environment);
      busy.set(environment, progress);
      ask.receiver.ended(outcome);
    },
    returned: () => void waiting.unshift(ask),
  });

  const left = (environment: Environment): void => {
    starting.delete(environment);
    busy.delete(environment);
    ahead.delete(environment);
  };

  const startMissing = (): void => {
    const missing = Math.min(wantedNow(), waiting.length, STARTS_AT_A_TIME) - starting.size;
    for (let count = 0; count < missing && capacity.take(startMissing); count++) start();
  };

  /**
   * Where nothing has ended for long, as many as wait: they may even wait for each other. Else as many as it takes for nobody to wait too
   * long.
   */
  const wantedNow = (): number => {
    if (all.size === 0) return 1;
    const [load = 0] = loadavg();
    const patience = PATIENCE * Math.min(MOST_PATIENCE, Math.max(1, load / availableParallelism()));
    if (performance.now() - progress > (busy.size === 0 ? USUAL_START : patience)) return waiting.length;
    return Math.ceil((waiting.length * usual) / patience) - busy.size;
  };

  const start = (): void => {
    const environment = startEnvironment({
      idle() {
        left(environment);
        idle.push(environment);
        capacity.idle(environment);
        assign();
      },
      ended(initError) {
        all.delete(environment);
        if (idle.includes(environment)) idle.splice(idle.indexOf(environment), 1);
        const ask = starting.has(environment) ? waiting.shift() : undefined;
        left(environment);
        ask?.receiver.ended(initError(ask.request.requestId));
        capacity.free(environment);
        assign();
      },
    });
    all.add(environment);
    starting.add(environment);
  };

  return {
    run(request, receiver) {
      if (waiting.length === 0) progress = performance.now();
      waiting.push({ request, receiver });
      assign();
    },
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
