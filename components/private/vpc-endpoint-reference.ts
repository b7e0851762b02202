import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { isComponent } from "../resource-type";
import type { ExecuteApiEndpoint } from "./execute-api-endpoint";

/** What may stand for a VPC endpoint: this package's component, the resource, or the id of one that is not part of the program. */
export type VpcEndpointReference = ExecuteApiEndpoint | aws.ec2.VpcEndpoint | pulumi.Input<string>;

const EXECUTE_API_ENDPOINT = "lambda-rest-api:index:ExecuteApiEndpoint";

/** The types of the resources among them. */
export const VPC_ENDPOINTS = [EXECUTE_API_ENDPOINT, "aws:ec2/vpcEndpoint:VpcEndpoint"] as const;

/** Whether it is this package's component. */
export function isExecuteApiEndpoint(endpoint: unknown): endpoint is ExecuteApiEndpoint {
  return isComponent(endpoint, EXECUTE_API_ENDPOINT);
}

export function vpcEndpointId(endpoint: VpcEndpointReference): pulumi.Input<string> {
  if (isExecuteApiEndpoint(endpoint)) return endpoint.vpcEndpoint.id;
  return aws.ec2.VpcEndpoint.isInstance(endpoint) ? endpoint.id : endpoint;
}
