import type * as pulumi from "@pulumi/pulumi";
import {
  type ApiArguments,
  type GatewayResponseArguments,
  type IntegrationArguments,
  mapRecord,
  type Named,
  namesByStageVariable,
  present,
  streamingUri,
} from "../../definition/index";
import { type NameInvocation, nameAccess } from "../access/name-access";
import { nameIntegration } from "../integrations/name-integration";
import { type ServicePolicies, serviceRoleArn } from "../integrations/service-role";
import type { LateValues } from "../late/late-values";
import { nameVpcEndpoints } from "../private/name-vpc-endpoints";
import { type FunctionTarget, FunctionTargets } from "../references/function-reference";
import type { References } from "../references/references";
import type { ServicePolicy } from "../references/service-call";

export type { References } from "../references/references";

type Referring = "authorizers" | "description" | "gatewayResponses" | "policy" | "vpcEndpoints";

/** What of an API's arguments may refer to what is known only at deployment; integrations by the key of their route. */
export interface ReferringArguments extends Partial<Pick<ApiArguments<References>, Referring>> {
  readonly integrations: Readonly<Record<string, IntegrationArguments<References, string>>>;
}

/** The same as plain data, and the functions by the text that stands for each one's invocation uri. */
export interface NamedArguments {
  readonly args: Partial<Pick<ApiArguments<Named>, Referring>>;
  readonly integrations: Readonly<Record<string, IntegrationArguments<Named, string>>>;
  readonly functions: ReadonlyMap<string, FunctionTarget>;
  readonly targets: FunctionTargets;
  readonly servicePolicies: ServicePolicies;
}

/** Puts names in the place of everything that is known only at deployment, and its value under that name in `late`. */
export function nameReferences(args: ReferringArguments, late: LateValues, parent: pulumi.Resource): NamedArguments {
  const targets = new FunctionTargets();
  const functions = new Map<string, FunctionTarget>();
  const servicePolicies = new Map<string, ServicePolicy>();

  const named = (
    { function: reference, credentials, ...rest }: IntegrationArguments<References, string>,
    key: string,
  ): IntegrationArguments<Named, string> => {
    const { service, responseTransferMode } = rest;
    const byServiceRole = service !== undefined && credentials === undefined;
    if (byServiceRole) servicePolicies.set(key, service.statements);
    return {
      ...nameIntegration(key, rest, late, parent),
      ...invocation(key, reference, credentials, responseTransferMode === "STREAM"),
      ...(byServiceRole && { credentials: serviceRoleArn(key) }),
    };
  };
  const invocation = (
    ...[owner, reference, credentials, streaming = false]: [...Parameters<NameInvocation>, boolean?]
  ): ReturnType<NameInvocation> =>
    present({
      function: reference && nameFunction(targets.of(reference), streaming),
      credentials: credentials && late.name(`${owner} credentials`, credentials),
    });
  const nameFunction = (target: FunctionTarget, streaming: boolean): string => {
    const uri = streaming
      ? late.name(`${target.name} as a stream`, target.invokeArn, streamingUri)
      : late.name(target.name, target.invokeArn);
    // Of one that a stage variable names within its ARN nobody here knows which it is: a warning says that it is its author's to allow.
    if (typeof target.arn !== "string" || !namesByStageVariable(target.arn)) functions.set(uri, target);
    return uri;
  };

  const integrations = mapRecord(args.integrations, named);
  const { authorizers, description, gatewayResponses, policy, vpcEndpoints } = args;
  return {
    args: present({
      ...nameAccess({ authorizers, policy }, late, invocation),
      ...nameVpcEndpoints(vpcEndpoints, late),
      description: description && late.name("description", description),
      gatewayResponses: gatewayResponses && nameGatewayResponses(gatewayResponses, late),
    }),
    integrations,
    functions,
    targets,
    servicePolicies,
  };
}

function nameGatewayResponses(
  responses: NonNullable<ApiArguments<References>["gatewayResponses"]>,
  late: LateValues,
): NonNullable<ApiArguments<Named>["gatewayResponses"]> {
  return mapRecord<string, GatewayResponseArguments<References> | undefined, GatewayResponseArguments>(responses, (response, type) => {
    const { headers, responseTemplates, ...plain } = response ?? {};
    const texts = (values: Readonly<Record<string, pulumi.Input<string>>>) =>
      mapRecord(values, (value, name) => late.name(`${type} ${name}`, value));
    return present({
      ...plain,
      headers: headers && texts(headers),
      responseTemplates: responseTemplates && texts(responseTemplates),
    });
  });
}
