import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { present } from "../../definition/index";
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
  const destinations = present({ onFailure: to(onFailure), onSuccess: to(onSuccess) });
  const destinationConfig = Object.keys(destinations).length > 0 ? destinations : undefined;
  const settings = present({ maximumRetryAttempts, maximumEventAgeInSeconds, destinationConfig });
  if (Object.keys(settings).length === 0) return [];
  const config = (logicalName: string, qualifier: pulumi.Input<string> | undefined) => {
    const args = { functionName: fn.name, qualifier, ...settings };
    return new aws.lambda.FunctionEventInvokeConfig(...transformed(transform.eventInvokeConfig, logicalName, args, opts));
  };
  return [config(name, undefined), ...Object.entries(aliases).map(([aliasName, alias]) => config(`${name}-${aliasName}`, alias.name))];
}

function to(destination: pulumi.Input<string> | undefined): { readonly destination: pulumi.Input<string> } | undefined {
  return destination === undefined ? undefined : { destination };
}
