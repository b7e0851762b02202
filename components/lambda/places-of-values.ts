import type * as pulumi from "@pulumi/pulumi";
import type { LambdaFunctionArgs } from "./arguments";
import { PARAMETER_VARIABLE, SECRET_VARIABLE } from "./values";

/** The variables that tell where the function finds what it reads for itself; the values are nowhere but there. */
export function placesOfValues({
  secrets = {},
  parameters = {},
}: LambdaFunctionArgs<string>): Readonly<Record<string, pulumi.Input<string>>> {
  const named = (prefix: string, arns: Readonly<Record<string, pulumi.Input<string>>>) =>
    Object.entries(arns).map(([name, arn]) => [prefix + name, arn] as const);
  return Object.fromEntries([...named(SECRET_VARIABLE, secrets), ...named(PARAMETER_VARIABLE, parameters)]);
}
