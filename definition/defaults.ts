/** What an API, a stage, an authorizer and a domain name are where their author says nothing; docs/defaults.md says why. */
import { DEFAULT_TTL, INTEGRATION_TIMEOUT } from "./limits";

export const DEFAULTS = {
  version: "1.0",
  endpointType: "REGIONAL",
  disableExecuteApiEndpoint: false,
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
  domainEndpointType: "REGIONAL",
  domainSecurityPolicy: "TLS_1_2",
  stripBasePath: false,
} as const;
