import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkAlarms, defineAlarms, mapRecord, type RouteKey } from "../../definition/index";
import { refuse } from "../rules/refusal";
import { tagProblems } from "../rules/tags";
import { shapeProblems } from "../shape/check";
import { transformed } from "../transform";
import type { ApiAlarmsArgs } from "./arguments";
import { type MetricAlarm, type RequestMetrics, rateAlarm, requestAlarms, throttlesAlarm } from "./metric-alarms";
import { apiMetric } from "./metrics";
import { besideApi, observedStage } from "./observed-stage";
import { API_ALARMS_ARGS } from "./shape";
import { type ThrottledRequests, throttledRequests } from "./throttled-requests";

/** Alarms of one stage of an API: https://docs.aws.amazon.com/apigateway/latest/developerguide/monitoring-cloudwatch.html */
export class ApiAlarms<Key extends RouteKey = RouteKey, StageName extends string = string> extends pulumi.ComponentResource {
  /** By what they are of: `serverErrors`, `latency`, `functionThrottles orders`, `POST /orders serverErrors`, and so on. */
  readonly alarms: Readonly<Record<string, aws.cloudwatch.MetricAlarm>>;
  /** What counts throttled requests in the access log; present where there is an alarm of them. */
  readonly metricFilter: aws.cloudwatch.LogMetricFilter | undefined;

  /** Throws `pulumi.ResourceError` with every problem, before anything is created. */
  constructor(name: string, args: ApiAlarmsArgs<Key, StageName>, opts?: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:ApiAlarms", name, {}, besideApi(args?.api, opts));
    const subject = `ApiAlarms "${name}"`;
    refuse(shapeProblems(args, API_ALARMS_ARGS), subject, this);
    const { api, stage, actions, tags, transform = {} } = args;
    const { definition, accessLogGroup: logGroup } = observedStage(api, stage, subject, this);
    const alarms = defineAlarms(args, api.definition, definition, logGroup !== undefined);
    const problems = [...checkAlarms(args, alarms, api.definition, definition), ...tagProblems(tags)];
    refuse(problems, subject, this);

    const counted: ThrottledRequests | undefined =
      alarms.throttles && logGroup
        ? throttledRequests(name, { logGroup, statusMember: alarms.throttles.statusMember, restApiId: api.restApi.id, stage }, transform, {
            parent: this,
          })
        : undefined;
    this.metricFilter = counted?.metricFilter;

    const place = (route?: string): RequestMetrics => ({
      subject: `${route === undefined ? "" : `${route} of `}${api.definition.name}/${stage}`,
      metric: (metricName, options) => apiMetric(api, metricName, { ...options, stage, ...(route !== undefined && { route }) }),
    });
    const { throttles, functionThrottles } = alarms;
    const metricAlarms: readonly (readonly [string, MetricAlarm])[] = [
      ...requestAlarms("", place(), alarms),
      ...(throttles && counted
        ? [["throttles", rateAlarm(place(), throttles, "answered 429", { ...counted.metric, period: throttles.period })] as const]
        : []),
      ...(functionThrottles
        ? Object.entries(api.functions).map(([fn, arn]) => [`functionThrottles ${fn}`, throttlesAlarm(fn, arn, functionThrottles)] as const)
        : []),
      ...Object.entries(alarms.routes).flatMap(([route, ofRoute]) => requestAlarms(`${route} `, place(route), ofRoute)),
    ];
    this.alarms = mapRecord(Object.fromEntries(metricAlarms), ({ alarm, description, metricQueries }, what) => {
      const { threshold, evaluationPeriods, datapointsToAlarm } = alarm;
      return new aws.cloudwatch.MetricAlarm(
        ...transformed(
          transform.alarm,
          `${name} ${what}`,
          {
            alarmDescription: description,
            comparisonOperator: "GreaterThanThreshold",
            threshold,
            evaluationPeriods,
            datapointsToAlarm,
            // Where nothing is measured, nobody calls.
            treatMissingData: "notBreaching",
            metricQueries,
            alarmActions: [...actions],
            okActions: [...actions],
            tags: tags && { ...tags },
          },
          { parent: this },
        ),
      );
    });
    this.registerOutputs();
  }
}
