/**
 * One execution environment: a process that runs one request at a time.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
import { mkdtempSync, rmSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { Carrier, RuntimeListener } from "./carrier";
import { openChannel } from "./channel";
import { type Child, type Exit, startChild } from "./child";
import type { Debugging } from "./debugging";
import { environmentVariables, logStreamName } from "./environment-variables";
import { faults, type Outcome } from "./faults";
import { Following } from "./following";
import { errorOutcome, missingSdk } from "./function-error";
import type { WatchedMemory } from "./memory-watch";
import type { EnvironmentSetup, Invocation, InvocationHead } from "./messages";
import { type LoggedFunction, requestLog } from "./request-log";
import type { Sink } from "./response";
import { createRuntimeApi } from "./runtime-api";
import type { Launch } from "./runtimes";
import type { LambdaServiceOptions } from "./types";
import type { Workshop } from "./workshop";

export interface InvokeRequest extends Omit<InvocationHead, "deadline"> {
  /** JSON text. */
  readonly event: string;
  /** Takes each event of the log of this request. */
  readonly tail?: ((event: string) => void) | undefined;
}

export interface EnvironmentOptions extends LoggedFunction, Pick<LambdaServiceOptions, "modulePaths" | "extraEnvironment" | "initTime"> {
  readonly launch: Launch;
  readonly workshop: Workshop;
  /** Present where debuggers are let in. */
  readonly debugging: Debugging | undefined;
}

export interface EnvironmentEvents {
  /** It can take a request: after its init phase, and after each request. */
  idle(): void;
  /** It takes no more; `initError` is for whoever waited for its first `idle`. */
  ended(initError: (requestId: string) => Outcome): void;
}

/** One request for an environment. */
export interface Job {
  readonly request: InvokeRequest;
  readonly sink: Sink;
  ended(outcome: Outcome): void;
  /** It has not been begun, and may be run by another environment. */
  returned(): void;
}

export interface Environment {
  /** Runs a request, and others after it, unless it returns them. */
  run(first: Job, ...others: readonly Job[]): void;
  /** Whether it can be given more than one request. */
  takesMore(): boolean;
  /** Returns the requests that it has not begun, the last one first. */
  takeBack(): void;
  /** MB, the most that its process has had so far. */
  maxMemoryUsed(): number;
  /** Ends it at once. */
  stop(): Promise<void>;
}

/**
 * Milliseconds. The init phase has 10 s; what did not end by then starts again under the function's timeout, which here is just added on.
 */
const INIT_TIME = 10_000;

/** Milliseconds after which a process is stopped that has stopped itself: its other threads and processes are then, too. */
const BEFORE_STOPPING = 50;

interface Running {
  readonly request: InvokeRequest;
  readonly sink: Sink;
  /** Milliseconds, where the runtime has said so. */
  took?: number;
  finish(outcome: Outcome): void;
}

export function startEnvironment(options: EnvironmentOptions, events: EnvironmentEvents): Environment {
  const { configuration, workshop, launch, debugging } = options;
  const log = (line: string): void => {
    options.log(line);
    running?.request.tail?.(line);
  };
  const logged: LoggedFunction = { configuration, version: options.version, log };
  const ownTmp = workshop.sandbox === undefined ? mkdtempSync(join(workshop.folder, "tmp-")) : undefined;
  const startedAt = performance.now();
  let initDuration: number | undefined;
  let initialized = false;
  let idle = false;
  let ended = false;
  let running: Running | undefined;
  const following = launch.channel && debugging === undefined ? new Following<Job>(workshop.folder) : undefined;
  let closeDebugger = () => {};
  let stopped = () => {};
  const gone = new Promise<void>((resolve) => {
    stopped = resolve;
  });

  const runtimeApi = createRuntimeApi(listener());
  /** What the runtime asked by. */
  let carrier: Carrier = runtimeApi;
  let child: Child | undefined;
  let memory: WatchedMemory | undefined;
  const stopping = setTimeout(() => idle && debugging === undefined && child?.freeze(), BEFORE_STOPPING).unref();
  let release = hold((options.initTime ?? INIT_TIME) + configuration.timeout * 1000);
  runtimeApi.address.then(start).catch((error: Error) => exited({ status: null, signal: null, error }));

  function start(address: string): void {
    if (ended) {
      stopped();
      return;
    }
    const variables = {
      ...environmentVariables(configuration, options.version, logStreamName(options.version), options.extraEnvironment(configuration.name)),
      AWS_LAMBDA_RUNTIME_API: address,
      ...(ownTmp && { TMPDIR: ownTmp }),
    };
    const { directory, ephemeralStorage, layers } = configuration;
    const reads = [
      ...options.modulePaths,
      ...workshop.reads,
      ...launch.command.filter(isAbsolute).map(dirname),
      ...(layers === undefined ? [] : [layers]),
    ];
    const [file = "", ...args] = workshop.sandbox?.(launch.command, { directory, ephemeralStorage, layers, reads }) ?? launch.command;
    const inherited = following === undefined ? [] : [following.descriptor];
    child = startChild({ file, args, environment: variables, directory, inherited, line: log, ended: exited });
    memory = workshop.memoryWatch.watch(child.pid ?? 0, configuration.memorySize, () => end(faults.outOfMemory));
    memory.run(true);
    if (launch.channel) openChannel(child.channel, setupOf(options), listener(), log);
  }

  function exited(how: Exit): void {
    end((requestId) => faults.exited(requestId, how));
    if (ownTmp) rmSync(ownTmp, { recursive: true, force: true });
    stopped();
  }

  /** Bounds what runs from now on in time and memory. */
  function hold(milliseconds: number): () => void {
    const waits = () => debugging !== undefined && (debugging.attached() || (debugging.wait && !initialized));
    const expire = () => {
      if (waits()) timer = setTimeout(expire, milliseconds);
      else end((requestId) => faults.timedOut(requestId, configuration.timeout));
    };
    let timer = setTimeout(expire, milliseconds);
    memory?.run(true);
    return () => {
      clearTimeout(timer);
      memory?.run(false);
    };
  }

  function end(fault: (requestId: string) => Outcome): void {
    if (ended) return;
    ended = true;
    clearTimeout(stopping);
    runtimeApi.close();
    closeDebugger();
    child?.kill();
    if (child === undefined) stopped();
    const unheard = following?.end() ?? [];
    const fail = () => {
      release();
      running?.finish(fault(running.request.requestId));
    };
    fail();
    for (const job of unheard) {
      begin(job);
      fail();
    }
    events.ended((requestId) => {
      const outcome = fault(requestId);
      requestLog(requestId, logged, performance.now() - startedAt).end(
        outcome,
        usedMemory(memory?.peak(), outcome, configuration.memorySize),
      );
      return outcome;
    });
  }

  function run(first: Job, ...others: readonly Job[]): void {
    idle = false;
    child?.thaw();
    if (carrier.invokeAll !== undefined && following?.offer(others)) carrier.invokeAll(invocationOf(first), others.map(invocationOf));
    else {
      carrier.invoke(invocationOf(first));
      for (const { returned } of others.toReversed()) returned();
    }
    // While it reads that.
    begin(first);
  }

  function invocationOf({ request: { requestId, functionArn, traceId, clientContext, event } }: Job): Invocation {
    return { requestId, functionArn, traceId, clientContext, deadline: Date.now() + configuration.timeout * 1000, event };
  }

  function begin({ request, sink, ended }: Job): void {
    const finish = (outcome: Outcome) => {
      const memoryUsed = usedMemory(memory?.peak(), outcome, configuration.memorySize);
      const duration = entry.end(outcome, memoryUsed, running?.took);
      running = undefined;
      ended({ duration, ...outcome });
    };
    running = { request, sink, finish };
    const entry = requestLog(request.requestId, logged, initDuration);
    initDuration = undefined;
    release = hold(configuration.timeout * 1000);
  }

  /** What is said of a request that has ended, by its timeout for example, is dropped. */
  function listener(): RuntimeListener {
    return {
      next(asking) {
        if (ended) return;
        carrier = asking;
        release();
        if (!initialized) {
          initDuration = performance.now() - startedAt;
          memory?.look();
        }
        initialized = true;
        const job = following?.begin();
        if (job !== undefined) return begin(job);
        idle = true;
        stopping.refresh();
        events.idle();
        if (idle && !asking.stopsItself) child?.freeze();
      },
      took(milliseconds) {
        if (running !== undefined) running.took = milliseconds;
      },
      respond: (payload) => running?.finish({ kind: "answer", payload }),
      stream: async (bytes) => running?.sink.write(bytes),
      streamed: () => running?.sink.end(),
      debuggable(url) {
        void debugging?.open(configuration.name, url).then((close) => {
          if (ended) close();
          else closeDebugger = close;
        });
      },
      fail(error, fatal) {
        if (ended) return;
        const outcome = errorOutcome(error, fatal, options);
        for (const name of missingSdk(error)) log(`Lambda brings ${name}, this machine does not: npm install --save-dev ${name}`);
        running?.finish(outcome);
        if (fatal) end(() => outcome);
      },
    };
  }

  return {
    run,
    takesMore: () => carrier.invokeAll !== undefined && following?.isOpen === true,
    takeBack: () => following?.takeBack(),
    maxMemoryUsed: () => memory?.peak() ?? 0,
    stop() {
      end((requestId) => faults.exited(requestId, { status: null, signal: "SIGKILL" }));
      return gone;
    },
  };
}

function setupOf({ configuration, modulePaths, debugging }: EnvironmentOptions): EnvironmentSetup {
  const { directory, runtime, layers } = configuration;
  const handler = layers === undefined ? configuration.handler : configuration.handler.replace(/^\/opt\//, join(layers, "/"));
  return {
    directory,
    handler,
    runtimeVersion: Number(/\d+/.exec(runtime)?.[0]),
    modulePaths,
    ...(debugging && { debugger: { wait: debugging.wait } }),
  };
}

/** A function that took too much had at least all that it may have. */
function usedMemory(peak: number | undefined, outcome: Outcome, memorySize: number): number | undefined {
  const killed = outcome.kind === "error" && outcome.reported === "Runtime.OutOfMemory";
  return killed ? memorySize : peak;
}
