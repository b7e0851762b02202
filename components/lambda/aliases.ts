import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { mapRecord } from "../../definition/index";
import { transformed } from "../transform";
import type { AliasArgs, LambdaFunctionTransform } from "./arguments";

/** A function's aliases by name. */
export type Aliases<Name extends string = string> = Readonly<Record<Name, aws.lambda.Alias>>;

/** The aliases of a function by name, each with the environments that are kept warm for it. */
export function aliases<Name extends string>(
  name: string,
  args: Readonly<Record<Name, AliasArgs>> | undefined,
  fn: aws.lambda.Function,
  transform: LambdaFunctionTransform,
  opts: pulumi.CustomResourceOptions,
): Aliases<Name>;
export function aliases(
  name: string,
  args: Readonly<Record<string, AliasArgs>> = {},
  fn: aws.lambda.Function,
  transform: LambdaFunctionTransform,
  opts: pulumi.CustomResourceOptions,
): Aliases {
  return mapRecord(args, (one, aliasName) => alias(name, aliasName, one, fn, transform, opts));
}

function alias(
  name: string,
  aliasName: string,
  { description, functionVersion, provisionedConcurrentExecutions, traffic }: AliasArgs,
  fn: aws.lambda.Function,
  transform: LambdaFunctionTransform,
  opts: pulumi.CustomResourceOptions,
): aws.lambda.Alias {
  const version = functionVersion ?? fn.version;
  const args = {
    name: aliasName,
    functionName: fn.name,
    functionVersion: version,
    description,
    routingConfig: traffic && { additionalVersionWeights: pulumi.output(version).apply((number) => weights(traffic, number)) },
  };
  const made = new aws.lambda.Alias(...transformed(transform.alias, `${name}-${aliasName}`, args, opts));
  if (provisionedConcurrentExecutions !== undefined) {
    const provisioned = { functionName: fn.name, qualifier: made.name, provisionedConcurrentExecutions };
    new aws.lambda.ProvisionedConcurrencyConfig(
      ...transformed(transform.provisionedConcurrency, `${name}-${aliasName}`, provisioned, opts),
    );
  }
  return made;
}

/** The other version's share, by its number; the first version has none before it. */
function weights(traffic: Readonly<Record<string, number>>, version: string): Record<string, number> {
  const previous = Number(version) - 1;
  const entries = Object.entries(traffic).map(([other, share]) => [other === "previous" ? String(previous) : other, share] as const);
  return Object.fromEntries(entries.filter(([other]) => other !== "0" && other !== version));
}
