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

export interface Aftermath {
  /** @param attempt - how many there were before */
  ended(configuration: FunctionConfiguration, event: string, result: LambdaResult, attempt: number, again: () => void): void;
  /** Tries nothing again. */
  close(): void;
}

export function createAftermath({ delays, log, invoke }: AftermathOptions): Aftermath {
  const timers = new Set<NodeJS.Timeout>();

  const tryLater = (milliseconds: number, again: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      again();
    }, milliseconds).unref();
    timers.add(timer);
  };

  const deliver = (
    destination: string,
    what: string,
    { name, arn }: FunctionConfiguration,
    event: string,
    result: LambdaResult,
    attempts: number,
  ): void => {
    const isFunction = destination.includes(":lambda:");
    log(`The ${what} of an asynchronous request goes to ${destination}${isFunction ? "" : ", which is not sent locally"}`, name);
    if (isFunction) invoke(destination, Buffer.from(JSON.stringify(record(arn, event, result, attempts))));
  };

  return {
    ended(configuration, event, result, attempt, again) {
      const { name, asynchronous } = configuration;
      if (asynchronous === undefined) return;
      const { maximumRetryAttempts, onSuccess, onFailure, deadLetterQueue } = asynchronous;
      if (result.kind !== "payload" || result.functionError === undefined) {
        if (onSuccess !== undefined) deliver(onSuccess, "result", configuration, event, result, attempt + 1);
      } else if (attempt < maximumRetryAttempts) {
        const delay = delays[attempt] ?? delays.at(-1) ?? 0;
        log(
          `An asynchronous request failed; it is tried again in ${Math.round(delay / 1000)} s (${attempt + 1} of ${maximumRetryAttempts})`,
          name,
        );
        tryLater(delay, again);
      } else {
        const destinations = [onFailure, deadLetterQueue].filter((arn) => arn !== undefined);
        if (destinations.length === 0)
          log("An asynchronous request failed for the last time; it has neither a destination nor a dead-letter queue, and is lost", name);
        for (const destination of destinations) deliver(destination, "failure", configuration, event, result, attempt + 1);
      }
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-async-destinations */
function record(functionArn: string, event: string, result: LambdaResult, approximateInvokeCount: number): object {
  const error = result.kind === "payload" ? result.functionError : undefined;
  return {
    version: "1.0",
    timestamp: new Date().toISOString(),
    requestContext: {
      functionArn: `${functionArn}:$LATEST`,
      condition: error === undefined ? "Success" : "RetriesExhausted",
      approximateInvokeCount,
    },
    requestPayload: JSON.parse(event),
    responseContext: { statusCode: 200, executedVersion: "$LATEST", ...(error !== undefined && { functionError: error }) },
    ...(result.kind === "payload" && { responsePayload: parsed(result.payload.toString()) }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
