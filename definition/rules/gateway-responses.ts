import { isLateValue } from "../late-values";
import { GATEWAY_RESPONSE_TYPES } from "../tables/index";
import type { ApiDefinition } from "../types";
import { isGatewayResponseTarget, noExpression, requestSource } from "./expressions";
import { checkStatus } from "./method-responses";
import { enumerationError, isExcluded, type Refusal } from "./refusal";
import { checkTemplates } from "./templates";

/** What is wrong with the gateway responses: their types, statuses, headers and templates. */
export function* checkGatewayResponses({ gatewayResponses }: ApiDefinition): Iterable<Refusal> {
  for (const [type, { statusCode, responseParameters, responseTemplates }] of Object.entries(gatewayResponses)) {
    const path = ["gatewayResponses", type];
    if (isExcluded(GATEWAY_RESPONSE_TYPES, type))
      yield {
        path,
        message: `is no type of gateway response. The types are ${GATEWAY_RESPONSE_TYPES.join(", ")}.`,
        aws: unknownGatewayResponse(type),
      };
    if (statusCode !== undefined) yield* checkStatus([...path, "statusCode"], statusCode, "putGatewayResponseInput.statusCode");
    // Recorded: UpdateGatewayResponse.
    for (const [name, values] of Object.entries({ responseParameters, responseTemplates }))
      for (const [key, value] of Object.entries(values))
        if (value === null || value === "")
          yield {
            path: [...path, name, key],
            message: "is empty; give it a value, or leave it out.",
            aws: `Invalid null or empty value in ${name}`,
          };
    for (const [target, expression] of Object.entries(responseParameters)) {
      const place = [...path, "responseParameters", target];
      if (!isGatewayResponseTarget(target))
        yield { path: place, message: "is no target. Write gatewayresponse.header.<name>.", aws: noExpression(target) };
      if (expression && !isLateValue(expression) && requestSource(expression) === undefined)
        yield {
          path: place,
          message: `is ${JSON.stringify(expression)}. Write method.request.{path,querystring,header}.<name>, context.<name>, stageVariables.<name>, or a constant in single quotes.`,
          // Reported: https://github.com/aws/aws-cdk/pull/20274.
          aws: noExpression(expression),
        };
    }
    yield* checkTemplates(
      [...path, "responseTemplates"],
      Object.fromEntries(Object.entries(responseTemplates).filter(([, template]) => template !== null)),
    );
  }
}

/** The answer to a type of gateway response that there is not. */
export function unknownGatewayResponse(type: string): string {
  return enumerationError(type, "responseType", GATEWAY_RESPONSE_TYPES);
}
