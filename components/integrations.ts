import type { CustomIntegrationOptions, IntegrationArguments, IntegrationOptions } from "../definition/index";
import type { FunctionReference } from "./function-reference";
import type { References } from "./references";

/** The function gets the whole request as an event, and answers status, headers and body: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export function lambdaProxy(fn: FunctionReference, options: IntegrationOptions<References> = {}): IntegrationArguments<References> {
  return { ...options, type: "AWS_PROXY", function: fn, httpMethod: "POST" };
}

/** The function gets the event that a mapping makes of the request, and its answer is mapped back: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html */
export function lambdaCustom<const Variable extends string = never>(
  fn: FunctionReference,
  options: CustomIntegrationOptions<References, Variable> = {},
): IntegrationArguments<References, Variable> {
  return { ...options, type: "AWS", function: fn, httpMethod: "POST" };
}

/**
 * API Gateway answers by itself: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 * @default status 200, an empty body
 */
export function mock<const Variable extends string = never>(
  options: CustomIntegrationOptions<References, Variable> = {},
): IntegrationArguments<References, Variable> {
  return { ...(options.requestTemplates === undefined && { request: { statusCode: 200 } }), ...options, type: "MOCK" };
}
