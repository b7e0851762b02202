import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type ApiDefinition, checkRouteMetrics, DEFAULT_PERIOD, periodProblem, type StageDefinition } from "../../definition/index";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html */
export type ApiMetricName = "4XXError" | "5XXError" | "CacheHitCount" | "CacheMissCount" | "Count" | "IntegrationLatency" | "Latency";

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html; of errors, `Average` is their share of the
 * requests.
 */
export type MetricStatistic = "Average" | "Maximum" | "Minimum" | "SampleCount" | "Sum" | `p${number}`;

/** What is measured, of which part of an API, and how it is summed up. */
export interface ApiMetricOptions<Key extends string = string, StageName extends string = string> {
  /** @default all stages together */
  readonly stage?: StageName;
  /** A route, whose metrics the stage has to have: `metrics: true`, of the stage or of the route. @default all routes together */
  readonly route?: Key;
  /** @default "p99" of latencies, else "Sum" */
  readonly statistic?: MetricStatistic;
  /** Seconds, a multiple of 60. @default 300 */
  readonly period?: number;
}

/** One metric, as CloudWatch's resources take it. */
export interface ApiMetric {
  /** For an `aws.cloudwatch.MetricAlarm`: `{ ...metric.alarm, threshold: 1000 }`. */
  readonly alarm: Required<Pick<aws.cloudwatch.MetricAlarmArgs, "namespace" | "metricName" | "dimensions" | "period">> &
    Pick<aws.cloudwatch.MetricAlarmArgs, "statistic" | "extendedStatistic">;
  /** For one of an alarm's `metricQueries`: `{ id: "errors", metric: metric.query }`. */
  readonly query: aws.types.input.cloudwatch.MetricAlarmMetricQueryMetric;
  /** For the `metrics` of a dashboard's widget. */
  readonly widget: pulumi.Output<DashboardMetric>;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export type DashboardMetric = readonly (string | Readonly<Record<string, string | number | boolean>>)[];

/** What is measured: an API with its stages. */
export interface MeasuredApi {
  readonly restApi: aws.apigateway.RestApi;
  readonly definition: ApiDefinition;
  readonly stages: Readonly<Record<string, { readonly definition: StageDefinition }>>;
}

/**
 * A metric of an API.
 * @throws Error if the API has no such stage or route, the stage no metrics of the route, or the period is none.
 */
export function apiMetric(api: MeasuredApi, metricName: ApiMetricName, options: ApiMetricOptions): ApiMetric {
  const { statistic = /Latency$/.test(metricName) ? "p99" : "Sum", period = DEFAULT_PERIOD } = options;
  const wrong = periodProblem(period);
  if (wrong !== undefined) throw new Error(`The period ${wrong}`);
  const metric = { namespace: "AWS/ApiGateway", metricName, dimensions: dimensionsOf(api, options), period };
  return {
    alarm: { ...metric, ...(/^p\d/.test(statistic) ? { extendedStatistic: statistic } : { statistic }) },
    query: { ...metric, stat: statistic },
    widget: pulumi
      .output(metric.dimensions)
      .apply((known): DashboardMetric => [metric.namespace, metricName, ...Object.entries(known).flat(), { stat: statistic, period }]),
  };
}

function dimensionsOf(
  { restApi, definition, stages }: MeasuredApi,
  { stage, route }: ApiMetricOptions,
): Readonly<Record<string, pulumi.Input<string>>> {
  // The page above: the name is the API's, without what is not ASCII.
  const ApiName = pulumi.all([restApi.name, restApi.id]).apply(([name, id]) => name.replace(/[^\0-\x7f]/g, "") || id);
  if (stage === undefined && route === undefined) return { ApiName };
  const ofStage = stage === undefined ? undefined : stages[stage]?.definition;
  if (stage === undefined || ofStage === undefined)
    throw new Error(
      `The API has ${stage === undefined ? "no metrics of a route of all stages; name one of" : `no stage ${stage}; it has`} ${Object.keys(stages).join(", ")}.`,
    );
  if (route === undefined) return { ApiName, Stage: stage };
  for (const { message } of checkRouteMetrics([], route, definition, ofStage)) throw new Error(`${route} ${message}`);
  const { method = "", path = "" } = definition.routes[route] ?? {};
  return { ApiName, Method: method, Resource: path, Stage: stage };
}
