import type { ApiArguments, IntegrationArguments, Named, RouteArguments } from "../definition/index";
import { type NameInvocation, nameAccess } from "./access/name-access";
import { type FunctionTarget, FunctionTargets } from "./function-reference";
import type { LateValues, References } from "./late-values";

export type { References } from "./late-values";

/** The arguments as plain data, and the functions by the text that stands for each one's invocation uri. */
export interface NamedArguments {
  readonly args: ApiArguments<Named>;
  readonly functions: ReadonlyMap<string, FunctionTarget>;
  /** Functions that are invoked by the API's own role. */
  readonly invokedByRole: readonly FunctionTarget[];
}

/** Puts names in the place of everything that is known only at deployment, and its value under that name in `late`; functions are invoked by `invokeRole` if there is one. */
export function nameReferences(args: ApiArguments<References>, late: LateValues, invokeRole: string | undefined): NamedArguments {
  const { authorizers, policy, ...rest } = args;
  const targets = new FunctionTargets();
  const functions = new Map<string, FunctionTarget>();
  const invokedByRole = new Set<FunctionTarget>();

  const named = (key: string, { integration, ...route }: RouteArguments<References>): RouteArguments<Named> => {
    const { function: reference, credentials, uri, ...rest } = integration;
    const plain: IntegrationArguments<Named, string> = {
      ...rest,
      ...invocation(key, reference, credentials),
      ...(uri !== undefined && { uri: late.name(`${key} uri`, uri) }),
    };
    return { ...route, integration: plain };
  };
  const invocation: NameInvocation = (of, reference, credentials) => {
    const target = reference === undefined ? undefined : targets.of(reference);
    const byRole = target !== undefined && credentials === undefined && invokeRole !== undefined;
    if (byRole) invokedByRole.add(target);
    return {
      ...(target !== undefined && { function: nameFunction(target) }),
      ...(byRole && { credentials: invokeRole }),
      ...(credentials !== undefined && { credentials: late.name(`${of} credentials`, credentials) }),
    };
  };
  const nameFunction = (target: FunctionTarget): string => {
    const uri = late.name(target.name, target.invokeArn);
    functions.set(uri, target);
    return uri;
  };

  const routes = Object.fromEntries(Object.entries(args.routes).map(([key, route]) => [key, named(key, route)]));
  return { args: { ...rest, ...nameAccess({ authorizers, policy }, late, invocation), routes }, functions, invokedByRole: [...invokedByRole] };
}
