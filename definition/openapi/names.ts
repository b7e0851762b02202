/**
 * How AWS spells what OpenAPI has no word for:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export const extension = {
  anyMethod: "x-amazon-apigateway-any-method",
  apiKeySource: "x-amazon-apigateway-api-key-source",
  auth: "x-amazon-apigateway-auth",
  authorizer: "x-amazon-apigateway-authorizer",
  authtype: "x-amazon-apigateway-authtype",
  binaryMediaTypes: "x-amazon-apigateway-binary-media-types",
  endpointAccessMode: "x-amazon-apigateway-endpoint-access-mode",
  endpointConfiguration: "x-amazon-apigateway-endpoint-configuration",
  gatewayResponses: "x-amazon-apigateway-gateway-responses",
  integration: "x-amazon-apigateway-integration",
  minimumCompressionSize: "x-amazon-apigateway-minimum-compression-size",
  policy: "x-amazon-apigateway-policy",
  requestValidator: "x-amazon-apigateway-request-validator",
  requestValidators: "x-amazon-apigateway-request-validators",
  securityPolicy: "x-amazon-apigateway-security-policy",
} as const;

/** Members of a path item that are methods, with the methods that they are. */
export const METHOD_OF_MEMBER = {
  delete: "DELETE",
  get: "GET",
  head: "HEAD",
  options: "OPTIONS",
  patch: "PATCH",
  post: "POST",
  put: "PUT",
  [extension.anyMethod]: "ANY",
} as const;

/** Where a parameter is, in OpenAPI's words and in API Gateway's. */
export const LOCATION_OF_IN = { header: "header", path: "path", query: "querystring" } as const;
