import type { LateValues } from "../late/late-values";
import { type VpcEndpointReference, vpcEndpointId } from "./vpc-endpoint-reference";

/** The ids as plain data, names standing for those that are known only at deployment. */
export function nameVpcEndpoints(
  endpoints: readonly VpcEndpointReference[] | undefined,
  late: LateValues,
): { readonly vpcEndpoints: readonly string[] } | Record<never, never> {
  return endpoints === undefined
    ? {}
    : { vpcEndpoints: endpoints.map((endpoint, index) => late.name(`vpc endpoint ${index}`, vpcEndpointId(endpoint))) };
}
