import type { Step } from "../gateway/index";

/** The last events of each function's log, and which of them belong to one request. */
export interface FunctionLogs {
  /** @param event - one event of the function's log, which may have several lines */
  add(functionName: string, event: string): void;
  /** The last events, oldest first. */
  of(functionName: string): readonly string[];
  /** The events of one request, from START to REPORT; undefined where they are not kept any more. */
  ofRequest(requestId: string): RequestLog | undefined;
  /** Those of the functions that a request to an API has invoked, in the order of its steps. */
  ofSteps(steps: readonly Step[]): readonly RequestLog[];
}

export interface RequestLog {
  readonly requestId: string;
  readonly functionName: string;
  readonly events: readonly string[];
}

/** Events that are kept of each function. */
const KEPT = 1000;

export function createFunctionLogs(): FunctionLogs {
  const logs = new Map<string, string[]>();
  const ofRequest = (requestId: string): RequestLog | undefined => {
    for (const [functionName, log] of logs) {
      const start = log.findLastIndex((event) => event.startsWith(`START RequestId: ${requestId}`));
      if (start < 0) continue;
      const end = log.findIndex((event, index) => index > start && event.startsWith(`REPORT RequestId: ${requestId}`));
      return { requestId, functionName, events: belonging(log.slice(start, end < 0 ? undefined : end + 1), requestId) };
    }
    return undefined;
  };
  return {
    add(functionName, event) {
      const log = logs.get(functionName) ?? [];
      logs.set(functionName, log);
      log.push(event.endsWith("\n") ? event.slice(0, -1) : event);
      if (log.length > 2 * KEPT) log.splice(0, log.length - KEPT);
    },
    of: (functionName) => (logs.get(functionName) ?? []).slice(-KEPT),
    ofRequest,
    ofSteps: (steps) =>
      steps.flatMap((step) =>
        step.kind === "integrationResponse" && step.functionRequestId !== undefined ? (ofRequest(step.functionRequestId) ?? []) : [],
      ),
  };
}

const REQUEST_ID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/;

/** Without what other environments of the function wrote in between, as far as it names its request. */
function belonging(events: readonly string[], requestId: string): string[] {
  return events.filter((event) => [undefined, requestId].includes(REQUEST_ID.exec(event.slice(0, 120))?.[0]));
}
