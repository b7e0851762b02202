/**
 * What runs in the process of a Node.js function: Lambda's Node.js runtime, as its open-source runtime interface client behaves
 * (https://github.com/aws/aws-lambda-nodejs-runtime-interface-client: version 3 for nodejs22.x and before, version 4 from nodejs24.x).
 * Nothing imports this file: the service bundles it and starts processes with it.
 */
import { setImmediate as turnOfEventLoop } from "node:timers/promises";
import { keepFromAws } from "./aws";
import { openDebugger } from "./debugger";
import { errorPayload, RuntimeError } from "./errors";
import { type Handler, loadHandler } from "./handler";
import { FIRST_VERSION_WITHOUT_CALLBACKS, invoke, type Outcome } from "./invoke";
import { captureOutput, flushOutput, logError, logForRequest } from "./output";
import { canClaim, environment, nextInvocation, nextInvocationLater, post, postEnd } from "./port";
import { awslambda, isStreaming } from "./response-stream";
import { provideSdkToRequire, provideToImports } from "./sdk";
import { keepTraceVariable } from "./trace-variable";

type Answer = { readonly payload: string } | { readonly error: unknown };

const { directory, handler: handlerName, runtimeVersion, modulePaths } = environment;
let whenEmpty: () => void = () => process.exit(13);

Object.assign(globalThis, { awslambda });
captureOutput();
keepFromAws();
keepTraceVariable();
provideSdkToRequire(modulePaths);
process.on("uncaughtException", (error) => die("Uncaught Exception", error, 129));
process.on("unhandledRejection", (reason) => {
  die("Unhandled Promise Rejection", new RuntimeError("UnhandledPromiseRejection", String(reason), { reason }), 128);
});
process.on("beforeExit", () => whenEmpty());
main().catch((error: unknown) => die("Uncaught Exception", error, 129));

async function main(): Promise<void> {
  if (environment.debugger !== undefined) openDebugger(environment.debugger);
  const handler = await loadHandler(directory, handlerName, () => provideToImports(modulePaths));
  refuseCallback(handler);
  // A stream waits for what the service says of it, and would read what is offered.
  if (canClaim && !isStreaming(handler)) post("claims");
  post("next");
  for (;;) {
    const invocation = environment.debugger === undefined ? nextInvocation() : await nextInvocationLater();
    logForRequest(invocation.requestId);
    process.env["_X_AMZN_TRACE_ID"] = invocation.traceId;
    // What came while the environment was frozen goes first: sockets that were closed, timers that are due.
    await turnOfEventLoop();
    const outcome = await invoke(handler, invocation, runtimeVersion, (then) => {
      whenEmpty = then;
    });
    await answer(serialized(outcome));
  }
}

function refuseCallback(handler: Handler): void {
  if (runtimeVersion < FIRST_VERSION_WITHOUT_CALLBACKS || handler.length < 3 || isStreaming(handler)) return;
  process.stderr.write(
    "The handler takes a callback. Give the function the runtime nodejs22.x, or wrap the handler: export const handler = async (event, context) => inner(event, context); it has to give a promise.\n",
  );
  throw new RuntimeError(
    "CallbackHandlerDeprecated",
    "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.",
  );
}

/** What goes on without waiting for anything is done. */
function microtasksDone(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** Answers and asks for the next request, after a turn of the event loop where something is left to do in it. */
async function answer(outcome: Answer): Promise<void> {
  await microtasksDone();
  const last = process.getActiveResourcesInfo().length === 0;
  if ("error" in outcome) logError("Invoke Error", outcome.error);
  flushOutput();
  const [kind, payload] = "error" in outcome ? (["error", errorPayload(outcome.error)] as const) : (["answer", outcome.payload] as const);
  postEnd(kind, payload, last);
  if (last) return;
  await turnOfEventLoop();
  post("next");
}

/** The result as JSON text; an error where it has none, for example because it contains itself or a BigInt. */
function serialized(outcome: Outcome): Answer {
  if ("error" in outcome) return outcome;
  if ("streamed" in outcome) return { payload: "" };
  try {
    const payload: string | undefined = JSON.stringify(outcome.result === undefined ? null : outcome.result);
    if (payload !== undefined) return { payload };
  } catch {
    // Said below.
  }
  const message = "Unable to stringify response body";
  return { error: runtimeVersion < FIRST_VERSION_WITHOUT_CALLBACKS ? new Error(message) : new RuntimeError("JSONStringifyError", message) };
}

/** Reports the error as that of the request that runs, or of the init phase, and ends the environment. */
function die(title: string, error: unknown, status: number): void {
  logError(title, error);
  flushOutput();
  post("fatal", errorPayload(error));
  process.exit(status);
}
