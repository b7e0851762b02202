/** What an API, a stage, an authorizer and a domain name are where their author says nothing; docs/defaults.md says why. */
import { DEFAULT_TTL, INTEGRATION_TIMEOUT } from "./limits";

export const DEFAULTS = {
  version: "1.0",
  endpointType: "REGIONAL",
  disableExecuteApiEndpoint: false,
  securityPolicy: {
    REGIONAL: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    PRIVATE: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    EDGE: "SecurityPolicy_TLS12_PFS_2025_EDGE",
  },
  endpointAccessMode: "BASIC",
  apiKeySource: "HEADER",
  validationErrors: true,
  authorization: "NONE",
  apiKeyRequired: false,
  timeoutInMillis: INTEGRATION_TIMEOUT,
  passthroughBehavior: "WHEN_NO_TEMPLATES",
  proxyPassthroughBehavior: "WHEN_NO_MATCH",
  connectionType: "INTERNET",
  insecureSkipVerification: false,
  responseTransferMode: "BUFFERED",
  statusCode: 200,
  identitySource: "method.request.header.Authorization",
  authorizerResultTtlInSeconds: DEFAULT_TTL,
  jwtAlgorithms: ["RS256"],
  tracing: false,
  cacheTtlSeconds: DEFAULT_TTL,
  cacheEncrypted: true,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
  useStageCache: false,
  domainEndpointType: "REGIONAL",
  domainSecurityPolicy: "TLS_1_2",
  stripBasePath: false,
} as const;

/**
 * What an API without a description is given at API Gateway, and means none: the provider takes an empty text for none given, and the
 * description before would stay. It writes this itself where a description cannot be empty.
 */
export const NO_DESCRIPTION = "Managed by Pulumi";
