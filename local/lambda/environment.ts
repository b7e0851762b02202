/** One execution environment: a thread that runs one request at a time. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
import { randomBytes } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { environmentVariables } from "./environment-variables";
import { faults, type Outcome } from "./faults";
import { HEAP_ROOM, type MemoryWatch } from "./memory-watch";
import type { ChunkTakenMessage, EnvironmentData, EnvironmentMessage, InvokeMessage } from "./messages";
import { type LoggedFunction, requestLog } from "./request-log";
import type { Sink } from "./response";
import type { LambdaServiceOptions } from "./types";

export type InvokeRequest = Omit<InvokeMessage, "deadline">;

export interface EnvironmentSetup extends LoggedFunction, Pick<LambdaServiceOptions, "region" | "modulePaths" | "extraEnvironment"> {
  /** The thread's program. */
  readonly source: string;
  readonly memoryWatch: MemoryWatch;
}

export interface EnvironmentEvents {
  /** It can take a request: after its init phase, and after each request. */
  idle(): void;
  /** It takes no more; `initError` is for whoever waited for its first `idle`. */
  ended(initError: (requestId: string) => Outcome): void;
}

export interface Environment {
  run(request: InvokeRequest, sink: Sink): Promise<Outcome>;
  stop(): Promise<void>;
}

/** Milliseconds. The init phase has 10 s; what did not end by then starts again under the function's timeout, which here is just added on. */
const INIT_LIMIT = 10_000;

export function startEnvironment(setup: EnvironmentSetup, events: EnvironmentEvents): Environment {
  const { configuration, log } = setup;
  const data = environmentData(setup);
  const worker = new Worker(setup.source, {
    eval: true,
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: configuration.memorySize + HEAP_ROOM },
    workerData: data,
  });
  const startedAt = performance.now();
  let initialized = false;
  let initDuration: number | undefined;
  let ended = false;
  let running: { readonly request: InvokeRequest; readonly sink: Sink; readonly finish: (outcome: Outcome, memoryUsed?: number) => void } | undefined;
  let release = hold(INIT_LIMIT + configuration.timeout * 1000);

  /** Bounds what runs from now on in time and memory. */
  function hold(milliseconds: number): () => void {
    const timer = setTimeout(endLate, milliseconds);
    const unwatch = setup.memoryWatch.watch(configuration.memorySize, endForMemory);
    return () => {
      clearTimeout(timer);
      unwatch();
    };
  }

  function endForMemory(): void {
    end(faults.outOfMemory);
  }

  function endLate(): void {
    end((requestId) => faults.timedOut(requestId, configuration.timeout));
  }

  /** Does not wait for the thread: one in the middle of a long built-in operation ends only after it. */
  function end(fault: (requestId: string) => Outcome): void {
    if (ended) return;
    ended = true;
    release();
    void worker.terminate();
    running?.finish(fault(running.request.requestId));
    events.ended((requestId) => {
      const outcome = fault(requestId);
      requestLog(requestId, setup, performance.now() - startedAt).end(outcome);
      return outcome;
    });
  }

  function run(request: InvokeRequest, sink: Sink): Promise<Outcome> {
    const entry = requestLog(request.requestId, setup, initDuration);
    initDuration = undefined;
    return new Promise((resolve) => {
      const finish = (outcome: Outcome, memoryUsed?: number) => {
        running = undefined;
        entry.end(outcome, memoryUsed);
        resolve(outcome);
      };
      running = { request, sink, finish };
      release = hold(configuration.timeout * 1000);
      const message: InvokeMessage = { ...request, deadline: Date.now() + configuration.timeout * 1000 };
      worker.postMessage(message);
      Atomics.store(data.wake, 0, 1);
      Atomics.notify(data.wake, 0);
    });
  }

  function receive(message: EnvironmentMessage): void {
    if (message.kind === "log") log(message.line);
    else if (ended) return;
    else if (message.kind === "idle") becomeIdle();
    else receiveOfRequest(message);
  }

  function becomeIdle(): void {
    release();
    if (!initialized) initDuration = performance.now() - startedAt;
    initialized = true;
    events.idle();
  }

  /** What belongs to a request that has ended, by its timeout for example, is dropped. */
  function receiveOfRequest(message: Exclude<EnvironmentMessage, { kind: "log" | "idle" }>): void {
    const mine = running?.request.requestId === message.requestId ? running : undefined;
    if (message.kind === "chunk") {
      const taken: ChunkTakenMessage = { chunkOf: message.requestId };
      void mine?.sink.write(message.bytes).then(() => worker.postMessage(taken));
    } else if (message.kind === "end") {
      mine?.sink.end();
    } else if (message.kind === "answer") {
      mine?.finish({ kind: "answer", payload: message.payload }, message.memoryUsed);
    } else {
      const outcome = errorOutcome(message.error, message.fatal, data);
      for (const name of missingSdk(message.error)) log(`Lambda brings ${name}, this machine does not: npm install --save-dev ${name}`);
      mine?.finish(outcome, message.memoryUsed);
      if (message.fatal) end(() => outcome);
    }
  }

  worker.on("message", receive);
  worker.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ERR_WORKER_OUT_OF_MEMORY") end(faults.outOfMemory);
    else log(String(error.stack));
  });
  worker.on("exit", (status) => end((requestId) => faults.exited(requestId, status)));
  worker.unref();

  return {
    run,
    async stop() {
      await worker.terminate();
    },
  };
}

function environmentData({ configuration, version, region, modulePaths, extraEnvironment }: EnvironmentSetup): EnvironmentData {
  const now = new Date().toISOString();
  const logStream = `${now.slice(0, 10).replaceAll("-", "/")}/[${version}]${randomBytes(16).toString("hex")}`;
  // Node.js resolves links in the names of modules, and so in stack traces.
  const directory = existsSync(configuration.directory) ? realpathSync(configuration.directory) : configuration.directory;
  return {
    directory,
    handler: configuration.handler,
    runtimeVersion: Number(/\d+/.exec(configuration.runtime)?.[0]),
    variables: environmentVariables({ ...configuration, directory }, version, region, logStream, extraEnvironment),
    modulePaths,
    wake: new Int32Array(new SharedArrayBuffer(4)),
  };
}

/** The caller sees the paths that are the function's on AWS, not this machine's. */
function errorOutcome(error: string, fatal: boolean, { directory, modulePaths }: EnvironmentData): Outcome {
  const places = [[directory, "/var/task"], ...modulePaths.map((path) => [join(path, "node_modules"), "/var/runtime/node_modules"])];
  const payload = places.reduce((text, [local = "", remote = ""]) => text.replaceAll(JSON.stringify(local).slice(1, -1), remote), error);
  return { kind: "error", payload, ...(fatal ? { reported: errorTypeOf(payload) } : {}) };
}

function missingSdk(error: string): string[] {
  return /Cannot find (?:module|package) '(@(?:aws-sdk|smithy)\/[^'/]+)/.exec(error)?.slice(1) ?? [];
}

function errorTypeOf(payload: string): string {
  const error: unknown = JSON.parse(payload);
  return typeof error === "object" && error !== null && "errorType" in error ? String(error.errorType) : "Unknown";
}
