/**
 * What Lambda and CloudWatch Logs enumerate of functions and their logs; the newest API models on npm are held against it in
 * `tests/definition/tables.test.ts`.
 */
import type { Open } from "./open";

/** What of a runtime ends, and when, each the day from which on it is so. */
type End = readonly [deprecated: string, createBlocked: string, updateBlocked: string];

/**
 * The runtimes that Lambda knows: the values of `Runtime` in its API's model (botocore 1.44.8, without `custom`, which stands for runtimes
 * that customers publish), with the days of the table of https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html ("Deprecation
 * date", "Block function create", "Block function update"), as cfn-lint 1.58.0 has read them
 * (data/AdditionalSpecs/LmbdRuntimeLifecycle.json). Of those without days none are told.
 */
export const RUNTIMES: ReadonlyMap<string, End | undefined> = new Map<string, End | undefined>([
  ["nodejs26.x", undefined],
  ["nodejs24.x", ["2028-04-30", "2028-06-01", "2028-07-01"]],
  ["nodejs22.x", ["2027-04-30", "2027-06-01", "2027-07-01"]],
  ["nodejs20.x", ["2026-04-30", "2027-02-01", "2027-03-03"]],
  ["nodejs18.x", ["2025-09-01", "2027-02-01", "2027-03-03"]],
  ["nodejs16.x", ["2024-06-12", "2027-02-01", "2027-03-03"]],
  ["nodejs14.x", ["2023-12-04", "2024-01-09", "2027-03-03"]],
  ["nodejs12.x", ["2023-03-31", "2023-03-31", "2023-04-30"]],
  ["nodejs10.x", ["2021-07-30", "2021-07-30", "2022-02-14"]],
  ["nodejs8.10", ["2020-03-06", "2020-02-04", "2020-03-06"]],
  ["nodejs6.10", ["2019-08-12", "2019-07-12", "2019-08-12"]],
  ["nodejs4.3-edge", ["2020-03-05", "2019-03-31", "2019-04-30"]],
  ["nodejs4.3", ["2020-03-05", "2020-02-03", "2020-03-05"]],
  ["nodejs", ["2016-08-30", "2016-09-30", "2016-10-31"]],
  ["python3.15", undefined],
  ["python3.14", ["2029-06-30", "2029-07-31", "2029-08-31"]],
  ["python3.13", ["2029-06-30", "2029-07-31", "2029-08-31"]],
  ["python3.12", ["2028-10-31", "2028-11-30", "2029-01-10"]],
  ["python3.11", ["2027-06-30", "2027-07-31", "2027-08-31"]],
  ["python3.10", ["2026-10-31", "2027-02-01", "2027-03-03"]],
  ["python3.9", ["2025-12-15", "2027-02-01", "2027-03-03"]],
  ["python3.8", ["2024-10-14", "2027-02-01", "2027-03-03"]],
  ["python3.7", ["2023-12-04", "2024-01-09", "2027-03-03"]],
  ["python3.6", ["2022-07-18", "2022-07-18", "2022-08-29"]],
  ["python2.7", ["2021-07-15", "2021-07-15", "2022-05-30"]],
  ["java25", ["2029-06-30", "2029-07-31", "2029-08-31"]],
  ["java21", ["2029-06-30", "2029-07-31", "2029-08-31"]],
  ["java17.al2023", undefined],
  ["java17", ["2027-06-30", "2027-07-31", "2027-08-31"]],
  ["java11.al2023", undefined],
  ["java11", ["2027-06-30", "2027-07-31", "2027-08-31"]],
  ["java8.al2023", undefined],
  ["java8.al2", ["2027-06-30", "2027-07-31", "2027-08-31"]],
  ["java8", ["2024-01-08", "2024-02-08", "2027-03-03"]],
  ["dotnet10", ["2028-11-14", "2028-12-14", "2029-01-15"]],
  ["dotnet8", ["2026-11-10", "2027-02-01", "2027-03-03"]],
  ["dotnet6", ["2024-12-20", "2027-02-01", "2027-03-03"]],
  ["dotnetcore3.1", ["2023-04-03", "2023-04-03", "2023-05-03"]],
  ["dotnetcore2.1", ["2022-01-05", "2022-01-05", "2022-04-13"]],
  ["dotnetcore2.0", ["2019-05-30", "2019-04-30", "2019-05-30"]],
  ["dotnetcore1.0", ["2019-06-27", "2019-06-30", "2019-07-30"]],
  ["ruby4.0", ["2029-03-31", "2029-04-30", "2029-05-31"]],
  ["ruby3.4", ["2028-03-31", "2028-04-30", "2028-05-31"]],
  ["ruby3.3", ["2027-03-31", "2027-04-30", "2027-05-31"]],
  ["ruby3.2", ["2026-03-31", "2027-02-01", "2027-03-03"]],
  ["ruby2.7", ["2023-12-07", "2024-01-09", "2027-03-03"]],
  ["ruby2.5", ["2021-07-30", "2021-07-30", "2022-03-31"]],
  ["go1.x", ["2024-01-08", "2024-02-08", "2027-03-03"]],
  ["provided.al2023", ["2029-06-30", "2029-07-31", "2029-08-31"]],
  ["provided.al2", ["2026-07-31", "2027-02-01", "2027-03-03"]],
  ["provided", ["2024-01-08", "2024-02-08", "2027-03-03"]],
]);

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html, 2026-11. */
export const ARCHITECTURES = ["arm64", "x86_64"] as const;
/**
 * https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html
 * @useDeclaredType
 */
export type Architecture = Open<typeof ARCHITECTURES>;

/**
 * Days for which a log group keeps what is logged:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html, 2026-11.
 */
export const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html ("Reserved environment variables"). */
export const RESERVED_VARIABLES: ReadonlySet<string> = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
]);
