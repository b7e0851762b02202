/** From what a user writes of a stage's alarms to what they are: every default of an alarm is filled in here. */
import type {
  AlarmPeriods,
  AlarmsArguments,
  CountAlarmArguments,
  LatencyAlarmArguments,
  RateAlarmArguments,
  RequestAlarmsArguments,
} from "./arguments/alarms";
import { DEFAULT_PERIOD } from "./limits";
import type { ApiDefinition, StageDefinition } from "./types";

/** One alarm; it goes off above its threshold. */
export interface Alarm extends Required<AlarmPeriods> {
  /** Percent, milliseconds or a number. */
  readonly threshold: number;
  /** Periods of fewer requests say nothing. */
  readonly requests: number;
}

export interface LatencyAlarm extends Alarm {
  readonly percentile: number;
}

export interface RequestAlarms {
  readonly serverErrors?: Alarm;
  readonly clientErrors?: Alarm;
  readonly latency?: LatencyAlarm;
}

/** The alarms of a stage. */
export interface Alarms extends RequestAlarms {
  /** With the member of the access log's lines that has the status. */
  readonly throttles?: Alarm & { readonly statusMember: string };
  readonly functionThrottles?: Alarm;
  readonly routes: Readonly<Record<string, RequestAlarms>>;
}

/** The alarms that these arguments mean; `hasOwnLog` is whether the stage's access log is in a log group of its own. */
export function defineAlarms(args: AlarmsArguments, { routes }: ApiDefinition, stage: StageDefinition, hasOwnLog: boolean): Alarms {
  const statusMember = hasOwnLog ? statusMemberOf(stage.accessLogFormat) : undefined;
  const timeouts = Object.values(routes).map(({ integration }) => integration.timeoutInMillis);
  return {
    ...defineRequestAlarms(args, Math.max(...timeouts)),
    ...(args.throttles !== false &&
      statusMember !== undefined && { throttles: { ...rate(args.throttles ?? { percent: 5 }), statusMember } }),
    ...(args.functionThrottles !== false && { functionThrottles: count(args.functionThrottles ?? { count: 10 }) }),
    routes: Object.fromEntries(
      Object.entries(args.routes ?? {}).flatMap(([key, alarms]) =>
        alarms === undefined
          ? []
          : [[key, defineRequestAlarms(alarms, Object.hasOwn(routes, key) ? (routes[key]?.integration.timeoutInMillis ?? 0) : 0)]],
      ),
    ),
  };
}

/** Whether CloudWatch has metrics of the route by itself. */
export function hasRouteMetrics({ methodSettings }: StageDefinition, key: string): boolean {
  return (methodSettings[key] ?? methodSettings["*"])?.metrics === true;
}

/** The member of an access log's lines that has the status; undefined where they are no JSON, or have none. */
export function statusMemberOf(format: string | undefined): string | undefined {
  try {
    return Object.entries(JSON.parse(format ?? "null") ?? {}).find(([, value]) => value === "$context.status")?.[0];
  } catch {
    return undefined;
  }
}

function defineRequestAlarms({ serverErrors, clientErrors, latency }: RequestAlarmsArguments, timeout: number): RequestAlarms {
  return {
    ...(serverErrors !== false && { serverErrors: rate(serverErrors ?? { percent: 5 }) }),
    ...(clientErrors !== undefined && clientErrors !== false && { clientErrors: rate(clientErrors) }),
    ...(latency !== false && { latency: latencyOf(latency ?? {}, timeout) }),
  };
}

function rate({ percent, requests, ...periods }: RateAlarmArguments): Alarm {
  return { threshold: percent, requests: requests ?? (percent > 0 ? Math.ceil(100 / percent) : 1), ...periodsOf(periods) };
}

function count({ count, ...periods }: CountAlarmArguments): Alarm {
  return { threshold: count, requests: 0, ...periodsOf(periods) };
}

function latencyOf({ milliseconds, percentile = 99, requests, ...periods }: LatencyAlarmArguments, timeout: number): LatencyAlarm {
  const threshold = milliseconds ?? Math.round(timeout * 0.8);
  return { threshold, percentile, requests: requests ?? Math.ceil(100 / slowestShare(percentile)), ...periodsOf(periods) };
}

/** How many percent of the requests are slower than a percentile: 0.1 beside 99.9, which binary numbers would make a little less. */
export function slowestShare(percentile: number): number {
  return Number((100 - percentile).toFixed(10));
}

function periodsOf({ period = DEFAULT_PERIOD, evaluationPeriods = 1, datapointsToAlarm }: AlarmPeriods): Required<AlarmPeriods> {
  return { period, evaluationPeriods, datapointsToAlarm: datapointsToAlarm ?? evaluationPeriods };
}
