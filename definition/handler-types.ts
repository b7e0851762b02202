/** The types of functions' handlers: a source imports them as types alone, so that nothing of this package is bundled. */

/** A function behind `lambdaCustom`: the event as the mapping makes it, and the answer that is mapped back. */
export type Handler<Input, Result> = (event: Input, context: HandlerContext) => Result | Promise<Result>;

/** What Lambda tells of an invocation: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface HandlerContext {
  /** The function's own name. */
  readonly functionName: string;
  /** The version that runs, `$LATEST` where none was published. */
  readonly functionVersion: string;
  /** ARN by which the function was invoked, with its alias or version. */
  readonly invokedFunctionArn: string;
  /** Megabytes. */
  readonly memoryLimitInMB: string;
  /** The invocation's id, which the lines of its log name. */
  readonly awsRequestId: string;
  /** The log group in CloudWatch Logs. */
  readonly logGroupName: string;
  /** The log stream of the execution environment. */
  readonly logStreamName: string;
  /** Milliseconds until the function is ended. */
  getRemainingTimeInMillis(): number;
}
