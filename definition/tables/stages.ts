/**
 * What API Gateway enumerates of stages and usage plans; the newest API model on npm is held against it in
 * `tests/definition/tables.test.ts`.
 */
import type { Open } from "./open";

/** Gigabytes of a stage's cache: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html, 2026-11. */
export const CACHE_CLUSTER_SIZES = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"] as const;
/**
 * Gigabytes of a stage's cache.
 * @useDeclaredType
 */
export type CacheClusterSize = Open<typeof CACHE_CLUSTER_SIZES>;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html, 2026-11. */
export const LOGGING_LEVELS = ["OFF", "ERROR", "INFO"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html
 * @useDeclaredType
 */
export type LoggingLevel = Open<typeof LOGGING_LEVELS>;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html, 2026-11. */
export const UNAUTHORIZED_CACHE_CONTROLS = ["FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER"] as const;
/**
 * What becomes of callers who may not empty the cache: https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html
 * @useDeclaredType
 */
export type UnauthorizedCacheControl = Open<typeof UNAUTHORIZED_CACHE_CONTROLS>;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html, 2026-11. */
export const QUOTA_PERIODS = ["DAY", "WEEK", "MONTH"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
 * @useDeclaredType
 */
export type QuotaPeriod = Open<typeof QUOTA_PERIODS>;
