/**
 * Where a stage of a private API is called by one VPC endpoint: API Gateway makes that name for each VPC endpoint of an API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html
 */
export function vpcEndpointUrl(invokeUrl: string, vpcEndpointId: string): string {
  return invokeUrl.replace(/^(https:\/\/[a-z0-9]+)(\.execute-api\.)/, `$1-${vpcEndpointId}$2`);
}
