/** The types of functions' handlers: a source imports them as types alone, so that nothing of this package is bundled. */

/** A function behind `lambdaCustom`: the event as the mapping makes it, and the answer that is mapped back. */
export type Handler<Input, Result> = (event: Input, context: HandlerContext) => Result | Promise<Result>;

/** What Lambda tells of an invocation: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface HandlerContext {
  readonly functionName: string;
  readonly functionVersion: string;
  /** ARN by which the function was invoked, with its alias or version. */
  readonly invokedFunctionArn: string;
  /** Megabytes. */
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** Milliseconds until the function is ended. */
  getRemainingTimeInMillis(): number;
}
