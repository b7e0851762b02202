/** Lambda for the recorded cases: their functions run in this process, answer and fail as on AWS. */
import { createRequire } from "node:module";
import { PassThrough } from "node:stream";
import { compileFunction } from "node:vm";
import type { InvokeLambda, LambdaResult } from "../../gateway/index";
import type { ApiCase } from "./files";
import type { VirtualTime } from "./virtual-time";

type Handler = (event: unknown, context: object, third: unknown) => unknown;

/** The functions of a case by their names; their timers run on virtual time. */
export function createFunctions(functions: ApiCase["functions"], time: VirtualTime): InvokeLambda {
  const handlers = new Map<string, Handler>();
  return async ({ functionArn, payload, streaming, invocationType }) => {
    const name = functionArn.split(":")[6] ?? "";
    const given = functions[name];
    if (given === undefined)
      return { kind: "refused", status: 404, errorType: "ResourceNotFoundException", message: `Function not found: ${functionArn}` };
    const handler = handlers.get(name) ?? load(given, time);
    handlers.set(name, handler);
    if (Buffer.byteLength(payload) > LARGEST_EVENT) {
      return {
        kind: "refused",
        status: 413,
        errorType: "RequestTooLargeException",
        message: `Request must be smaller than ${LARGEST_EVENT} bytes for the InvokeFunction operation`,
      };
    }
    if (invocationType === "DryRun") return { kind: "accepted" };
    const running = run(handler, JSON.parse(payload.toString()), streaming);
    if (invocationType === "Event") return { kind: "accepted" };
    return limited(running, given.timeout ?? 3, time);
  };
}

/** Bytes of an event and of a result (Lambda developer guide, quotas; the hundred more: error messages). */
const LARGEST_EVENT = 6 * 1024 * 1024;
const LARGEST_RESULT = LARGEST_EVENT + 100;

const STREAMED = Symbol("streamed");

function load({ source, handler, environment = {} }: ApiCase["functions"][string], time: VirtualTime): Handler {
  const module = { exports: {} as Record<string, Handler> };
  const globals: Record<string, unknown> = {
    module,
    exports: module.exports,
    require: createRequire(__filename),
    process: { ...process, env: { AWS_REGION: "us-east-1", ...environment } },
    console: { log() {}, info() {}, warn() {}, error() {}, debug() {} },
    setTimeout: (callback: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]) =>
      time.timer(milliseconds, () => callback(...args)),
    clearTimeout: (cancel?: () => void) => cancel?.(),
    awslambda: {
      streamifyResponse: (streamed: Handler) => Object.assign(streamed, { [STREAMED]: true }),
      HttpResponseStream: {
        from: (stream: PassThrough, metadata: unknown) => {
          stream.write(JSON.stringify(metadata));
          stream.write(Buffer.alloc(8));
          return stream;
        },
      },
    },
  };
  compileFunction(source, Object.keys(globals))(...Object.values(globals));
  const exported = module.exports[handler.split(".").at(-1) ?? ""];
  if (exported === undefined) throw new TypeError(`${handler} is not exported`);
  return exported;
}

async function run(handler: Handler, event: unknown, streaming: boolean): Promise<LambdaResult> {
  const context = {
    awsRequestId: "00000000-0000-4000-8000-000000000000",
    getRemainingTimeInMillis: () => 3000,
    callbackWaitsForEmptyEventLoop: true,
  };
  if (STREAMED in handler) {
    const stream = new PassThrough();
    const ended = Promise.resolve(handler(event, context, stream) ?? context).then((_) => undefined);
    if (streaming) return { kind: "stream", chunks: stream };
    await ended;
    return { kind: "payload", payload: Buffer.concat(await stream.toArray()) };
  }
  try {
    const result = await new Promise((resolve, reject) => {
      const returned = handler(event, context, (error: unknown, value: unknown) =>
        error === null || error === undefined ? resolve(value) : reject(error),
      );
      if (returned instanceof Promise) returned.then(resolve, reject);
    });
    const payload = Buffer.from(JSON.stringify(result) ?? "null");
    if (payload.length <= LARGEST_RESULT) return { kind: "payload", payload };
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${LARGEST_RESULT} bytes).`;
    return failure({ errorType: "Function.ResponseSizeTooLarge", errorMessage });
  } catch (error) {
    return failure(errorObject(error));
  }
}

/** As the Node.js runtime writes it. */
function errorObject(error: unknown): object {
  if (error instanceof Error) return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split("\n") ?? [] };
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function failure(error: object): LambdaResult {
  return { kind: "payload", payload: Buffer.from(JSON.stringify(error)), functionError: "Unhandled" };
}

function limited(running: Promise<LambdaResult>, seconds: number, time: VirtualTime): Promise<LambdaResult> {
  return new Promise((resolve, reject) => {
    const errorMessage = `RequestId: 00000000-0000-4000-8000-000000000000 Error: Task timed out after ${seconds.toFixed(2)} seconds`;
    const cancel = time.timer(seconds * 1000, () => resolve(failure({ errorType: "Sandbox.Timedout", errorMessage })));
    running.then(resolve, reject).finally(cancel);
  });
}
