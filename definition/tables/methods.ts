/**
 * What API Gateway enumerates of methods and their integrations; the newest API model on npm is held against it in
 * `tests/definition/tables.test.ts`.
 */

/**
 * The methods that a route may have; `ANY` stands for all the others. https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html,
 * 2026-11.
 */
export const METHODS = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const;
/**
 * The methods that a route may have, `ANY` for all of them.
 * @useDeclaredType
 */
export type Method = (typeof METHODS)[number];

/**
 * In the order in which API Gateway names them; recorded: PutIntegration, 2026-11.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export const INTEGRATION_TYPES = ["HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY", "AWS"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 * @useDeclaredType
 */
export type IntegrationType = (typeof INTEGRATION_TYPES)[number];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html, 2026-11. */
export const PASSTHROUGH_BEHAVIORS = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"] as const;
/**
 * What happens to a body whose media type has no template: https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 * @useDeclaredType
 */
export type PassthroughBehavior = (typeof PASSTHROUGH_BEHAVIORS)[number];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html, 2026-11. */
export const CONTENT_HANDLINGS = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
 * @useDeclaredType
 */
export type ContentHandling = (typeof CONTENT_HANDLINGS)[number];

/** https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html, 2026-11. */
export const CONNECTION_TYPES = ["INTERNET", "VPC_LINK"] as const;
export type ConnectionType = (typeof CONNECTION_TYPES)[number];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html, 2026-11. */
export const RESPONSE_TRANSFER_MODES = ["BUFFERED", "STREAM"] as const;
export type ResponseTransferMode = (typeof RESPONSE_TRANSFER_MODES)[number];

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html, 2026-11. */
export const AUTHORIZER_TYPES = ["TOKEN", "REQUEST", "COGNITO_USER_POOLS", "JWT"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 * @useDeclaredType
 */
export type AuthorizerType = (typeof AUTHORIZER_TYPES)[number];

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtConfiguration.html, 2026-11. */
export const JWT_SIGNING_ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/api/API_JwtConfiguration.html
 * @useDeclaredType
 */
export type JwtSigningAlgorithm = (typeof JWT_SIGNING_ALGORITHMS)[number];

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtAdditionalClaim.html, 2026-11. */
export const JWT_CLAIM_FORMATS = ["SINGLE_STRING"] as const;
export type JwtClaimFormat = (typeof JWT_CLAIM_FORMATS)[number];
