import { formatArn } from "./arns";

/**
 * How an integration or an authorizer names a Lambda function.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export interface LambdaTarget {
  /** The function's ARN with its qualifier, or what stands for it: stage variables are kept. */
  readonly functionArn: string;
  readonly streaming: boolean;
}

const FUNCTION_ARN = /^arn:([^:]+):lambda:([^:]+):[^:]*:function:[^/]+$/;
const INVOCATION_URI =
  /^arn:[^:]+:apigateway:[^:]+:lambda:path\/+(?:2015-03-31\/functions\/(.+)\/invocations|2021-11-15\/functions\/(.+)\/response-streaming-invocations)$/;

/**
 * The uri by which API Gateway invokes a function, in the function's own partition and region.
 * @throws TypeError if it is not the ARN of a function.
 */
export function invocationUri(functionArn: string, streaming = false): string {
  const [, partition, region] = FUNCTION_ARN.exec(functionArn) ?? [];
  if (partition === undefined || region === undefined) throw new TypeError(`Not the ARN of a Lambda function: ${functionArn}`);
  return formatArn({
    partition,
    service: "apigateway",
    region,
    account: "lambda",
    resource: `path/${invocationPath(functionArn, streaming)}`,
  });
}

/** Whether a stage variable says which function, alias or version an ARN or an invocation uri means. */
export function namesByStageVariable(arnOrUri: string): boolean {
  return /:lambda:.*\$\{stageVariables\./.test(arnOrUri);
}

/** The path by which Lambda's API invokes a function. */
export function invocationPath(functionArn: string, streaming = false): string {
  return streaming
    ? `2021-11-15/functions/${functionArn}/response-streaming-invocations`
    : `2015-03-31/functions/${functionArn}/invocations`;
}

/** The uri by which the function of an invocation uri is invoked for an answer as a stream. */
export function streamingUri(uri: string): string {
  return uri.replace(/:path\/2015-03-31\/functions\/(.*)\/invocations$/, ":path/2021-11-15/functions/$1/response-streaming-invocations");
}

/** The function that an integration's uri names; undefined where it names something else. */
export function parseInvocationUri(uri: string): LambdaTarget | undefined {
  const [, buffered, streamed] = INVOCATION_URI.exec(uri) ?? [];
  if (buffered !== undefined) return { functionArn: buffered, streaming: false };
  return streamed === undefined ? undefined : { functionArn: streamed, streaming: true };
}
