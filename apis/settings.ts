/** What differs from stack to stack. */
export interface Settings {
  /** Days for which logs are kept. */
  readonly logRetentionInDays: number;
  /** Name of the table of `operations`, of which an account and region has one. @default the tutorial's, "lambda-apigateway" */
  readonly tableName?: string | undefined;
}
