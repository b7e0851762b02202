import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Alarm, functionArnParts, type LatencyAlarm, type RequestAlarms, slowestShare } from "../../definition/index";
import type { ApiMetric, ApiMetricName, ApiMetricOptions } from "./metrics";

/** What an alarm looks at, and when it goes off. */
export interface MetricAlarm {
  readonly alarm: Alarm;
  readonly description: string;
  readonly metricQueries: aws.types.input.cloudwatch.MetricAlarmMetricQuery[];
}

/** Where requests are counted: a stage, or one of its routes. */
export interface RequestMetrics {
  /** What it is called. */
  readonly subject: string;
  readonly metric: (name: ApiMetricName, options: Pick<ApiMetricOptions, "statistic" | "period">) => ApiMetric;
}

type Query = aws.types.input.cloudwatch.MetricAlarmMetricQueryMetric;

/** The alarms of the requests of a stage or route, by their names after this prefix. */
export function requestAlarms(
  prefix: string,
  measured: RequestMetrics,
  { serverErrors, clientErrors, latency }: RequestAlarms,
): readonly (readonly [string, MetricAlarm])[] {
  const errors = (name: "4XXError" | "5XXError", alarm: Alarm) => measured.metric(name, { statistic: "Sum", period: alarm.period }).query;
  return [
    ...(serverErrors
      ? [[`${prefix}serverErrors`, rateAlarm(measured, serverErrors, "answered 5XX", errors("5XXError", serverErrors))] as const]
      : []),
    ...(clientErrors
      ? [[`${prefix}clientErrors`, rateAlarm(measured, clientErrors, "answered 4XX", errors("4XXError", clientErrors))] as const]
      : []),
    ...(latency ? [[`${prefix}latency`, latencyAlarm(measured, latency)] as const] : []),
  ];
}

/** Goes off where too large a share of the requests is counted by this metric; too few requests count as none. */
export function rateAlarm(measured: RequestMetrics, alarm: Alarm, what: string, failures: Query): MetricAlarm {
  return {
    alarm,
    description: `More than ${alarm.threshold} % of the requests to ${measured.subject} are ${what}.`,
    metricQueries: [
      {
        id: "rate",
        expression: `IF(requests >= ${alarm.requests}, 100 * failures / requests, 0)`,
        label: `% of requests ${what}`,
        returnData: true,
      },
      { id: "failures", metric: failures },
      { id: "requests", metric: requestsOf(measured, alarm) },
    ],
  };
}

function latencyAlarm(measured: RequestMetrics, alarm: LatencyAlarm): MetricAlarm {
  const statistic = `p${alarm.percentile}` as const;
  return {
    alarm,
    description: `${slowestShare(alarm.percentile)} % of the requests to ${measured.subject} take longer than ${alarm.threshold} ms.`,
    metricQueries: [
      { id: "enough", expression: `IF(requests >= ${alarm.requests}, latency, 0)`, label: `${statistic} latency`, returnData: true },
      { id: "latency", metric: measured.metric("Latency", { statistic, period: alarm.period }).query },
      { id: "requests", metric: requestsOf(measured, alarm) },
    ],
  };
}

/** Goes off where Lambda refuses a function's invocations. */
export function throttlesAlarm(name: string, arn: pulumi.Input<string>, alarm: Alarm): MetricAlarm {
  const metric = {
    namespace: "AWS/Lambda",
    metricName: "Throttles",
    dimensions: functionDimensions(arn),
    stat: "Sum",
    period: alarm.period,
  };
  return {
    alarm,
    description: `Lambda refuses more than ${alarm.threshold} invocations of ${name} in ${alarm.period} s: it runs as often as its account or its reserved concurrency allows.`,
    metricQueries: [{ id: "throttles", metric, label: `throttled invocations of ${name}`, returnData: true }],
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html: an alias or version is a resource of its function. */
export function functionDimensions(arn: pulumi.Input<string>): pulumi.Output<Record<string, string>> {
  return pulumi.output(arn).apply((known): Record<string, string> => {
    const { name, qualifier } = functionArnParts(known);
    return { FunctionName: name, ...(qualifier !== undefined && { Resource: `${name}:${qualifier}` }) };
  });
}

function requestsOf(measured: RequestMetrics, { period }: Alarm): Query {
  return measured.metric("Count", { statistic: "Sum", period }).query;
}
