/** What becomes of asynchronous requests when they have ended: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html */
import type { LambdaResult } from "../../gateway/index";
import type { FunctionConfiguration } from "./types";

export interface AftermathOptions {
  /** Milliseconds before each further attempt. */
  readonly delays: readonly number[];
  readonly log: (event: string, functionName: string) => void;
  /** Hands a record to a function that is a destination. */
  readonly invoke: (functionArn: string, payload: Buffer) => void;
}

/** A request, whose ID stays the same however often it is tried (recorded: test_request_id_async_invoke_with_retry). */
export interface LambdaRequest {
  readonly requestId: string;
  readonly event: string;
}

export interface Aftermath {
  /** @param attempt - how many there were before */
  ended(configuration: FunctionConfiguration, request: LambdaRequest, result: LambdaResult, attempt: number, again: () => void): void;
  /** A function that reserves no concurrency never gets its events. */
  withheld(configuration: FunctionConfiguration, request: LambdaRequest): void;
  /** Tries nothing again. */
  close(): void;
}

/** What there is to tell of a request that has ended. */
interface Ending {
  readonly condition: "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";
  readonly attempts: number;
  /** Of its last attempt. */
  readonly result?: LambdaResult;
}

/**
 * How old, in seconds, an event is on AWS at its second attempt, and at its third: after a minute, and two more. One that would then be too
 * old is not tried again (recorded: test_maxeventage).
 */
const AGES = [60, 180];
const SIX_HOURS = 21_600;

export function createAftermath({ delays, log, invoke }: AftermathOptions): Aftermath {
  const timers = new Set<NodeJS.Timeout>();

  const tryLater = (milliseconds: number, again: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      again();
    }, milliseconds).unref();
    timers.add(timer);
  };

  const deliver = (destination: string, { name, arn }: FunctionConfiguration, request: LambdaRequest, ending: Ending): void => {
    const isFunction = destination.includes(":lambda:");
    const what = ending.condition === "Success" ? "result" : "failure";
    log(`The ${what} of an asynchronous request goes to ${destination}${isFunction ? "" : ", which is not sent locally"}`, name);
    if (isFunction) invoke(destination, Buffer.from(JSON.stringify(record(arn, request, ending))));
  };

  const fail = (configuration: FunctionConfiguration, request: LambdaRequest, ending: Ending): void => {
    const { onFailure, deadLetterQueue } = configuration.asynchronous ?? {};
    const destinations = [onFailure, deadLetterQueue].filter((arn) => arn !== undefined);
    if (destinations.length === 0)
      log(
        "An asynchronous request failed for the last time; it has neither a destination nor a dead-letter queue, and is lost",
        configuration.name,
      );
    for (const destination of destinations) deliver(destination, configuration, request, ending);
  };

  return {
    ended(configuration, request, result, attempt, again) {
      const { name, asynchronous } = configuration;
      if (asynchronous === undefined) return;
      const { maximumRetryAttempts, maximumEventAgeInSeconds = SIX_HOURS, onSuccess } = asynchronous;
      const attempts = attempt + 1;
      if (result.kind !== "payload" || result.functionError === undefined) {
        if (onSuccess !== undefined) deliver(onSuccess, configuration, request, { condition: "Success", attempts, result });
      } else if (attempt >= maximumRetryAttempts) fail(configuration, request, { condition: "RetriesExhausted", attempts, result });
      else if (maximumEventAgeInSeconds <= (AGES[attempt] ?? 0)) {
        log(`An asynchronous request is not tried again: on AWS it would be older than ${maximumEventAgeInSeconds} s by then`, name);
        fail(configuration, request, { condition: "EventAgeExceeded", attempts, result });
      } else {
        const delay = delays[attempt] ?? delays.at(-1) ?? 0;
        log(
          `An asynchronous request failed; it is tried again in ${Math.round(delay / 1000)} s (${attempts} of ${maximumRetryAttempts})`,
          name,
        );
        tryLater(delay, again);
      }
    },
    withheld(configuration, request) {
      log("An asynchronous request is not tried: the function's reserved concurrency is 0", configuration.name);
      fail(configuration, request, { condition: "ZeroReservedConcurrency", attempts: 0 });
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-async-destinations; recorded:
 * test_lambda_destinations, test_reserved_concurrency.
 */
function record(functionArn: string, { requestId, event }: LambdaRequest, { condition, attempts, result }: Ending): object {
  const { functionError: error, version = "$LATEST" } = result?.kind === "payload" ? result : {};
  return {
    version: "1.0",
    timestamp: new Date().toISOString(),
    requestContext: { requestId, functionArn: `${functionArn}:$LATEST`, condition, approximateInvokeCount: attempts },
    requestPayload: JSON.parse(event),
    ...(result !== undefined && {
      responseContext: { statusCode: 200, executedVersion: version, ...(error !== undefined && { functionError: error }) },
    }),
    ...(result?.kind === "payload" && { responsePayload: parsed(result.payload.toString()) }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
