import type * as aws from "@pulumi/aws";
import { type ApiDefinition, isLateValue, NO_DESCRIPTION, present } from "../definition/index";
import type { LateValues } from "./late/late-values";
import { endpointConfiguration } from "./private/endpoint-configuration";
import type { VpcEndpointReference } from "./private/vpc-endpoint-reference";

type Settings = Pick<
  aws.apigateway.RestApiArgs,
  | "apiKeySource"
  | "binaryMediaTypes"
  | "description"
  | "disableExecuteApiEndpoint"
  | "endpointAccessMode"
  | "endpointConfiguration"
  | "minimumCompressionSize"
  | "securityPolicy"
>;

/**
 * What the document says of the API itself, said to the provider as well, also where it is API Gateway's own default.
 *
 * After each import the provider puts back what its state holds of these (resourceRestAPIWithBodyUpdateOperations), and what it is not told
 * its state holds as it was before: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigateway/rest_api.go,
 * docs/decisions/0009-what-the-provider-keeps.md.
 */
export function apiSettings(
  definition: ApiDefinition,
  vpcEndpoints: readonly VpcEndpointReference[] | undefined,
  late: LateValues,
): Settings {
  const { apiKeySource, binaryMediaTypes, description, endpoint, minimumCompressionSize } = definition;
  return {
    apiKeySource,
    binaryMediaTypes: [...binaryMediaTypes],
    description: description !== undefined && isLateValue(description) ? late.fill(description) : (description ?? NO_DESCRIPTION),
    disableExecuteApiEndpoint: endpoint.disableExecuteApiEndpoint,
    endpointConfiguration: endpointConfiguration(endpoint, vpcEndpoints),
    ...present({ securityPolicy: endpoint.securityPolicy, endpointAccessMode: endpoint.endpointAccessMode }),
    // The provider's documentation: -1 is no compression.
    minimumCompressionSize: String(minimumCompressionSize ?? -1),
  };
}
