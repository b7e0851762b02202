import type { CustomIntegrationOptions, IntegrationArguments } from "../../definition/index";
import type { References } from "../references/references";

/**
 * API Gateway answers by itself: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 * @default status 200, an empty body
 */
export function mock<const Variable extends string = never>(
  options: CustomIntegrationOptions<References, Variable> = {},
): IntegrationArguments<References, Variable> {
  return { ...(options.requestTemplates === undefined && { request: { statusCode: 200 } }), ...options, type: "MOCK" };
}
