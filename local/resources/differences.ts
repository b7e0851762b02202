import { RESERVED_VARIABLES } from "../../definition/index";
import type { Resource } from "../program/index";
import { INSIGHTS_LAYER } from "./functions";
import { flag, list, properties, text } from "./properties";
import { named, type Registry } from "./registry";

/** What the program says of stages and functions that has no effect locally, or only here, one line each. */
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
    ...told("lambda/function:Function", ({ durableConfig }) =>
      durableConfig === undefined
        ? undefined
        : "durable executions are not run locally: its handler gets the event alone, without what its SDK needs to go on after a pause",
    ),
    ...told("lambda/function:Function", ({ tenancyConfig }) =>
      tenancyConfig === undefined ? undefined : "its tenants share environments locally, and its context has no tenant",
    ),
    ...told("lambda/function:Function", ({ capacityProviderConfig }) =>
      capacityProviderConfig === undefined
        ? undefined
        : "its instances are not run locally: it has environments as on Lambda itself, of one request at a time",
    ),
    ...told("lambda/function:Function", ({ layers }) =>
      list(layers).some((arn) => INSIGHTS_LAYER.test(text(arn) ?? ""))
        ? "its layer LambdaInsightsExtension is not there locally, and nothing measures it"
        : undefined,
    ),
    ...told("lambda/function:Function", ({ environment }) => {
      const reserved = Object.keys(properties(properties(environment)["variables"])).filter((name) => RESERVED_VARIABLES.has(name));
      // Reported: https://github.com/localstack/localstack/issues/2951, https://github.com/aws/aws-cdk/pull/28048.
      return reserved.length === 0
        ? undefined
        : `AWS would refuse its environment, whose variables ${reserved.join(", ")} Lambda sets itself: contains reserved keys that are currently not supported for modification`;
    }),
    ...unmeasured(registry),
    ...triggers(registry),
    ...told("lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", ({ destinationConfig }) => {
      const destinations = Object.values(properties(destinationConfig)).map((one) => text(properties(one)["destination"]) ?? "");
      const others = destinations.filter((arn) => !arn.includes(":lambda:"));
      return others.length === 0
        ? undefined
        : `records of asynchronous invocations are logged locally, and not sent to ${others.join(", ")}`;
    }),
  ];
}

/** One line for all: a stage alone may have dozens of them. */
function unmeasured(registry: Registry): string[] {
  const [first, ...others] = ["cloudwatch/metricAlarm:MetricAlarm", "cloudwatch/dashboard:Dashboard"].flatMap((type) => registry.all(type));
  if (first === undefined) return [];
  const which = others.length === 0 ? named(first) : `${named(first)} and ${others.length} more`;
  return [`nothing is measured locally: the program's alarms and dashboards (${which}) have nothing to show`];
}

const TRIGGERS: readonly (readonly [type: string, targetOf: (inputs: Resource["inputs"]) => unknown])[] = [
  ["lambda/eventSourceMapping:EventSourceMapping", ({ functionName }) => functionName],
  ["cloudwatch/eventTarget:EventTarget", ({ arn }) => arn],
  ["scheduler/schedule:Schedule", ({ target }) => properties(target)["arn"]],
  ["sns/topicSubscription:TopicSubscription", ({ endpoint }) => endpoint],
  ["s3/bucketNotification:BucketNotification", ({ lambdaFunctions }) => properties(list(lambdaFunctions)[0])["lambdaFunctionArn"]],
  ["cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", ({ destinationArn }) => destinationArn],
];

/** What calls functions of the program on AWS, besides APIs and other functions. */
function triggers(registry: Registry): string[] {
  const functions = new Set(
    registry.all("lambda/function:Function").flatMap(({ outputs }) => [text(outputs["arn"]), text(outputs["name"])]),
  );
  const found = TRIGGERS.flatMap(([type, targetOf]) =>
    registry.all(type).filter(({ inputs }) => {
      const target = text(targetOf(inputs));
      return target !== undefined && functions.has(target);
    }),
  );
  if (found.length === 0) return [];
  return [`nothing but requests calls functions locally: what does on AWS is not run here (${found.map(named).join(", ")})`];
}
