/** Calls the handler for one request and says how it ended. */
import { finished } from "node:stream/promises";
import type { Invocation } from "../messages";
import { RuntimeError } from "./errors";
import type { Handler } from "./handler";
import { log } from "./output";
import { createResponseStream, isStreaming } from "./response-stream";

export type Outcome = { readonly result: unknown } | { readonly error: unknown } | { readonly streamed: true };

/** From this version on handlers take no callback, and what a synchronous handler returns is its answer. */
export const FIRST_VERSION_WITHOUT_CALLBACKS = 24;

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
type Context = Record<string, unknown>;

/** @param whenEmpty - takes what to do when the event loop has nothing left to wait for */
export function invoke(handler: Handler, invocation: Invocation, version: number, whenEmpty: (then: () => void) => void): Promise<Outcome> {
  const call = isStreaming(handler) ? callStreaming : version < FIRST_VERSION_WITHOUT_CALLBACKS ? callWithCallback : callWithoutCallback;
  return call(handler, invocation, whenEmpty);
}

function callWithCallback(handler: Handler, invocation: Invocation, whenEmpty: (then: () => void) => void): Promise<Outcome> {
  return new Promise((resolve) => {
    let waitsForEmptyEventLoop = true;
    let called = false;
    const once =
      <A extends unknown[]>(then: (...args: A) => void) =>
      (...args: A) => {
        if (called) return;
        called = true;
        then(...args);
      };
    const done = (error: unknown, result?: unknown) => resolve(error === undefined || error === null ? { result } : { error });
    const callback = once((error?: unknown, result?: unknown) => {
      if (waitsForEmptyEventLoop && (error === undefined || error === null)) whenEmpty(() => resolve({ result }));
      else done(error, result);
    });
    const succeed = once((result?: unknown) => done(null, result));
    const fail = once((error?: unknown) => done(error ?? "handled"));
    const context = {
      get callbackWaitsForEmptyEventLoop() {
        return waitsForEmptyEventLoop;
      },
      set callbackWaitsForEmptyEventLoop(value) {
        waitsForEmptyEventLoop = value;
      },
      succeed,
      fail,
      done: once(done),
    };
    whenEmpty(() => resolve(handler.constructor.name === "AsyncFunction" ? { error: neverSettled() } : { result: null }));
    try {
      const result: unknown = handler(JSON.parse(invocation.event), Object.assign(context, contextOf(invocation)), callback);
      if (isPromise(result)) result.then(succeed, fail);
    } catch (error) {
      callback(error);
    }
  });
}

async function callWithoutCallback(handler: Handler, invocation: Invocation, whenEmpty: (then: () => void) => void): Promise<Outcome> {
  // Node.js ends with this status where a top-level await can never settle; the runtime's main loop is one.
  whenEmpty(() => process.exit(13));
  try {
    return { result: await handler(JSON.parse(invocation.event), contextOf(invocation)) };
  } catch (error) {
    return { error };
  }
}

async function callStreaming(handler: Handler, invocation: Invocation, whenEmpty: (then: () => void) => void): Promise<Outcome> {
  const stream = createResponseStream(handler);
  const ended = finished(stream, { readable: false });
  ended.catch(() => {});
  const empty = new Promise<void>((resolve) => whenEmpty(resolve));
  const run = async () => {
    const result: unknown = handler(JSON.parse(invocation.event), stream, contextOf(invocation));
    if (!isPromise(result)) throw new Error("Streaming does not support non-async handlers.");
    if ((await result) !== undefined) log("WARN", "Streaming handlers ignore return values.");
    await ended;
  };
  try {
    await Promise.race([run(), empty]);
    return { streamed: true };
  } catch (error) {
    return { error };
  } finally {
    await stream.close();
  }
}

function contextOf({ requestId, functionArn, clientContext, deadline }: Invocation): Context {
  const { env } = process;
  return {
    functionVersion: env["AWS_LAMBDA_FUNCTION_VERSION"],
    functionName: env["AWS_LAMBDA_FUNCTION_NAME"],
    memoryLimitInMB: env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
    logGroupName: env["AWS_LAMBDA_LOG_GROUP_NAME"],
    logStreamName: env["AWS_LAMBDA_LOG_STREAM_NAME"],
    clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
    identity: undefined,
    invokedFunctionArn: functionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function neverSettled(): RuntimeError {
  return new RuntimeError(
    "NodeJsExit",
    "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes",
  );
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
