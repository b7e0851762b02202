import type { CustomIntegrationOptions, IntegrationArguments, IntegrationOptions, TransferOptions } from "../../definition/index";
import type { FunctionReference } from "../references/function-reference";
import type { References } from "../references/references";

/** What a proxy integration of a function takes. */
export interface LambdaProxyOptions extends IntegrationOptions<References>, TransferOptions {}

/**
 * The function gets the whole request as an event, and answers status, headers and body:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html With `responseTransferMode: "STREAM"`
 * it answers as it goes: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export function lambdaProxy(fn: FunctionReference, options: LambdaProxyOptions = {}): IntegrationArguments<References> {
  return { ...options, type: "AWS_PROXY", function: fn, httpMethod: "POST" };
}

/**
 * The function gets the event that a mapping makes of the request, and its answer is mapped back:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export function lambdaCustom<const Variable extends string = never>(
  fn: FunctionReference,
  options: CustomIntegrationOptions<References, Variable> = {},
): IntegrationArguments<References, Variable> {
  return { ...options, type: "AWS", function: fn, httpMethod: "POST" };
}
