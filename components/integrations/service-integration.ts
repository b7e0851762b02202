import type { CustomIntegrationOptions, IntegrationArguments, IntegrationResponseArguments } from "../../definition/index";
import type { References } from "../references/references";
import type { ServiceCall, ServicePolicy } from "../references/service-call";

/** What the integration of every service takes. */
export interface ServiceOptions<Variable extends string>
  extends Omit<CustomIntegrationOptions<References, Variable>, "request" | "requestTemplates"> {
  /** What the role may do besides the call itself, for example use the key by which a queue is encrypted. @default nothing */
  readonly policy?: ServicePolicy;
}

/**
 * The integration that makes a call with these options; without `responses` of its own an error of the service is one of the API, and tells
 * nothing of the service.
 */
export function serviceIntegration<Variable extends string>(
  { statements, ...call }: ServiceCall,
  {
    policy = [],
    responses,
    ...options
  }: ServiceOptions<Variable> & Pick<IntegrationArguments<References, Variable>, "request" | "requestTemplates" | "httpMethod">,
  success: readonly IntegrationResponseArguments[] = [{}],
): IntegrationArguments<References, Variable> {
  return {
    httpMethod: "POST",
    ...options,
    type: "AWS",
    service: { ...call, statements: [...statements, ...policy] },
    responses: responses ?? [...success, ...errors()],
  };
}

/** The caller's own, who may change what is returned. */
function errors(): readonly IntegrationResponseArguments[] {
  return [
    { selectionPattern: "4\\d{2}", statusCode: 400, body: { message: "Bad Request" } },
    { selectionPattern: "5\\d{2}", statusCode: 500, body: { message: "Internal server error" } },
  ];
}
