/** Makers of integrations. */
import type { CustomIntegrationOptions, IntegrationArguments, IntegrationOptions } from "./arguments";

/** The function gets the whole request as API Gateway's proxy event, and answers status, headers and body: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export function lambdaProxy<F>(fn: F, options: IntegrationOptions = {}): IntegrationArguments<F> {
  return { ...options, type: "AWS_PROXY", function: fn, httpMethod: "POST" };
}

/** The function gets the event that a mapping makes of the request, and its answer is mapped back: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html */
export function lambdaCustom<F, const Variable extends string = never>(
  fn: F,
  options: CustomIntegrationOptions<Variable> = {},
): IntegrationArguments<F, Variable> {
  return { ...options, type: "AWS", function: fn, httpMethod: "POST" };
}

/** API Gateway answers by itself: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html */
export function mock<const Variable extends string = never>(options: CustomIntegrationOptions<Variable> = {}): IntegrationArguments<never, Variable> {
  return { request: { statusCode: 200 }, ...options, type: "MOCK" };
}
