import type * as pulumi from "@pulumi/pulumi";
import { hasRouteMetrics } from "../../definition/index";
import { functionDimensions } from "./metric-alarms";
import { type ApiMetricName, apiMetric, type DashboardMetric, type MeasuredApi, type MetricStatistic } from "./metrics";
import { expression, type Graph, type Line } from "./widgets";

export interface ObservedApi extends MeasuredApi {
  readonly functions: Readonly<Record<string, pulumi.Output<string>>>;
}

/** What a dashboard shows of a stage: its requests, its functions, and its routes where they have metrics of their own. */
export function graphsOf(api: ObservedApi, stage: string, period: number): readonly Graph[] {
  const definition = api.stages[stage]?.definition;
  const metric = (name: ApiMetricName, statistic: MetricStatistic, route?: string): pulumi.Output<DashboardMetric> =>
    apiMetric(api, name, { stage, statistic, period, ...(route !== undefined && { route }) }).widget;
  const routes = definition === undefined ? [] : Object.keys(api.definition.routes).filter((route) => hasRouteMetrics(definition, route));
  const byRoute = (name: ApiMetricName, statistic: MetricStatistic): readonly Line[] =>
    routes.map((route) => ({ metric: metric(name, statistic, route), label: route }));
  const byFunction = (name: string, stat: MetricStatistic): readonly Line[] =>
    Object.entries(api.functions).map(([fn, arn]) => ({ metric: lambdaMetric(name, arn, stat, period), label: fn }));
  const timeout = Math.max(...Object.values(api.definition.routes).map(({ integration }) => integration.timeoutInMillis));
  return [
    { title: "Requests", unit: "requests", lines: [{ metric: metric("Count", "Sum"), label: "requests" }] },
    {
      title: "Errors",
      unit: "%",
      lines: [
        { metric: metric("5XXError", "Average"), id: "server", hidden: true },
        { metric: metric("4XXError", "Average"), id: "client", hidden: true },
        { metric: expression("100 * server"), label: "5XX" },
        { metric: expression("100 * client"), label: "4XX, 429 among them" },
      ],
    },
    {
      title: "Latency",
      unit: "ms",
      lines: [
        ...(["p50", "p90", "p99"] as const).map((statistic) => ({ metric: metric("Latency", statistic), label: statistic })),
        { metric: metric("IntegrationLatency", "p99"), label: "p99 of back ends" },
      ],
      limit: { label: "longest timeout", value: timeout },
    },
    ...(definition?.cacheClusterSize === undefined
      ? []
      : [
          {
            title: "Cache",
            unit: "requests",
            lines: [
              { metric: metric("CacheHitCount", "Sum"), label: "hits" },
              { metric: metric("CacheMissCount", "Sum"), label: "misses" },
            ],
          },
        ]),
    ...(Object.keys(api.functions).length === 0
      ? []
      : [
          { title: "Functions: errors", unit: "invocations", lines: byFunction("Errors", "Sum") },
          { title: "Functions: throttles", unit: "invocations", lines: byFunction("Throttles", "Sum") },
          { title: "Functions: duration, p99", unit: "ms", lines: byFunction("Duration", "p99") },
        ]),
    ...(routes.length === 0
      ? []
      : [
          { title: "Routes: requests", unit: "requests", lines: byRoute("Count", "Sum") },
          { title: "Routes: 5XX", unit: "requests", lines: byRoute("5XXError", "Sum") },
          { title: "Routes: latency, p99", unit: "ms", lines: byRoute("Latency", "p99") },
        ]),
  ];
}

function lambdaMetric(name: string, arn: pulumi.Input<string>, stat: MetricStatistic, period: number): pulumi.Output<DashboardMetric> {
  return functionDimensions(arn).apply(
    (dimensions): DashboardMetric => ["AWS/Lambda", name, ...Object.entries(dimensions).flat(), { stat, period }],
  );
}
