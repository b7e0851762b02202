/**
 * What API Gateway enumerates of methods and their integrations; the newest API model on npm is held against it in
 * `tests/definition/tables.test.ts`.
 */
import type { Open } from "./open";

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
export type IntegrationType = Open<typeof INTEGRATION_TYPES>;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html, 2026-11. */
export const PASSTHROUGH_BEHAVIORS = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"] as const;
/**
 * What happens to a body whose media type has no template: https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 * @useDeclaredType
 */
export type PassthroughBehavior = Open<typeof PASSTHROUGH_BEHAVIORS>;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html, 2026-11. */
export const CONTENT_HANDLINGS = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
 * @useDeclaredType
 */
export type ContentHandling = Open<typeof CONTENT_HANDLINGS>;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html, 2026-11. */
export const CONNECTION_TYPES = ["INTERNET", "VPC_LINK"] as const;
export type ConnectionType = Open<typeof CONNECTION_TYPES>;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html, 2026-11. */
export const RESPONSE_TRANSFER_MODES = ["BUFFERED", "STREAM"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 * @useDeclaredType
 */
export type ResponseTransferMode = Open<typeof RESPONSE_TRANSFER_MODES>;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html, 2026-11. */
export const AUTHORIZER_TYPES = ["TOKEN", "REQUEST", "COGNITO_USER_POOLS", "JWT"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 * @useDeclaredType
 */
export type AuthorizerType = Open<typeof AUTHORIZER_TYPES>;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtConfiguration.html, 2026-11. */
export const JWT_SIGNING_ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/api/API_JwtConfiguration.html
 * @useDeclaredType
 */
export type JwtSigningAlgorithm = Open<typeof JWT_SIGNING_ALGORITHMS>;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtAdditionalClaim.html, 2026-11. */
export const JWT_CLAIM_FORMATS = ["SINGLE_STRING"] as const;
export type JwtClaimFormat = Open<typeof JWT_CLAIM_FORMATS>;
