/** The plain-data definition of one REST API: normalised, frozen, and the one source of everything that is rendered from it. */

import type { Json, JsonObject } from "../languages/json/index";
import type {
  ApiKeySource,
  AuthorizerType,
  CacheClusterSize,
  ConnectionType,
  ContentHandling,
  EndpointType,
  IntegrationType,
  IpAddressType,
  JwtClaimFormat,
  JwtSigningAlgorithm,
  LoggingLevel,
  Method,
  PassthroughBehavior,
  ResponseTransferMode,
  UnauthorizedCacheControl,
} from "./tables/index";

export type { Json, JsonObject };

/** A route's name: its method and its resource path, for example `GET /pets/{id}`. */
export type RouteKey = `${Method} /${string}`;

/** How one integration response becomes a method response. */
export interface IntegrationResponse {
  /** The regular expression that selects this response; absent on the default response. */
  readonly selectionPattern?: string;
  readonly statusCode: string;
  /** `method.response.header.<name>` to a mapping expression. */
  readonly responseParameters: Readonly<Record<string, string>>;
  /** Media type to mapping template. */
  readonly responseTemplates: Readonly<Record<string, string>>;
  readonly contentHandling?: ContentHandling;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export interface Integration {
  readonly type: IntegrationType;
  /** The method of the integration request; absent for MOCK. */
  readonly httpMethod?: string;
  readonly uri?: string;
  /** ARN of the role that API Gateway assumes; absent where the function's own policy decides. */
  readonly credentials?: string;
  /** `integration.request.{header,path,querystring}.<name>` to a mapping expression. */
  readonly requestParameters: Readonly<Record<string, string>>;
  /** Media type, or `$default`, to mapping template. */
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly contentHandling?: ContentHandling;
  /** Milliseconds until API Gateway answers 504. */
  readonly timeoutInMillis: number;
  readonly connectionType: ConnectionType;
  readonly connectionId?: string;
  readonly integrationTarget?: string;
  readonly insecureSkipVerification: boolean;
  readonly cacheNamespace?: string;
  readonly cacheKeyParameters: readonly string[];
  readonly responseTransferMode: ResponseTransferMode;
  /** In the order of their selection; at most one has no selection pattern. */
  readonly responses: readonly IntegrationResponse[];
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_MethodResponse.html */
export interface MethodResponse {
  readonly description?: string;
  /** Header names that the response may carry. */
  readonly headers: readonly string[];
  /** Media type to model name. */
  readonly models: Readonly<Record<string, string>>;
}

export type Authorization =
  | { readonly type: "NONE" }
  | { readonly type: "AWS_IAM" }
  | { readonly type: "CUSTOM"; readonly authorizer: string }
  | { readonly type: "COGNITO_USER_POOLS" | "JWT"; readonly authorizer: string; readonly scopes: readonly string[] };

/** One method of one resource with its integration. */
export interface Route {
  readonly method: Method;
  /** The resource path, its variables in braces, for example `/pets/{id}`. */
  readonly path: string;
  /** The OpenAPI operation id, the operation's name in generated SDKs. */
  readonly operationName?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly authorization: Authorization;
  readonly apiKeyRequired: boolean;
  /** `path.<name>`, `querystring.<name>` or `header.<name>` to whether it is required. */
  readonly requestParameters: Readonly<Record<string, boolean>>;
  /** Media type to model name. */
  readonly requestModels: Readonly<Record<string, string>>;
  /** Name of one of the API's request validators. */
  readonly requestValidator?: string;
  /** Status code to response. */
  readonly methodResponses: Readonly<Record<string, MethodResponse>>;
  readonly integration: Integration;
  /** Further `x-…` members of the OpenAPI operation, kept as they are. */
  readonly extensions: JsonObject;
}

/** A JSON schema, draft 4, that request bodies are validated against; `$ref` is `#/components/schemas/<name>`. */
export interface Model {
  readonly description?: string;
  readonly schema: JsonObject;
}

export interface RequestValidator {
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html */
export interface Authorizer {
  readonly type: AuthorizerType;
  /** Invocation uri of the authorizer's function; absent where there is none. */
  readonly authorizerUri?: string;
  readonly authorizerCredentials?: string;
  /** `method.request.header.<name>`, `…querystring…`, `stageVariables.…`, `context.…`; several are ANDed. */
  readonly identitySource: readonly string[];
  readonly identityValidationExpression?: string;
  /** Seconds for which a result is cached; 0 is never. */
  readonly authorizerResultTtlInSeconds: number;
  readonly providerArns: readonly string[];
  /** Present where the type is JWT. */
  readonly jwtConfiguration?: JwtConfiguration;
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtConfiguration.html */
export interface JwtConfiguration {
  readonly issuers: readonly JwtIssuer[];
  readonly defaultAlgorithms: readonly JwtSigningAlgorithm[];
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtIssuer.html */
export interface JwtIssuer {
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly additionalClaims: readonly JwtAdditionalClaim[];
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_JwtAdditionalClaim.html */
export interface JwtAdditionalClaim {
  readonly claimName: string;
  readonly format: JwtClaimFormat;
  readonly required: boolean;
  /** Absent where any value will do. */
  readonly expectedValues?: readonly string[];
}

export interface GatewayResponse {
  readonly statusCode?: string;
  /** `gatewayresponse.header.<name>` to a mapping expression. */
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

export interface Endpoint {
  readonly type: EndpointType;
  readonly ipAddressType?: IpAddressType;
  readonly vpcEndpointIds: readonly string[];
  readonly disableExecuteApiEndpoint: boolean;
  /** TLS versions and ciphers of the API's own endpoint; absent is API Gateway's default. */
  readonly securityPolicy?: string;
  /** Goes with a security policy whose name begins with `SecurityPolicy_`. */
  readonly endpointAccessMode?: string;
}

/** One REST API, whole: everything that a deployment snapshots. */
export interface ApiDefinition {
  readonly name: string;
  readonly description?: string;
  /** The API's own version, `info.version` of its OpenAPI document. */
  readonly version: string;
  readonly endpoint: Endpoint;
  readonly apiKeySource: ApiKeySource;
  readonly binaryMediaTypes: readonly string[];
  /** Bytes from which a response is compressed; absent is never. */
  readonly minimumCompressionSize?: number;
  /** The resource policy; a text while it is known only at deployment. */
  readonly policy?: JsonObject | string;
  readonly models: Readonly<Record<string, Model>>;
  readonly requestValidators: Readonly<Record<string, RequestValidator>>;
  readonly authorizers: Readonly<Record<string, Authorizer>>;
  /** By type, `DEFAULT_4XX`. */
  readonly gatewayResponses: Readonly<Record<string, GatewayResponse>>;
  /** Routes by their key, `METHOD /path`. */
  readonly routes: Readonly<Record<string, Route>>;
  /** Further `x-…` members of the OpenAPI document, kept as they are. */
  readonly extensions: JsonObject;
}

/** Rate and burst of a token bucket. */
export interface Throttle {
  /** Requests per second. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

/** What a stage says of one method, or of all: https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html */
export interface MethodSettings {
  readonly throttle?: Throttle;
  readonly loggingLevel?: LoggingLevel;
  readonly dataTrace?: boolean;
  readonly metrics?: boolean;
  /** Present where the method is cached. */
  readonly cache?: CacheSettings;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html */
export interface CacheSettings {
  readonly ttlSeconds: number;
  readonly encrypted: boolean;
  /** Whether a caller needs the permission `execute-api:InvalidateCache` to ask for a fresh answer. */
  readonly requireAuthorizationForCacheControl: boolean;
  /** What becomes of callers who lack it. */
  readonly unauthorizedCacheControlHeaderStrategy: UnauthorizedCacheControl;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html */
export interface Canary {
  /** 0 to 100. */
  readonly percentTraffic: number;
  readonly stageVariableOverrides: Readonly<Record<string, string>>;
  /** Whether the canary's answers are kept in the stage's cache. */
  readonly useStageCache: boolean;
}

/** What is live on a stage: nothing of it needs a deployment. */
export interface StageDefinition {
  readonly name: string;
  readonly description?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly tracing: boolean;
  /** Format of a line of the access log; absent is no access log. */
  readonly accessLogFormat?: string;
  /** Absent is no cache. */
  readonly cacheClusterSize?: CacheClusterSize;
  /** By route key, and by the wildcard key for all methods, written `*`. */
  readonly methodSettings: Readonly<Record<string, MethodSettings>>;
  readonly canary?: Canary;
  /** Version of the API's documentation. */
  readonly documentationVersion?: string;
}
