/** What differs from stack to stack. */
export interface Settings {
  /** Days for which logs are kept. */
  readonly logRetentionInDays: number;
}
