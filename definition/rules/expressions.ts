/** The grammar of mapping expressions: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html */

import { conversionError } from "./refusal";

/** Where a value may come from; `parameter` is the method's own parameter that has to be declared, for example `header.Accept`. */
export interface MappingSource {
  readonly parameter?: string;
}

// The same page: "Your expression must match the regular expression".
const NAME = "[a-zA-Z0-9._$-]+";
const ANYWHERE = `'.*'|context\\.${NAME}|stageVariables\\.${NAME}`;
const PARAMETER = `method\\.request\\.(path|(?:multivalue)?querystring|(?:multivalue)?header)\\.(${NAME})`;

const REQUEST_SOURCE = new RegExp(`^(?:${ANYWHERE}|method\\.request\\.body(?:[.[].*)?|${PARAMETER})$`, "s");
const RESPONSE_SOURCE = new RegExp(`^(?:${ANYWHERE}|integration\\.response\\.(?:body(?:[.[].*)?|(?:multivalue)?header\\.${NAME}))$`, "s");
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
const IDENTITY_SOURCE = new RegExp(
  `^(?:method\\.request\\.(?:header|querystring|path)\\.${NAME}|context\\.${NAME}|stageVariables\\.${NAME})$`,
);

const REQUEST_TARGET = new RegExp(`^integration\\.request\\.(?:header|path|querystring)\\.${NAME}$`);
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.responseParameters.html
const GATEWAY_RESPONSE_TARGET = new RegExp(`^gatewayresponse\\.(?:header|path|querystring)\\.${NAME}$`);

/** The source of an integration request's parameter, or of a gateway response's header; undefined where the text is none. */
export function requestSource(text: string): MappingSource | undefined {
  const match = REQUEST_SOURCE.exec(text);
  if (match === null) return undefined;
  const [, location, name] = match;
  return location === undefined ? {} : { parameter: `${location.replace("multivalue", "")}.${name}` };
}

export function isResponseSource(text: string): boolean {
  return RESPONSE_SOURCE.test(text);
}

export function isIdentitySource(text: string): boolean {
  return IDENTITY_SOURCE.test(text);
}

export function isRequestTarget(text: string): boolean {
  return REQUEST_TARGET.test(text);
}

export function isGatewayResponseTarget(text: string): boolean {
  return GATEWAY_RESPONSE_TARGET.test(text);
}

/** Whether a method can have a parameter of this name. Reported: colons, which the guide leaves out. */
export function isDeclarable(name: string): boolean {
  return /^[a-zA-Z0-9:._$-]+$/.test(name);
}

/** Whether it can name a header. */
export function isHeaderName(text: string): boolean {
  return new RegExp(`^${NAME}$`).test(text);
}

/** The header that a response parameter's key names, if it is such a key. */
export function responseHeader(target: string): string | undefined {
  return /^method\.response\.header\.(.+)$/s.exec(target)?.[1];
}

/** Recorded and reported: the answer to what is no mapping expression, and perhaps no text. */
export function noExpression(expression: unknown): string {
  if (typeof expression !== "string") return conversionError(expression);
  return `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${expression}]`;
}

/** Reported: the answer to a parameter that is declared by another name. https://github.com/api-platform/api-platform/issues/2150 */
export const NOT_DECLARABLE =
  "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Parameter name should match the following regular expression: ^[a-zA-Z0-9:._$-]+$]";

/** Reported: the answer to an expression whose parameter is not declared. */
export function undeclaredParameter(text: string): string {
  return `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: ${text}]`;
}
