/** What a user writes of the alarms of an API's stage. */

/** When an alarm goes off: in how many periods, and how long these are. */
export interface AlarmPeriods {
  /** Seconds of a period, a multiple of 60. @default 300 */
  readonly period?: number;
  /** Periods that are looked at. @default 1 */
  readonly evaluationPeriods?: number;
  /** Periods of these that have to be bad. @default all of them */
  readonly datapointsToAlarm?: number;
}

/** Too large a share of the requests. */
export interface RateAlarmArguments extends AlarmPeriods {
  /** The alarm goes off above this share, in percent. */
  readonly percent: number;
  /** Periods of fewer requests say nothing. @default so many that one request alone is no larger a share: 20 for 5 percent */
  readonly requests?: number;
}

/** Answers that come too late. */
export interface LatencyAlarmArguments extends AlarmPeriods {
  /** The alarm goes off above this latency. @default 80 % of the integration's timeout: the route's, or the longest of the API */
  readonly milliseconds?: number;
  /** The latency that this percentage of the requests keeps to. @default 99 */
  readonly percentile?: number;
  /** Periods of fewer requests say nothing. @default so many that the slowest one alone does not count: 100 for the percentile 99 */
  readonly requests?: number;
}

/** Too many of something. */
export interface CountAlarmArguments extends AlarmPeriods {
  /** The alarm goes off above this number in a period. */
  readonly count: number;
}

/** The alarms of a stage, or of one of its routes. */
export interface RequestAlarmsArguments {
  /** Requests that are answered 5XX. @default above 5 percent */
  readonly serverErrors?: false | RateAlarmArguments;
  /** Requests that are answered 4XX, by API Gateway and by back ends, 429 among them. @default none: most are their callers' own */
  readonly clientErrors?: false | RateAlarmArguments;
  /** Latency, beside the time after which API Gateway answers 504. @default p99 above 80 % of the timeout */
  readonly latency?: false | LatencyAlarmArguments;
}

export interface AlarmsArguments<Key extends string = string> extends RequestAlarmsArguments {
  /**
   * Requests that are answered 429, which CloudWatch counts with all other 4XX: they are counted in the stage's own access log, whose lines
   * have to be JSON with `$context.status`.
   * @default above 5 percent where there is such a log
   */
  readonly throttles?: false | RateAlarmArguments;
  /**
   * Invocations of each of the API's functions that Lambda refuses for want of concurrency; the caller gets a 500.
   * @default above 10 in a period
   */
  readonly functionThrottles?: false | CountAlarmArguments;
  /** Alarms of single routes, whose metrics the stage has to have: `metrics: true`, of the stage or of the route. @default none */
  readonly routes?: Readonly<Partial<Record<Key, RequestAlarmsArguments>>>;
}
