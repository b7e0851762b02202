/** What Lambda answers, rather than the function: errors of its environment, and refusals. */
import type { LambdaResult } from "../../gateway/index";
import type { Exit } from "./child";

/**
 * How a request ended in its environment. `reported` is the error type in the REPORT line, where the environment ended with the request.
 */
export type Outcome = ({ readonly kind: "answer"; readonly payload: Buffer } | ErrorOutcome) & {
  /** Milliseconds, as REPORT has them; absent where no environment has taken the request. */
  readonly duration?: number;
};

export interface ErrorOutcome {
  readonly kind: "error";
  readonly payload: string;
  readonly reported?: string;
  readonly logLine?: string;
}

type Refusal = Extract<LambdaResult, { kind: "refused" }>;

/**
 * Bytes, of a request and of an answer: 6 MB, and some more for the answer (recorded message).
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const REQUEST_LIMITS = { RequestResponse: 6_291_456, DryRun: 6_291_456, Event: 1_048_576 };
export const RESPONSE_LIMIT = 6_291_556;

export const faults = {
  /** Recorded: test_lambda_invoke_with_timeout. The log has the older text. */
  timedOut: (requestId: string, seconds: number): Outcome => {
    const text = `Task timed out after ${seconds.toFixed(2)} seconds`;
    const logLine = `${new Date().toISOString()} ${requestId} ${text}`;
    return { ...fault("Sandbox.Timedout", `RequestId: ${requestId} Error: ${text}`), reported: "Sandbox.Timedout", logLine };
  },

  /** Seen in users' logs; status 0 has no reason. */
  exited: (requestId: string, { status, signal, error }: Exit): Outcome => {
    if (error !== undefined) return crash(requestId, error.message, "Runtime.InvalidEntrypoint");
    if (signal !== null) return crash(requestId, `Runtime exited with error: signal: ${SIGNALS[signal] ?? signal}`, "Runtime.ExitError");
    const text = status === 0 ? "Runtime exited without providing a reason" : `Runtime exited with error: exit status ${status}`;
    return crash(requestId, text, "Runtime.ExitError");
  },

  /** The answer is an ExitError, the REPORT line says OutOfMemory: seen in users' logs. */
  outOfMemory: (requestId: string): Outcome => crash(requestId, "Runtime exited with error: signal: killed", "Runtime.OutOfMemory"),

  /** Recorded: test_lambda_too_large_response. */
  responseTooLarge: (): ErrorOutcome => ({
    kind: "error",
    payload: JSON.stringify({
      errorMessage: `Response payload size exceeded maximum allowed payload size (${RESPONSE_LIMIT} bytes).`,
      errorType: "Function.ResponseSizeTooLarge",
    }),
  }),
};

export function isTooLargeToReturn(bytes: number): boolean {
  return bytes > RESPONSE_LIMIT;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
export const refusals = {
  notFound: (arn: string) => refused(404, "ResourceNotFoundException", `Function not found: ${arn}`),
  throttled: () => refused(429, "TooManyRequestsException", "Rate Exceeded."),
  notJson: (reason: string) => refused(400, "InvalidRequestContentException", `Could not parse request body into json: ${reason}`),
  unknownRuntime: (runtime: string) =>
    refused(
      502,
      "InvalidRuntimeException",
      `The runtime ${runtime || "of a container image"} is not run here: those of Node.js, Python and provided.* are.`,
    ),
  closing: () => refused(500, "ServiceException", "The local Lambda service is being closed."),
  tooLarge: (bytes: number, type: keyof typeof REQUEST_LIMITS): Refusal | undefined => {
    const limit = REQUEST_LIMITS[type];
    if (bytes <= limit) return undefined;
    return refused(413, "RequestEntityTooLargeException", `Request must be smaller than ${limit} bytes for the InvokeFunction operation`);
  },
};

/** As Go calls them, in which the service is written: https://pkg.go.dev/syscall#Signal.String */
const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGHUP: "hangup",
  SIGINT: "interrupt",
  SIGQUIT: "quit",
  SIGILL: "illegal instruction",
  SIGTRAP: "trace/breakpoint trap",
  SIGABRT: "aborted",
  SIGBUS: "bus error",
  SIGFPE: "floating point exception",
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault",
  SIGPIPE: "broken pipe",
  SIGALRM: "alarm clock",
  SIGTERM: "terminated",
};

function crash(requestId: string, text: string, reported: string): Outcome {
  const message = `RequestId: ${requestId} Error: ${text}`;
  return { ...fault("Runtime.ExitError", message), reported, logLine: `${message}\nRuntime.ExitError` };
}

function fault(errorType: string, errorMessage: string): ErrorOutcome {
  return { kind: "error", payload: JSON.stringify({ errorType, errorMessage }) };
}

function refused(status: number, errorType: string, message: string): Refusal {
  return { kind: "refused", status, errorType, message };
}
