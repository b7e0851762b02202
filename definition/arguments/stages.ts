/** What a user writes of a stage; everything of it is live, and changes without a deployment. */
import type { CacheClusterSize, LoggingLevel, UnauthorizedCacheControl } from "../tables/index";
import type { Throttle } from "../types";

/** A stage: https://docs.aws.amazon.com/apigateway/latest/developerguide/stages.html */
export interface StageArguments extends LiveSettingsArguments {
  /** What the stage is for, in words. @default none */
  readonly description?: string;
  /** Stage variables. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** X-Ray tracing. @default false */
  readonly tracing?: boolean;
  /** A line for each request; it asks for the account's CloudWatch role. @default none */
  readonly accessLog?: boolean | AccessLogArguments;
  /** A cache cluster, paid for by the hour; the answers of GET methods are cached. @default none */
  readonly cache?: CacheArguments;
  /** Settings of single routes, by route key; what a route does not say it takes from the stage. @default none */
  readonly methodSettings?: Readonly<Record<string, MethodSettingsArguments>>;
  /** A share of the requests that another deployment, or other stage variables, answer. @default none */
  readonly canary?: CanaryArguments;
  /**
   * Version of the API's documentation that belongs to the stage: a snapshot of what it was when the version first appeared.
   * @default none
   */
  readonly documentationVersion?: string;
}

/**
 * What a stage says of all its methods, and each method for itself:
 * https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html
 */
export interface LiveSettingsArguments {
  /** Requests per second, and at once, of each method. @default the account's limits */
  readonly throttle?: Throttle;
  /** The execution log: nothing, errors, or every step of every request; it asks for the account's CloudWatch role. @default "OFF" */
  readonly loggingLevel?: LoggingLevel;
  /** Whether the execution log has whole requests and answers, with all that is secret in them. @default false */
  readonly dataTrace?: boolean;
  /** CloudWatch metrics of each method, which are paid for. @default false */
  readonly metrics?: boolean;
}

/** What a stage says of one of its routes: https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html */
export interface MethodSettingsArguments extends LiveSettingsArguments {
  /** Whether, and how, answers are cached. @default as the stage for GET, else false */
  readonly cache?: boolean | CachedArguments;
}

/** How answers are cached: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html */
export interface CachedArguments {
  /** Seconds for which an answer is kept, 0 to 3600. @default 300 */
  readonly ttlSeconds?: number;
  /** @default true */
  readonly encrypted?: boolean;
  /**
   * Whether a caller who asks for a fresh answer, by `Cache-Control: max-age=0`, needs the permission `execute-api:InvalidateCache`.
   * @default true: else anybody can empty the cache, answer by answer
   */
  readonly requireAuthorizationForCacheControl?: boolean;
  /**
   * What becomes of callers who lack it: 403, or the kept answer with or without a `Warning` header.
   * @default "SUCCEED_WITH_RESPONSE_HEADER"
   */
  readonly unauthorizedCacheControlHeaderStrategy?: UnauthorizedCacheControl;
}

/** A stage's cache: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html */
export interface CacheArguments extends CachedArguments {
  /** Gigabytes. */
  readonly clusterSize: CacheClusterSize;
}

/** The access log: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
export interface AccessLogArguments {
  /**
   * One line with `$context` variables, `$context.requestId` or `$context.extendedRequestId` among them.
   * @default JSON that tells a request, its answer and its times
   */
  readonly format?: string;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html */
export interface CanaryArguments {
  /** Share of the requests that the canary answers, 0 to 100. */
  readonly percentTraffic: number;
  /** Variables that are others, or new, where the canary answers. @default none */
  readonly stageVariableOverrides?: Readonly<Record<string, string>>;
  /** Whether the canary's answers are kept in the stage's cache, among the others. @default false */
  readonly useStageCache?: boolean;
}
