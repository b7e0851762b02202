/**
 * What an execution environment and the service say to each other, whatever carries it.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
import type { Invocation } from "./messages";

/** The service's end: it gives the next request to a runtime that has asked for one. */
export interface Carrier {
  invoke(invocation: Invocation): void;
  /** Gives a request, and others that the runtime claims one by one; absent where it takes no more than it has asked for. */
  readonly invokeAll?: (first: Invocation, offered: readonly Invocation[]) => void;
  /** Whether the runtime's main thread stands still by itself when it has asked. */
  readonly stopsItself: boolean;
  close(): void;
}

/** What a runtime says; whatever it says of a request is of the one that it has. */
export interface RuntimeListener {
  /** It asks for a request: its init phase has ended, or the last request has. */
  next(carrier: Carrier): void;
  /** The request took so many milliseconds; said before its end, where the runtime knows. */
  took(milliseconds: number): void;
  /** The answer; empty where it was streamed. */
  respond(payload: Buffer): void;
  /** A part of a streamed answer; resolves when its reader wants more, or has gone. */
  stream(bytes: Uint8Array): Promise<void>;
  /** The streamed answer is whole; the function may run on. */
  streamed(): void;
  /** A debugger can be attached at this url. */
  debuggable(url: string): void;
  /** An error object as JSON text, of the request or of the init phase; after a fatal one the environment ends. */
  fail(error: string, fatal: boolean): void;
}
