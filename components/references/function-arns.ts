import * as pulumi from "@pulumi/pulumi";
import { alternatives, type FunctionTarget } from "./function-reference";

/**
 * The ARNs of functions, each with its qualifier, by the functions' names; of one that a stage variable names, those of all that it may
 * name.
 */
export function functionArns(functions: ReadonlyMap<string, FunctionTarget>): Readonly<Record<string, pulumi.Output<string>>> {
  const targets = [...functions.values()].flatMap(alternatives);
  // As texts, also where the mocks of somebody's test give no ARN.
  return Object.fromEntries(targets.map(({ name, arn }) => [name, pulumi.interpolate`${arn}`]));
}
