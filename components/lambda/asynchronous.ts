import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform";
import type { AsynchronousArgs, LambdaFunctionTransform } from "./arguments";

/** What becomes of a function's asynchronous invocations: said of the function, and of each alias, which otherwise has none of it. */
export function eventInvokeConfigs(
  name: string,
  { maximumRetryAttempts, maximumEventAgeInSeconds, onFailure, onSuccess }: AsynchronousArgs,
  fn: aws.lambda.Function,
  aliases: Readonly<Record<string, aws.lambda.Alias>>,
  transform: LambdaFunctionTransform,
  opts: pulumi.CustomResourceOptions,
): readonly aws.lambda.FunctionEventInvokeConfig[] {
  const settings = {
    ...(maximumRetryAttempts !== undefined && { maximumRetryAttempts }),
    ...(maximumEventAgeInSeconds !== undefined && { maximumEventAgeInSeconds }),
    ...((onFailure !== undefined || onSuccess !== undefined) && {
      destinationConfig: {
        ...(onFailure !== undefined && { onFailure: { destination: onFailure } }),
        ...(onSuccess !== undefined && { onSuccess: { destination: onSuccess } }),
      },
    }),
  };
  if (Object.keys(settings).length === 0) return [];
  const config = (logicalName: string, qualifier: pulumi.Input<string> | undefined) => {
    const args = { functionName: fn.name, ...(qualifier !== undefined && { qualifier }), ...settings };
    return new aws.lambda.FunctionEventInvokeConfig(...transformed(transform.eventInvokeConfig, logicalName, args, opts));
  };
  return [config(name, undefined), ...Object.entries(aliases).map(([aliasName, alias]) => config(`${name}-${aliasName}`, alias.name))];
}
