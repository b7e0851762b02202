/** What the page asks the local server for, under `/_inspector/`. */
import type { Explanation, HeaderLines, Step } from "../gateway/index";

/** `GET events`, server-sent: first `hello`, then `requests` with those that are kept and with new ones as they come. */
export interface Hello {
  /** Another for each start of the server. */
  readonly instance: string;
}

export interface RequestSummary {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly api: string;
  readonly stage: string;
  readonly method: string;
  /** As it was sent, with its query. */
  readonly path: string;
  /** Absent where none matched. */
  readonly route?: string;
  readonly status: number;
  /** From the request's last byte to the answer. */
  readonly milliseconds: number;
  /** The integration's part of them. */
  readonly integrationMilliseconds?: number;
  /** The function's own part of those, by its REPORT. */
  readonly functionMilliseconds?: number;
}

/** `GET requests/ID`, with `?secrets=shown` as they came. */
export interface RequestDetail extends RequestSummary {
  readonly steps: readonly Step[];
  readonly explanation?: Explanation;
  /** Why no API was reached. */
  readonly reason?: string;
  /** The log of each function that it invoked. */
  readonly functionLogs: readonly FunctionLog[];
  /** Whether credentials are hidden in it. */
  readonly hidden: boolean;
}

export interface FunctionLog {
  readonly requestId: string;
  readonly functionName: string;
  readonly events: readonly string[];
}

/** `POST send`: sends a request as a client would. */
export interface SendRequest {
  readonly method: string;
  /** `/<api>/<stage>/<path>?<query>` */
  readonly target: string;
  /** With `Host`, where it is not sent by the path `/<api>/<stage>`. */
  readonly headers: HeaderLines;
  readonly body: string;
  /** Whether the body is the base64 of its bytes. */
  readonly binary?: boolean;
  /** The request of which this one is an edit: of what it shows hidden, the real value is sent. */
  readonly from?: string;
}

export interface SendResult {
  /** Absent where no API was reached. */
  readonly id?: string;
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: string;
}

/** `GET apis` */
export interface ApiDescription {
  readonly name: string;
  readonly id: string;
  readonly stages: readonly StageDescription[];
  readonly routes: readonly RouteDescription[];
  /** JSON schemas by name. */
  readonly models: Readonly<Record<string, unknown>>;
  readonly authorizers: readonly AuthorizerDescription[];
  readonly usagePlans: readonly UsagePlanDescription[];
}

export interface StageDescription {
  readonly name: string;
  readonly url: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface RouteDescription {
  /** `GET /pets/{id}` */
  readonly key: string;
  /** Another where anything of the route is. */
  readonly revision: string;
  readonly method: string;
  readonly path: string;
  readonly summary?: string;
  readonly integration: string;
  /** The function's ARN, the back end's uri; absent for MOCK. */
  readonly target?: string;
  readonly authorization: string;
  readonly apiKeyRequired: boolean;
  readonly parameters: readonly { readonly in: "path" | "query" | "header"; readonly name: string; readonly required: boolean }[];
  /** Media type to model name. */
  readonly models: Readonly<Record<string, string>>;
  /** By stage: what lets API Gateway invoke the function, or why nothing does; absent where it invokes none. */
  readonly permissions: Readonly<Record<string, PermissionDescription>>;
}

export interface PermissionDescription {
  readonly allowed: boolean;
  /** The source ARN of the statement, the role, or the refusal. */
  readonly by: string;
}

export interface AuthorizerDescription {
  readonly name: string;
  readonly type: string;
  readonly identitySource: readonly string[];
  /** Seconds. */
  readonly ttl: number;
  readonly target?: string;
}

export interface UsagePlanDescription {
  readonly id: string;
  readonly stages: readonly string[];
  readonly keys: readonly { readonly id: string; readonly enabled: boolean }[];
  /** Requests a second, and at once. */
  readonly throttle?: { readonly rate: number; readonly burst: number };
  readonly quota?: { readonly limit: number; readonly period: string };
}

/** `GET overview` */
export interface Overview {
  /** What is not as on AWS, and what is not run. */
  readonly notices: readonly string[];
}

/** `GET functions`; `POST functions/NAME` invokes one with the event that is the body. */
export interface FunctionDescription {
  readonly name: string;
  /** Another where its code or its configuration is. */
  readonly revision: string;
  readonly arn: string;
  readonly runtime: string;
  readonly handler: string;
  /** MB */
  readonly memorySize: number;
  /** Seconds */
  readonly timeout: number;
  /** Their memory in MB, the most that they have had so far. */
  readonly environments: readonly { readonly state: "starting" | "busy" | "idle"; readonly maxMemoryUsed: number }[];
  /** The last events of its log. */
  readonly log: readonly string[];
}

export interface InvokeResult {
  readonly payload: string;
  readonly error?: string;
  readonly milliseconds: number;
}

/** `GET tables` */
export interface TableDescription {
  readonly name: string;
  /** The partition key and the sort key. */
  readonly keys: readonly string[];
}

/** `GET tables/NAME` */
export interface TableItems {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  /** Whether there are more than are shown. */
  readonly more: boolean;
}

/** `POST template`: a mapping template to try. */
export type { TemplateResult, TemplateTrial } from "../gateway/index";
