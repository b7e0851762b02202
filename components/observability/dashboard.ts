import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_PERIOD, periodProblem, type RouteKey } from "../../definition/index";
import type { RestApi } from "../rest-api";
import { refuse } from "../rules/refusal";
import { shapeProblems } from "../shape/check";
import { integer, late, native, objectOf, resource, shapeOf, text } from "../shape/property";
import { type Transform, transformed } from "../transform";
import type { ApiAlarms } from "./alarms";
import { graphsOf } from "./graphs";
import { besideApi, observedStage } from "./observed-stage";
import { ALARM_HEIGHT, alarmWidgets, type Graph, type ResolvedGraph, widgetsOf } from "./widgets";

/** What `ApiDashboard` takes. */
export interface ApiDashboardArgs<Key extends RouteKey = RouteKey, StageName extends string = string> {
  /** The API that is shown. */
  readonly api: RestApi<Key, StageName>;
  /** The name of the stage that is shown. */
  readonly stage: NoInfer<StageName>;
  /** Alarms whose state is shown above all. @default none */
  readonly alarms?: ApiAlarms<Key, StageName>;
  /** The dashboard's name in CloudWatch. @default the component's name and the stack's */
  readonly dashboardName?: pulumi.Input<string>;
  /** Seconds of a point of the graphs, a multiple of 60. @default 300 */
  readonly period?: number;
  /** The last word on the dashboard's arguments and options. */
  readonly transform?: {
    /** The dashboard. */
    readonly dashboard?: Transform<aws.cloudwatch.DashboardArgs>;
  };
}

/** A dashboard of one stage of an API: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html */
export class ApiDashboard<Key extends RouteKey = RouteKey, StageName extends string = string> extends pulumi.ComponentResource {
  /** The dashboard in CloudWatch. */
  readonly dashboard: aws.cloudwatch.Dashboard;

  /** Throws `pulumi.ResourceError` if the API has no such stage, or the period is none. */
  constructor(name: string, args: ApiDashboardArgs<Key, StageName>, opts?: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:ApiDashboard", name, {}, besideApi(args?.api, opts));
    const subject = `ApiDashboard "${name}"`;
    refuse(shapeProblems(args, API_DASHBOARD_ARGS), subject, this);
    const { api, stage, alarms, period = DEFAULT_PERIOD, transform = {} } = args;
    observedStage(api, stage, subject, this);
    const wrong = periodProblem(period);
    refuse(wrong === undefined ? [] : [{ where: "period", message: wrong, rule: "alarm" }], subject, this);
    const { region } = aws.getRegionOutput({}, { parent: this });
    const graphs = pulumi.all(graphsOf(api, stage, period).map(resolved));
    const arns = pulumi.all(Object.values(alarms?.alarms ?? {}).map(({ arn }) => arn));
    const dashboardBody = pulumi.all([region, graphs, arns]).apply(([where, known, alarmArns]) => bodyOf(where, known, alarmArns));
    this.dashboard = new aws.cloudwatch.Dashboard(
      ...transformed(
        transform.dashboard,
        name,
        // One of the same name would be overwritten. CreateDashboard takes letters, digits, hyphens and underscores.
        { dashboardName: args.dashboardName ?? `${name}-${pulumi.getStack()}`.replace(/[^\w-]/g, "-"), dashboardBody },
        { parent: this },
      ),
    );
    this.registerOutputs({ arn: this.dashboard.dashboardArn });
  }
}

const API_DASHBOARD_ARGS = shapeOf<ApiDashboardArgs>(
  {
    api: resource(["lambda-rest-api:index:RestApi"]),
    stage: text,
    alarms: resource(["lambda-rest-api:index:ApiAlarms"]),
    dashboardName: late(text),
    period: integer,
    transform: objectOf(shapeOf<NonNullable<ApiDashboardArgs["transform"]>>({ dashboard: native("callback") })),
  },
  ["api", "stage"],
);

function resolved({ lines, ...graph }: Graph): pulumi.Output<ResolvedGraph> {
  return pulumi
    .all(lines.map(({ metric }) => metric))
    .apply((metrics) => ({ ...graph, lines: lines.map((line, index) => ({ ...line, metric: metrics[index] ?? [] })) }));
}

function bodyOf(region: string, graphs: readonly ResolvedGraph[], alarms: readonly string[]): string {
  const states = alarmWidgets(alarms);
  return JSON.stringify({ widgets: [...states, ...widgetsOf(graphs, region, states.length * ALARM_HEIGHT)] });
}
