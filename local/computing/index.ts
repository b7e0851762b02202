/** Does what may take long on threads beside the one that answers requests. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Computing } from "../../gateway/index";
import { bundled } from "../bundled";
import type { Task, TaskResult } from "./task";

export interface Threads extends Computing {
  close(): Promise<void>;
}

interface Job {
  readonly task: Task;
  readonly resolve: (result: TaskResult) => void;
  readonly reject: (error: Error) => void;
}

const THREADS = Math.max(2, availableParallelism());

/** Milliseconds: the longest that an integration may take, unless an account's quota is raised. */
const LONGEST = 29_000;

/** MB that a thread may hold: many times the largest payload. */
const MEMORY = 1024;

/** Milliseconds after which a thread without work ends. */
const IDLE_TIME = 30_000;

/** Starts no thread before there is something to do. */
export function createThreads(build = () => bundled(join(__dirname, "worker"))): Threads {
  const threads = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: Job[] = [];
  let source: Promise<string> | undefined;
  let closed = false;

  const assign = (): void => {
    for (let worker = idle.pop(); worker !== undefined; worker = idle.pop()) {
      const job = waiting.shift();
      if (job === undefined) return void idle.push(worker);
      work(worker, job);
    }
    if (waiting.length > 0 && threads.size < THREADS) void start();
  };

  const start = async (): Promise<void> => {
    source ??= build();
    const code = await source.catch(giveUp);
    if (code === undefined || closed || threads.size >= THREADS) return;
    const worker = new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: MEMORY } });
    worker.unref();
    threads.add(worker);
    worker.once("exit", () => {
      threads.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
      assign();
    });
    worker.on("error", () => {});
    idle.push(worker);
    assign();
  };

  /** What waits is told; what comes later tries again. */
  const giveUp = (error: Error): undefined => {
    source = undefined;
    for (const { reject } of waiting.splice(0)) reject(error);
  };

  const work = (worker: Worker, { task, resolve, reject }: Job): void => {
    const settle = (): void => {
      clearTimeout(timer);
      worker.off("message", answered).off("error", failed);
    };
    const answered = (result: TaskResult): void => {
      settle();
      resolve(result);
      idle.push(worker);
      assign();
      if (idle.includes(worker)) endLater(worker);
    };
    const failed = (error: Error): void => {
      settle();
      reject(error);
    };
    const timer = setTimeout(() => {
      failed(new Error(`it takes longer than ${LONGEST / 1000} seconds`));
      void worker.terminate();
    }, LONGEST);
    worker.on("message", answered).on("error", failed);
    worker.postMessage(task);
  };

  const endLater = (worker: Worker): void => {
    setTimeout(() => idle.includes(worker) && void worker.terminate(), IDLE_TIME).unref();
  };

  const run = (task: Task): Promise<TaskResult> =>
    new Promise((resolve, reject) => {
      waiting.push({ task, resolve, reject });
      assign();
    });

  return {
    async render(rendering) {
      const result = await run({ render: rendering });
      return "rendered" in result ? result.rendered : fail(result);
    },
    async check(check) {
      const result = await run({ check });
      return "errors" in result ? result.errors : fail(result);
    },
    async close() {
      closed = true;
      await Promise.all([...threads].map((worker) => worker.terminate()));
    },
  };
}

function fail(result: TaskResult): never {
  throw new Error("failure" in result ? result.failure : "This is not what was asked for");
}
