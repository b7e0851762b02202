import type { Resource } from "../program/index";
import { flag, properties, text } from "./properties";
import { named, type Registry } from "./registry";

/** What the program says of stages and functions that has no effect locally, one line each. */
export function differences(registry: Registry): string[] {
  const told = (type: string, tell: (inputs: Resource["inputs"]) => string | undefined) =>
    registry.all(type).flatMap((resource) => {
      const difference = tell(resource.inputs);
      return difference === undefined ? [] : [`${named(resource)}: ${difference}`];
    });
  return [
    ...told("apigateway/stage:Stage", ({ cacheClusterEnabled }) =>
      flag(cacheClusterEnabled) === true ? "nothing is cached locally; every request reaches its integration" : undefined,
    ),
    ...told("apigateway/stage:Stage", ({ clientCertificateId }) =>
      text(clientCertificateId) === undefined ? undefined : "its client certificate is shown to no back end locally",
    ),
    ...told("lambda/function:Function", ({ deadLetterConfig }) =>
      deadLetterConfig === undefined
        ? undefined
        : "an asynchronous invocation that fails is logged locally, and not sent to its dead-letter target",
    ),
    ...unmeasured(registry),
    ...told("lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", ({ destinationConfig }) =>
      Object.keys(properties(destinationConfig)).length === 0 ? undefined : "records of asynchronous invocations go nowhere locally",
    ),
  ];
}

/** One line for all: a stage alone may have dozens of them. */
function unmeasured(registry: Registry): string[] {
  const count = ["cloudwatch/metricAlarm:MetricAlarm", "cloudwatch/dashboard:Dashboard"].flatMap((type) => registry.all(type)).length;
  return count === 0 ? [] : [`nothing is measured locally: the program's alarms and dashboards (${count}) have nothing to show`];
}
