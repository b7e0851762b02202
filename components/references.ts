import type * as pulumi from "@pulumi/pulumi";
import { type ApiArguments, type IntegrationArguments, type Named, type RouteArguments, streamingUri } from "../definition/index";
import { type NameInvocation, nameAccess } from "./access/name-access";
import { mapText } from "./integrations/arn-reference";
import { nameIntegration } from "./integrations/name-integration";
import type { ServicePolicy } from "./integrations/service-call";
import { type ServicePolicies, serviceRoleArn } from "./integrations/service-role";
import { type FunctionTarget, FunctionTargets } from "./lambda/function-reference";
import type { LateValues, References } from "./late-values";
import { nameVpcEndpoints } from "./private/name-vpc-endpoints";

export type { References } from "./late-values";

/** The arguments as plain data, and the functions by the text that stands for each one's invocation uri. */
export interface NamedArguments {
  readonly args: ApiArguments<Named>;
  readonly functions: ReadonlyMap<string, FunctionTarget>;
  /** Functions that are invoked by the API's own role. */
  readonly invokedByRole: readonly FunctionTarget[];
  readonly servicePolicies: ServicePolicies;
}

/** Puts names in the place of everything that is known only at deployment, and its value under that name in `late`; functions are invoked by `invokeRole` if there is one. */
export function nameReferences(args: ApiArguments<References>, late: LateValues, invokeRole: string | undefined, parent: pulumi.Resource): NamedArguments {
  const { authorizers, policy, vpcEndpoints, ...rest } = args;
  const targets = new FunctionTargets();
  const functions = new Map<string, FunctionTarget>();
  const invokedByRole = new Set<FunctionTarget>();
  const servicePolicies = new Map<string, ServicePolicy>();

  const named = (key: string, { integration, ...route }: RouteArguments<References>): RouteArguments<Named> => {
    const { function: reference, credentials, ...rest } = integration;
    const { service, responseTransferMode } = rest;
    const byServiceRole = service !== undefined && credentials === undefined;
    if (byServiceRole) servicePolicies.set(key, service.statements);
    const plain: IntegrationArguments<Named, string> = {
      ...nameIntegration(key, rest, late, parent),
      ...invocation(key, reference, credentials, responseTransferMode === "STREAM"),
      ...(byServiceRole && { credentials: serviceRoleArn(key) }),
    };
    return { ...route, integration: plain };
  };
  const invocation = (...[of, reference, credentials, streaming = false]: [...Parameters<NameInvocation>, boolean?]): ReturnType<NameInvocation> => {
    const target = reference === undefined ? undefined : targets.of(reference);
    const byRole = target !== undefined && credentials === undefined && invokeRole !== undefined;
    if (byRole) invokedByRole.add(target);
    return {
      ...(target !== undefined && { function: nameFunction(target, streaming) }),
      ...(byRole && { credentials: invokeRole }),
      ...(credentials !== undefined && { credentials: late.name(`${of} credentials`, credentials) }),
    };
  };
  const nameFunction = (target: FunctionTarget, streaming: boolean): string => {
    const uri = streaming ? late.name(`${target.name} as a stream`, mapText(target.invokeArn, streamingUri)) : late.name(target.name, target.invokeArn);
    functions.set(uri, target);
    return uri;
  };

  const routes = Object.fromEntries(Object.entries(args.routes).map(([key, route]) => [key, named(key, route)]));
  return {
    args: { ...rest, ...nameAccess({ authorizers, policy }, late, invocation), ...nameVpcEndpoints(vpcEndpoints, late), routes },
    functions,
    invokedByRole: [...invokedByRole],
    servicePolicies,
  };
}
