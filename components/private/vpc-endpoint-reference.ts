import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { ExecuteApiEndpoint } from "./execute-api-endpoint";

/** What may stand for a VPC endpoint: this package's component, the resource, or the id of one that is not part of the program. */
export type VpcEndpointReference = ExecuteApiEndpoint | aws.ec2.VpcEndpoint | pulumi.Input<string>;

export function vpcEndpointId(endpoint: VpcEndpointReference): pulumi.Input<string> {
  if (endpoint instanceof ExecuteApiEndpoint) return endpoint.vpcEndpoint.id;
  return aws.ec2.VpcEndpoint.isInstance(endpoint) ? endpoint.id : endpoint;
}
