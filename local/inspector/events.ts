import { randomUUID } from "node:crypto";
import type { Hello, RequestSummary } from "../../inspector/index";
import { summaryOf } from "./requests";
import type { InspectorSources } from "./sources";

/** Milliseconds within which requests are told of together. */
const TOGETHER = 100;
/** Milliseconds after which a comment shows whether anybody still listens. */
const HEARTBEAT = 15_000;

/** Opens streams of server-sent events: first the requests that are kept, then those that come. */
export function streamEvents({ history, onClose }: InspectorSources): () => AsyncIterable<Uint8Array> {
  const hello: Hello = { instance: randomUUID() };
  const open = new Set<() => void>();
  let closed = false;
  onClose(() => {
    closed = true;
    for (const wake of open) wake();
  });
  return async function* () {
    let waiting: RequestSummary[] = history.all().map(summaryOf);
    let wake = () => {};
    const wakeNow = () => wake();
    const unsubscribe = history.subscribe((event) => {
      waiting.push(summaryOf(event));
      wake();
    });
    open.add(wakeNow);
    try {
      yield message("hello", hello);
      while (!closed) {
        if (waiting.length > 0) {
          yield message("requests", waiting);
          waiting = [];
          await pause(TOGETHER);
        } else if ((await woken(HEARTBEAT, (callback) => (wake = callback))) === "late") yield Buffer.from(":\n\n");
      }
    } finally {
      unsubscribe();
      open.delete(wakeNow);
    }
  };
}

function message(event: string, data: unknown): Buffer {
  return Buffer.from(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());
}

function woken(milliseconds: number, onWake: (wake: () => void) => void): Promise<"woken" | "late"> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve("late"), milliseconds).unref();
    onWake(() => {
      clearTimeout(timer);
      resolve("woken");
    });
  });
}
