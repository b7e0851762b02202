/** What stands in documents and is none of REST APIs'. */
import { isObject } from "../../languages/json/index";

/**
 * Whether HTTP APIs alone know a member of that name, of an integration, its TLS, an authorizer or an endpoint:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integration-tls-config.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html
 */
export function isOfHttpApis(member: string): boolean {
  return OF_HTTP_APIS.includes(member);
}

const OF_HTTP_APIS = [
  "authorizerPayloadFormatVersion",
  "enableSimpleResponses",
  "integrationSubtype",
  "ipAddressType",
  "serverNameToVerify",
];

/** The function that is written here: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html */
export function cloudFormationFunction(value: unknown): string | undefined {
  const [name, ...others] = isObject(value) ? Object.keys(value) : [];
  return others.length === 0 && name !== undefined && /^(?:Ref$|Fn::)/.test(name) ? name : undefined;
}
