/** The thread's end of the conversation with the service. */
import { getHeapStatistics } from "node:v8";
import workerThreads, { type MessagePort } from "node:worker_threads";
import type { ChunkTakenMessage, EnvironmentData, EnvironmentMessage, InvokeMessage } from "../messages";

const { receiveMessageOnPort } = workerThreads;
const port = parentPort();

export const environment: EnvironmentData = workerThreads.workerData;

export function post(message: EnvironmentMessage): void {
  port.postMessage(message);
}

/**
 * Freezes the environment until its next request, as Lambda does: no timer fires, no socket is read, no promise goes on in between
 * (developer guide: lambda-runtime-environment).
 */
export function nextInvocation(): InvokeMessage {
  post({ kind: "idle" });
  for (;;) {
    const received = receiveMessageOnPort(port);
    if (received !== undefined) {
      const message: InvokeMessage | ChunkTakenMessage = received.message;
      if ("event" in message) return message;
      continue;
    }
    Atomics.wait(environment.wake, 0, 0);
    Atomics.store(environment.wake, 0, 0);
  }
}

/** Calls back for each chunk of this request that was taken, and keeps the event loop alive, until the returned function is called. */
export function onChunkTaken(requestId: string, taken: () => void): () => void {
  const listener = (message: ChunkTakenMessage) => {
    if (message.chunkOf === requestId) taken();
  };
  port.on("message", listener);
  return () => port.off("message", listener).unref();
}

/** MB, of this thread. */
export function memoryUsed(): number {
  const heap = getHeapStatistics();
  return Math.ceil((heap.total_physical_size + heap.malloced_memory + heap.external_memory) / 2 ** 20);
}

function parentPort(): MessagePort {
  if (workerThreads.parentPort === null) throw new Error("The Lambda runtime runs in a worker thread.");
  return workerThreads.parentPort;
}
