/** Numbers of API Gateway that several rooms need: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */

/** Milliseconds that an integration may take where its account has no raised quota; API Gateway's own default, too. */
export const INTEGRATION_TIMEOUT = 29_000;

/** Bytes of a request, of a response, and of the largest response that is compressed. */
export const PAYLOAD_BYTES = 10 * 1024 * 1024;

/**
 * Bytes of a function's resource policy. Reported: "The final policy size (20749) is bigger than the limit (20480)."
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const FUNCTION_POLICY_BYTES = 20_480;

/**
 * Seconds for which an authorizer's result, and a cached answer, are kept where nothing is said:
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 */
export const DEFAULT_TTL = 300;

/** The most seconds for which either is kept. */
export const LONGEST_TTL = 3600;

/** Seconds over which a metric is counted for an alarm, a graph or a metric of an API, where nobody says how long. */
export const DEFAULT_PERIOD = 300;
