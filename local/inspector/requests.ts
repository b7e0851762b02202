import { explain } from "../../gateway/index";
import type { RequestDetail, RequestSummary } from "../../inspector/index";
import type { RequestEvent } from "../report";
import type { InspectorSources } from "./sources";

export function summaryOf({
  requestId,
  time,
  api,
  stage,
  method,
  path,
  status,
  milliseconds,
  route,
  integrationLatency,
  functionDuration,
}: RequestEvent): RequestSummary {
  return {
    id: requestId,
    time,
    api,
    stage,
    method,
    path,
    status,
    milliseconds,
    ...(route !== undefined && { route }),
    ...(integrationLatency !== undefined && { integrationMilliseconds: integrationLatency }),
    ...(functionDuration !== undefined && { functionMilliseconds: functionDuration }),
  };
}

/** A request with its steps and the logs of the functions that it invoked; undefined where it is not kept. */
export function describeRequest(
  id: string,
  secrets: "hidden" | "shown",
  { history, functionLogs }: Pick<InspectorSources, "history" | "functionLogs">,
): RequestDetail | undefined {
  const event = history.find(id);
  if (event === undefined) return undefined;
  const steps = event.trace?.steps(secrets) ?? [];
  const explanation = explain(steps);
  return {
    ...summaryOf(event),
    steps,
    ...(explanation !== undefined && { explanation }),
    ...(event.reason !== undefined && { reason: event.reason }),
    functionLogs: functionLogs.ofSteps(steps),
    hidden: secrets === "hidden" && JSON.stringify(steps) !== JSON.stringify(event.trace?.steps("shown") ?? []),
  };
}
