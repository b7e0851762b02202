/** The lines that Lambda itself writes around those of a function, as recorded: test_invocation_with_logs. */
import type { Outcome } from "./faults";
import type { FunctionConfiguration } from "./types";

export interface LoggedFunction {
  readonly configuration: FunctionConfiguration;
  readonly version: string;
  readonly log: (event: string) => void;
}

interface RequestLog {
  /**
   * @param memoryUsed - MB, where it is known.
   * @param took - milliseconds. @default from its start until now
   * @returns the duration in milliseconds
   */
  end(outcome: Outcome, memoryUsed?: number, took?: number): number;
}

/** Writes START now, and END and REPORT at the end. @param initDuration - milliseconds, of an environment's first request */
export function requestLog(
  requestId: string,
  { configuration, version, log }: LoggedFunction,
  initDuration: number | undefined,
): RequestLog {
  const startedAt = performance.now();
  if (configuration.logging?.format === "JSON") return jsonLog(requestId, { configuration, version, log }, initDuration);
  log(`START RequestId: ${requestId} Version: ${version}`);
  return {
    end(outcome, memoryUsed = configuration.memorySize, duration = performance.now() - startedAt) {
      if (outcome.kind === "error" && outcome.logLine !== undefined) log(outcome.logLine);
      log(`END RequestId: ${requestId}`);
      const took = duration.toFixed(2);
      const init = initDuration === undefined ? "" : `Init Duration: ${initDuration.toFixed(2)} ms\t`;
      log(
        `REPORT RequestId: ${requestId}\tDuration: ${took} ms\tBilled Duration: ${Math.ceil(duration)} ms\tMemory Size: ${configuration.memorySize} MB\tMax Memory Used: ${memoryUsed} MB\t${init}${status(outcome)}`,
      );
      return Number(took);
    },
  };
}

/** Only what ended the environment is reported. */
function status(outcome: Outcome): string {
  if (outcome.kind === "answer" || outcome.reported === undefined) return "";
  return outcome.reported === "Sandbox.Timedout" ? "Status: timeout\t" : `Status: error\tError Type: ${outcome.reported}\t`;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html */
function jsonLog(requestId: string, { configuration, version, log }: LoggedFunction, initDuration: number | undefined): RequestLog {
  const startedAt = performance.now();
  const tells = (level: string) => LEVELS.indexOf(level) >= LEVELS.indexOf(configuration.logging?.systemLevel ?? "INFO");
  const tell = (level: string, type: string, record: object) => {
    if (tells(level)) log(JSON.stringify({ time: new Date().toISOString(), type, record }));
  };
  tell("INFO", "platform.start", { requestId, version });
  return {
    end(outcome, memoryUsed = configuration.memorySize, duration = performance.now() - startedAt) {
      const durationMs = Number(duration.toFixed(3));
      const { memorySize: memorySizeMB } = configuration;
      const metrics = {
        durationMs,
        billedDurationMs: Math.ceil(durationMs),
        memorySizeMB,
        maxMemoryUsedMB: memoryUsed,
        ...(initDuration !== undefined && { initDurationMs: Number(initDuration.toFixed(3)) }),
      };
      const reported = outcome.kind === "error" ? outcome.reported : undefined;
      const status = reported === undefined ? "success" : reported === "Sandbox.Timedout" ? "timeout" : "error";
      tell(reported === undefined ? "INFO" : "WARN", "platform.report", {
        requestId,
        metrics,
        status,
        ...(status === "error" && { errorType: reported }),
      });
      return durationMs;
    },
  };
}

const LEVELS = ["DEBUG", "INFO", "WARN"];
