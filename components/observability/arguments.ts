import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmsArguments, RouteKey } from "../../definition/index";
import type { RestApi } from "../rest-api";
import type { Transform } from "../transform";
import type { MetricFilterTransform } from "./throttled-requests";

/** What `ApiAlarms` takes. */
export interface ApiAlarmsArgs<Key extends RouteKey = RouteKey, StageName extends string = string> extends AlarmsArguments<NoInfer<Key>> {
  /** The API that is watched. */
  readonly api: RestApi<Key, StageName>;
  /** The name of the stage that is watched. */
  readonly stage: NoInfer<StageName>;
  /** Who hears of an alarm, and of its end: ARNs of SNS topics, or of whatever else an alarm may call. */
  readonly actions: readonly pulumi.Input<string>[];
  /** Tags of the alarms. @default none */
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
  /** The last word on each child's arguments and options. */
  readonly transform?: AlarmTransform;
}

/** The last word on the arguments and options of alarms, and of the filter that counts throttled requests. */
export interface AlarmTransform extends MetricFilterTransform {
  /** Each alarm. */
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}
