import type * as pulumi from "@pulumi/pulumi";
import type { ApiArguments, IntegrationArguments, Late, Named, RouteArguments } from "../definition/index";
import { type FunctionReference, type FunctionTarget, FunctionTargets } from "./function-reference";
import type { LateValues } from "./late-values";

/** How a Pulumi program refers to functions and to texts that are known only at deployment. */
export interface References extends Late {
  readonly function: FunctionReference;
  readonly text: pulumi.Input<string>;
}

/** The arguments as plain data, and the functions by the text that stands for each one's invocation uri. */
export interface NamedArguments {
  readonly args: ApiArguments<Named>;
  readonly functions: ReadonlyMap<string, FunctionTarget>;
  /** Functions that are invoked by the API's own role. */
  readonly invokedByRole: readonly FunctionTarget[];
}

/** Puts names in the place of everything that is known only at deployment, and its value under that name in `late`; functions are invoked by `invokeRole` if there is one. */
export function nameReferences(args: ApiArguments<References>, late: LateValues, invokeRole: string | undefined): NamedArguments {
  const targets = new FunctionTargets();
  const functions = new Map<string, FunctionTarget>();
  const invokedByRole = new Set<FunctionTarget>();

  const named = (key: string, { integration, ...route }: RouteArguments<References>): RouteArguments<Named> => {
    const { function: reference, credentials, uri, ...rest } = integration;
    const target = reference === undefined ? undefined : targets.of(reference);
    const byRole = target !== undefined && credentials === undefined && invokeRole !== undefined;
    if (byRole) invokedByRole.add(target);
    const plain: IntegrationArguments<Named, string> = {
      ...rest,
      ...(target !== undefined && { function: nameFunction(target) }),
      ...(byRole && { credentials: invokeRole }),
      ...(credentials !== undefined && { credentials: late.name(`${key} credentials`, credentials) }),
      ...(uri !== undefined && { uri: late.name(`${key} uri`, uri) }),
    };
    return { ...route, integration: plain };
  };
  const nameFunction = (target: FunctionTarget): string => {
    const uri = late.name(target.name, target.invokeArn);
    functions.set(uri, target);
    return uri;
  };

  const routes = Object.fromEntries(Object.entries(args.routes).map(([key, route]) => [key, named(key, route)]));
  return { args: { ...args, routes }, functions, invokedByRole: [...invokedByRole] };
}
