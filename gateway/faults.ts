/** Every error answer of API Gateway: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
import type { ApiDefinition, GatewayResponse, JsonObject, KnownGatewayResponseType } from "../definition/index";
import type { Call, Reply } from "./call";
import type { Fault } from "./fault";
import { headerValue, mediaType, withDefaults } from "./headers";
import { compileSource, lookUp, type Source } from "./mapping";
import type { StepKind } from "./trace/index";
import type { HeaderLine } from "./types";

interface Row {
  readonly status: number;
  /** `x-amzn-ErrorType`; absent where nobody has seen one. */
  readonly errorType?: string;
  readonly message: string | null;
  /** Whether the body is written `{"message": "…"}`, as once an execution has begun; before it is `{"message":"…"}` (seen: answers). */
  readonly spaced?: true;
  /** The member that holds the message, `message` if absent. */
  readonly key?: "message" | "Message";
  /** Whether the answer carries `X-Amzn-Trace-Id` (seen: answers; recorded). */
  readonly traced?: true;
  /** The step that ends requests so, where the thrower does not say. */
  readonly step: StepKind;
}

// Statuses: developer guide, gateway response types. Error types and messages: recorded or seen, where no other source is named.
const ROWS: Readonly<Record<KnownGatewayResponseType, Row>> = {
  ACCESS_DENIED: {
    step: "authorization",
    status: 403,
    errorType: "AccessDeniedException",
    message: "User is not authorized to access this resource",
    key: "Message",
  },
  API_CONFIGURATION_ERROR: {
    step: "integrationRequest",
    status: 500,
    errorType: "InternalServerErrorException",
    message: "Internal server error",
    spaced: true,
    traced: true,
  },
  AUTHORIZER_CONFIGURATION_ERROR: { step: "authorization", status: 500, errorType: "AuthorizerConfigurationException", message: null },
  AUTHORIZER_FAILURE: { step: "authorization", status: 500, errorType: "AuthorizerFailureException", message: null }, // message unknown; type: LocalStack
  BAD_REQUEST_BODY: {
    step: "validation",
    status: 400,
    errorType: "BadRequestException",
    message: "Invalid request body",
    spaced: true,
    traced: true,
  },
  BAD_REQUEST_PARAMETERS: {
    step: "validation",
    status: 400,
    errorType: "BadRequestException",
    message: "Invalid request parameters",
    spaced: true,
    traced: true,
  },
  DEFAULT_4XX: {
    step: "integrationRequest",
    status: 400,
    errorType: "BadRequestException",
    message: "Bad Request",
    spaced: true,
    traced: true,
  },
  DEFAULT_5XX: {
    step: "integrationResponse",
    status: 500,
    errorType: "InternalServerErrorException",
    message: "Internal server error",
    spaced: true,
    traced: true,
  },
  EXPIRED_TOKEN: {
    step: "authorization",
    status: 403,
    errorType: "ExpiredTokenException",
    message: "The security token included in the request is expired",
  }, // type: LocalStack
  INTEGRATION_FAILURE: {
    step: "integrationResponse",
    status: 504,
    errorType: "InternalServerErrorException",
    message: "Network error communicating with endpoint",
    spaced: true,
    traced: true,
  },
  INTEGRATION_TIMEOUT: {
    step: "integrationResponse",
    status: 504,
    errorType: "InternalServerErrorException",
    message: "Endpoint request timed out",
    spaced: true,
    traced: true,
  },
  INVALID_API_KEY: { step: "apiKey", status: 403, errorType: "ForbiddenException", message: "Forbidden" },
  INVALID_SIGNATURE: {
    step: "authorization",
    status: 403,
    errorType: "InvalidSignatureException", // LocalStack
    message:
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
  },
  MISSING_AUTHENTICATION_TOKEN: {
    step: "methodRequest",
    status: 403,
    errorType: "MissingAuthenticationTokenException",
    message: "Missing Authentication Token",
  },
  QUOTA_EXCEEDED: { step: "apiKey", status: 429, errorType: "LimitExceededException", message: "Limit Exceeded" },
  REQUEST_TOO_LARGE: { step: "methodRequest", status: 413, errorType: "BadRequestException", message: "Request Too Long" },
  RESOURCE_NOT_FOUND: { step: "methodRequest", status: 404, errorType: "ResourceNotFoundException", message: "Not Found" }, // message unknown; type: LocalStack
  THROTTLED: { step: "apiKey", status: 429, errorType: "TooManyRequestsException", message: "Too Many Requests" },
  UNAUTHORIZED: { step: "authorization", status: 401, errorType: "UnauthorizedException", message: "Unauthorized" },
  UNSUPPORTED_MEDIA_TYPE: {
    step: "requestTemplate",
    status: 415,
    errorType: "BadRequestException",
    message: "Unsupported Media Type",
    spaced: true,
    traced: true,
  },
  WAF_FILTERED: { step: "methodRequest", status: 403, errorType: "ForbiddenException", message: "Forbidden" },
};

// Developer guide: the response of REQUEST_TOO_LARGE cannot be customised.
const FIXED: ReadonlySet<KnownGatewayResponseType> = new Set(["REQUEST_TOO_LARGE"]);

/**
 * Compiles an API's gateway responses; the result answers a request that a fault has ended. With X-Ray tracing every answer carries the
 * trace header.
 */
export function compileFaults(responses: ApiDefinition["gatewayResponses"], tracing: boolean): (fault: Fault, call: Call) => Reply {
  const compiled = new Map(Object.entries(responses).map(([type, response]) => [type, compileResponse(response)]));
  return (fault, call) => {
    const row = ROWS[fault.type];
    const status = fault.details.status ?? row.status;
    const own =
      fault.details.bare || FIXED.has(fault.type)
        ? undefined
        : (compiled.get(fault.type) ?? compiled.get(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX"));
    const scope = { call: { ...call, context: { ...call.context, error: errorOf(fault) } } };
    const errorType = fault.details.errorType ?? row.errorType;
    const { contentType, body } = own?.body(scope) ?? { contentType: "application/json", body: undefined };
    return {
      status: own?.status ?? status,
      headers: withDefaults(own?.headers(scope) ?? [], [
        ["Content-Type", contentType],
        ...(errorType === undefined ? [] : [["x-amzn-ErrorType", errorType] as const]),
      ]),
      body: Buffer.from(body ?? defaultBody(row, messageOf(fault))),
      traced: fault.details.traced ?? (row.traced === true || tracing),
      fault,
    };
  };
}

/** `$context.error` of a fault. */
export function errorOf(fault: Fault): JsonObject {
  const message = messageOf(fault);
  const { validationErrors } = fault.details;
  return {
    message,
    messageString: JSON.stringify(message),
    responseType: fault.type,
    ...(validationErrors === undefined ? {} : { validationErrorString: `[${validationErrors.join(", ")}]` }),
  };
}

/** The step that ended the request. */
export function stepOf({ type, details }: Fault): StepKind {
  return details.step ?? ROWS[type].step;
}

/** The status of a fault, gateway responses left aside. */
export function statusOf({ type, details }: Fault): number {
  return details.status ?? ROWS[type].status;
}

/** Why, for whoever reads the trace. */
export function reasonOf(fault: Fault): string {
  return fault.details.log ?? messageOf(fault) ?? fault.type;
}

function messageOf({ type, details }: Fault): string | null {
  return details.message === undefined ? ROWS[type].message : details.message;
}

function defaultBody({ key = "message", spaced }: Row, message: string | null): string {
  return `{"${key}":${spaced ? " " : ""}${JSON.stringify(message)}}`;
}

type Scope = Parameters<Source>[0];

interface Customised {
  readonly status: number | undefined;
  headers(scope: Scope): HeaderLine[];
  body(scope: Scope): { readonly contentType: string; readonly body: string } | undefined;
}

function compileResponse({ statusCode, responseParameters, responseTemplates }: GatewayResponse): Customised {
  const headers = Object.entries(responseParameters).map(([target, expression]) => ({
    name: target.replace(/^gatewayresponse\.header\./, ""),
    // Developer guide: other than a mapping's, these expressions know no body.
    source: expression.startsWith("'") ? compileSource(expression) : (scope: Scope) => lookUp(expression, scope),
  }));
  const templates = new Map(Object.entries(responseTemplates).map(([type, template]) => [type, compileSubstitution(template)]));
  return {
    status: statusCode === undefined ? undefined : Number(statusCode),
    headers: (scope) => headers.flatMap(({ name, source }) => valuesOf(source(scope)).map((value) => [name, value] as const)),
    body: (scope) => {
      const accepted = mediaType(headerValue(scope.call.invocation.headers, "Accept") ?? "");
      const contentType = [accepted, "application/json", ...templates.keys()].find((type) => templates.has(type));
      const template = contentType === undefined ? undefined : templates.get(contentType);
      return contentType === undefined || template === undefined ? undefined : { contentType, body: template(scope) };
    },
  };
}

function valuesOf(value: ReturnType<Source>): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

/** Developer guide: these templates are no VTL, only references are replaced. */
function compileSubstitution(template: string): (scope: Scope) => string {
  const reference = /\$(?:\{([\w.-]+)\}|((?:context|stageVariables|method\.request)\.[\w-]+(?:\.[\w-]+)*))/g;
  return (scope) =>
    template.replace(reference, (_, braced?: string, plain?: string) => {
      const variable = braced ?? plain ?? "";
      const text = valuesOf(lookUp(variable, scope)).join(",");
      return ESCAPED.has(variable) ? JSON.stringify(text).slice(1, -1) : text;
    });
}

// Seen: bodies made by "$context.error.validationErrorString" have \" for its quotes (aws-samples/serverless-patterns,
// apigw-eventbridge-schema-validation).
const ESCAPED: ReadonlySet<string> = new Set(["context.error.validationErrorString"]);
