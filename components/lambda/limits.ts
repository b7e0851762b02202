/** Numbers that Lambda takes of a function, both ends included; without a maximum as many as there are. */
export interface Limit {
  readonly minimum: number;
  readonly maximum?: number;
  readonly unit: string;
}

/**
 * Sources: the API's model (botocore 1.44.8, `lambda/2015-03-31`), and Lambda's quotas
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html) where those are narrower for functions that answer an API: the
 * model's maximum of `Timeout` (5400) is of Managed Instances, those of `MemorySize` and `EphemeralStorageSize` (32768) are of them and of
 * functions with accelerators.
 */
export const LIMITS = {
  memorySize: { minimum: 128, maximum: 10_240, unit: "megabytes" },
  timeout: { minimum: 1, maximum: 1800, unit: "seconds" },
  ephemeralStorage: { minimum: 512, maximum: 10_240, unit: "megabytes" },
  reservedConcurrentExecutions: { minimum: 0, unit: "requests at a time" },
  provisionedConcurrentExecutions: { minimum: 1, unit: "environments" },
  maximumRetryAttempts: { minimum: 0, maximum: 2, unit: "attempts" },
  maximumEventAgeInSeconds: { minimum: 60, maximum: 21_600, unit: "seconds" },
  executionTimeout: { minimum: 1, maximum: 31_622_400, unit: "seconds" },
  retentionPeriod: { minimum: 1, maximum: 90, unit: "days" },
} as const satisfies Readonly<Record<string, Limit>>;

/** Letters at most. */
export const LENGTHS = { name: 64, description: 256, handler: 128, alias: 128 } as const;
