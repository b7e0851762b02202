import type * as aws from "@pulumi/aws";
import type { Endpoint } from "../../definition/index";
import { type VpcEndpointReference, vpcEndpointId } from "./vpc-endpoint-reference";

/** What a document cannot say of an API's endpoint, and its VPC endpoints, which the provider would take away otherwise. */
export function endpointConfiguration(
  { type, ipAddressType }: Endpoint,
  vpcEndpoints: readonly VpcEndpointReference[] = [],
): aws.types.input.apigateway.RestApiEndpointConfiguration {
  return {
    types: type,
    // API Gateway's own, which the provider would not go back to unasked.
    ipAddressType: ipAddressType ?? (type === "PRIVATE" ? "dualstack" : "ipv4"),
    ...(vpcEndpoints.length > 0 && { vpcEndpointIds: vpcEndpoints.map(vpcEndpointId) }),
  };
}
