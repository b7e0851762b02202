import type * as pulumi from "@pulumi/pulumi";
import type { Late } from "../../definition/index";
import type { VpcEndpointReference } from "../private/vpc-endpoint-reference";
import type { FunctionReference } from "./function-reference";
import type { ServiceCall } from "./service-call";

/** How a Pulumi program refers to functions, to services and to texts that are known only at deployment. */
export interface References extends Late {
  /** A function. */
  readonly function: FunctionReference;
  /** A call of a service of AWS. */
  readonly service: ServiceCall;
  /** A text. */
  readonly text: pulumi.Input<string>;
  /** A VPC endpoint. */
  readonly vpcEndpoint: VpcEndpointReference;
}
