import type { FunctionDescription, InvokeResult } from "../../inspector/index";
import { functionRevision } from "./revisions";
import type { InspectorSources } from "./sources";

/** Events of a function's log that the page gets. */
const SHOWN = 200;

export function describeFunctions({ prepared: { resources, ports }, functionLogs }: InspectorSources): readonly FunctionDescription[] {
  return resources.functions.map((called) => {
    const { name, arn, runtime, handler, memorySize, timeout } = called;
    return {
      name,
      revision: functionRevision(called),
      arn,
      runtime,
      handler,
      memorySize,
      timeout,
      environments: ports.environments(arn),
      log: functionLogs.of(name).slice(-SHOWN),
    };
  });
}

/** Invokes a function as `aws lambda invoke` does; undefined where there is none of that name. */
export async function invokeFunction(
  name: string,
  event: Buffer,
  { prepared: { resources, ports } }: InspectorSources,
): Promise<InvokeResult | undefined> {
  const called = resources.functions.find((one) => one.name === name);
  if (called === undefined) return undefined;
  const started = performance.now();
  const result = await ports.invoke({
    functionArn: called.arn,
    invocationType: "RequestResponse",
    payload: event,
    traceId: "",
    streaming: false,
  });
  const milliseconds = Math.round(performance.now() - started);
  if (result.kind === "refused") return { payload: "", error: `${result.errorType}: ${result.message}`, milliseconds };
  const payload = result.kind === "payload" ? result.payload.toString("utf8") : "";
  return { payload, milliseconds, ...(result.kind === "payload" && result.functionError !== undefined && { error: result.functionError }) };
}
