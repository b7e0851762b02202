/** What happened to one request, as plain JSON: what the log prints, `--json` carries and the inspector shows. */
import type { IntegrationType, Json, KnownGatewayResponseType, Authorization as RouteAuthorization } from "../../definition/index";

/** In the order in which they came or went. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

/** A body as text. */
export interface Body {
  /** UTF-8; of a long one no more than its beginning, of a binary one its base64. */
  readonly text: string;
  /** All that there were; null where the body is a stream, which is not kept. */
  readonly bytes: number | null;
  readonly binary?: true;
  readonly truncated?: true;
}

/**
 * Step 1: what the client sent, as API Gateway groups it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export interface MethodRequest {
  readonly kind: "methodRequest";
  readonly httpMethod: string;
  /** Below the stage, not decoded. */
  readonly path: string;
  /** The route that matched, `GET /pets/{id}`; absent where none did. */
  readonly route?: string;
  /** Its integration's type. */
  readonly integration?: IntegrationType;
  /** The API's routes whose path matches, where none of them takes the method. */
  readonly otherRoutes?: readonly string[];
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly headers: HeaderLines;
  readonly body: Body;
}

/**
 * Step 2, of routes that have one, after what an authorizer that is a function was asked:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
 */
export interface Authorization {
  readonly kind: "authorization";
  readonly type: RouteAuthorization["type"];
  /** The authorizer's name. */
  readonly authorizer?: string;
  /** Whether an earlier result was taken; absent where there was none. */
  readonly cached?: boolean;
  /** Where the caller's identity is looked for. */
  readonly identitySource?: readonly string[];
  /** `$context.authorizer`; absent where the authorizer failed or gave none. */
  readonly context?: Readonly<Record<string, Json>>;
}

/** Step 3, of routes that need an API key, and of those that are throttled. */
export interface ApiKeyCheck {
  readonly kind: "apiKey";
  readonly source: "HEADER" | "AUTHORIZER";
  /** Absent where no key of a usage plan was sent. */
  readonly apiKeyId?: string;
  readonly usagePlanId?: string;
}

/** Step 4, of routes with a request validator. */
export interface Validation {
  readonly kind: "validation";
  readonly validator: string;
  readonly missingParameters: readonly string[];
  /** The model of the body's media type. */
  readonly model?: string;
  readonly contentType?: string;
  /** Each as API Gateway words it. */
  readonly errors: readonly string[];
}

/** Steps 5 and 9: a mapping template. https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html */
export interface MappingTemplate<Side extends "requestTemplate" | "responseTemplate" = "requestTemplate" | "responseTemplate"> {
  readonly kind: Side;
  /** The media type for which it is. */
  readonly contentType: string;
  readonly source: string;
  /** The lines of the source, counted from 1, of which something was printed or evaluated; none where it could not be read. */
  readonly ran: readonly number[];
  readonly input: Body;
  /** What it rendered; absent where it failed. */
  readonly output?: Body;
  readonly error?: { readonly message: string; readonly line?: number; readonly column?: number };
}

/** Step 6: whether API Gateway may do what the integration wants, by a function's own policy or by a role. */
export interface Permission {
  readonly kind: "permission";
  /** Whose it is: an integration's or an authorizer's. */
  readonly of: "integration" | "authorizer";
  /** `lambda:InvokeFunction`, for example. */
  readonly action: string;
  /** ARN of the function or of what else is wanted. */
  readonly resource: string;
  /** ARN of the method or authorizer that wants it. */
  readonly sourceArn?: string;
  /** ARN of the role that is assumed; absent where the function's own policy decides. */
  readonly role?: string;
  /** The statement of the function's policy that lets it. */
  readonly statement?: Readonly<Record<string, string>>;
  /** Why not, where it is not permitted. */
  readonly refusal?: string;
}

/** Step 7: what left for the integration. */
export interface IntegrationRequest {
  readonly kind: "integrationRequest";
  readonly of: "integration" | "authorizer";
  readonly httpMethod: string;
  readonly uri: string;
  readonly headers: HeaderLines;
  readonly body: Body;
  /** Of a function. */
  readonly functionArn?: string;
  readonly invocationType?: "RequestResponse" | "Event" | "DryRun";
}

/** Step 8: what the integration answered. */
export interface IntegrationResponse {
  readonly kind: "integrationResponse";
  readonly of: "integration" | "authorizer";
  readonly status: number;
  /** Milliseconds. */
  readonly latency: number;
  readonly headers: HeaderLines;
  readonly body?: Body;
  /** Of a function: how it ended, if not well. */
  readonly functionError?: "Handled" | "Unhandled";
  /** Of a function: the id of its request, which stands in its log. */
  readonly functionRequestId?: string;
  /** Of a function: why Lambda refused to run it. */
  readonly refusal?: string;
}

/** Between 8 and 9, of integrations that are no proxy: which integration response was taken. */
export interface Selection {
  readonly kind: "selection";
  /** What the patterns were matched against: a status or a function's error message; absent takes the default. */
  readonly selection?: string;
  readonly patterns: readonly string[];
  /** The pattern that matched; absent where the default was taken. */
  readonly pattern?: string;
  /** The status of the response that was taken; absent where there was none. */
  readonly statusCode?: string;
}

/** Step 10: what the client got. */
export interface MethodResponse {
  readonly kind: "methodResponse";
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Body;
}

/**
 * In place of step 10, where a step ended the request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export interface GatewayResponse {
  readonly kind: "gatewayResponse";
  readonly type: KnownGatewayResponseType;
  readonly status: number;
  /** The step that ended the request. */
  readonly step: StepKind;
  /** Why, as the execution log has it. */
  readonly reason: string;
  readonly headers: HeaderLines;
  readonly body: Body;
}

export type AnyStep =
  | MethodRequest
  | Authorization
  | ApiKeyCheck
  | Validation
  | MappingTemplate<"requestTemplate">
  | MappingTemplate<"responseTemplate">
  | Permission
  | IntegrationRequest
  | IntegrationResponse
  | Selection
  | MethodResponse
  | GatewayResponse;

export type StepKind =
  | "methodRequest"
  | "authorization"
  | "apiKey"
  | "validation"
  | "requestTemplate"
  | "permission"
  | "integrationRequest"
  | "integrationResponse"
  | "selection"
  | "responseTemplate"
  | "methodResponse"
  | "gatewayResponse";

/** One step, and when it was done, in milliseconds since the epoch. */
export type Step = AnyStep & { readonly at: number };

/** A request's way through the gateway; nothing is made of it before somebody looks. */
export interface Trace {
  readonly requestId: string;
  /**
   * The steps in the order in which they were done. @param secrets - whether `Authorization`, `x-api-key`, cookies and the like are shown;
   * API Gateway's own log hides them
   * @default "hidden"
   */
  steps(secrets?: "hidden" | "shown"): readonly Step[];
}
