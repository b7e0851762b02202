import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

export interface ThrottledRequestsArgs {
  readonly logGroup: aws.cloudwatch.LogGroup;
  /** The member of a line that has the status. */
  readonly statusMember: string;
  readonly restApiId: pulumi.Input<string>;
  readonly stage: string;
}

export interface MetricFilterTransform {
  /** The filter that counts throttled requests in the access log. */
  readonly metricFilter?: Transform<aws.cloudwatch.LogMetricFilterArgs>;
}

/** What counts them, and the metric that has the count. */
export interface ThrottledRequests {
  readonly metricFilter: aws.cloudwatch.LogMetricFilter;
  readonly metric: Omit<aws.types.input.cloudwatch.MetricAlarmMetricQueryMetric, "period">;
}

const NAMESPACE = "RestApi";

/**
 * The requests that are answered 429, by the lines of a stage's access log: API Gateway's own metrics count them among all 4XX.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function throttledRequests(
  name: string,
  { logGroup, statusMember, restApiId, stage }: ThrottledRequestsArgs,
  transform: MetricFilterTransform,
  opts: pulumi.CustomResourceOptions,
): ThrottledRequests {
  // With the component's name, lest two of one stage count each request twice; CreateMetricFilter takes no colon, asterisk or dollar sign.
  const metricName = pulumi.interpolate`ThrottledRequests ${restApiId} ${stage} ${name.replace(/[:*$]/g, "-")}`;
  const args = {
    logGroupName: logGroup.name,
    pattern: `{ $.["${statusMember}"] = "429" }`,
    // Where lines come in and none is of a throttled request, there are none; without lines nothing is known.
    metricTransformation: { namespace: NAMESPACE, name: metricName, value: "1", defaultValue: "0", unit: "Count" },
  };
  const metricFilter = new aws.cloudwatch.LogMetricFilter(...transformed(transform.metricFilter, `${name} throttles`, args, opts));
  return { metricFilter, metric: { namespace: NAMESPACE, metricName, stat: "Sum" } };
}
