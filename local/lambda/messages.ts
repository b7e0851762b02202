/** What the service and the thread of an execution environment say to each other. */

/** Given to the thread at its start. */
export interface EnvironmentData {
  readonly directory: string;
  readonly handler: string;
  /** Major version of the Node.js runtime that the function asks for. */
  readonly runtimeVersion: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly modulePaths: readonly string[];
  /** One element; set to 1 and notified when there is a message for a frozen environment. */
  readonly wake: Int32Array;
}

export interface InvokeMessage {
  readonly requestId: string;
  readonly functionArn: string;
  /** JSON text. */
  readonly event: string;
  readonly traceId: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/** Says that the chunk just sent was taken, so that a slow reader slows the function down. */
export interface ChunkTakenMessage {
  readonly chunkOf: string;
}

export type EnvironmentMessage =
  /** Nothing runs: the environment is frozen until its next request. The first one ends the init phase. */
  | { readonly kind: "idle" }
  | { readonly kind: "log"; readonly line: string }
  | { readonly kind: "chunk"; readonly requestId: string; readonly bytes: Uint8Array }
  /** The response stream ended; the function may run on. */
  | { readonly kind: "end"; readonly requestId: string }
  /** The function's answer as JSON text; empty where it was streamed. */
  | { readonly kind: "answer"; readonly requestId: string; readonly payload: string; readonly memoryUsed: number }
  /** The function's error object as JSON text. A fatal one ends the environment; one without a request comes from the init phase. */
  | { readonly kind: "error"; readonly requestId?: string; readonly error: string; readonly fatal: boolean; readonly memoryUsed: number };
