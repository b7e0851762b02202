/** What the gateway takes and gives, and the ports through which it reaches the world; tests need no sockets, threads or sleeps. */
import type { JWTVerifyGetKey } from "jose" with { "resolution-mode": "import" };
import type { ApiDefinition, JsonObject, StageDefinition, Throttle } from "../definition/index";
import type { Computing } from "./computing";
import type { QuotaSettings, Usage } from "./throttle/index";
import type { Trace } from "./trace/index";

export type HeaderLine = readonly [name: string, value: string];

/** One HTTP request as it came in, on the API's own host. */
export interface HttpRequest {
  readonly method: string;
  /** The request target, byte for byte: `/<stage>/<path>?<query>`. */
  readonly target: string;
  /** Where the client sent the request, if not to the API's own host: its AWS signature covers this. */
  readonly sentTo?: { readonly host: string; readonly target: string };
  /** The path as it was sent to a custom domain name, base path included. */
  readonly domainPath?: string;
  /** What of the custom domain name led to the stage: the mapping of a base path, which may be "", or the routing rule of an id. */
  readonly by?: { readonly basePath: string } | { readonly routingRule: string };
  /** Header lines in the order and case in which they came. */
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  readonly sourceIp: string;
  /** For example `HTTP/1.1`. */
  readonly protocol: string;
  /** By what a request to a private API entered. */
  readonly vpcEndpoint?: VpcEndpoint;
}

/** A VPC endpoint for execute-api. */
export interface VpcEndpoint {
  readonly id: string;
  readonly vpcId?: string;
}

/** One HTTP response; the body is an iterable where the integration streams. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer | AsyncIterable<Uint8Array>;
  readonly trace: Trace;
  /** The key of the route that answered; absent where none did. */
  readonly route?: string;
  /** Milliseconds of the integration's part; absent where it was not reached. */
  readonly integrationLatency?: number;
  /** Milliseconds that the integration's function itself ran; absent where none did, and of a stream. */
  readonly functionDuration?: number;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export interface LambdaInvocation {
  /** The function's ARN as the integration's uri names it, with its qualifier. */
  readonly functionArn: string;
  readonly invocationType: "RequestResponse" | "Event" | "DryRun";
  /** A text is JSON, which the gateway has made or read; bytes are whatever a caller sent. */
  readonly payload: Buffer | string;
  /** `X-Amzn-Trace-Id` for the function, `Root=…;Parent=…;Sampled=…`. */
  readonly traceId: string;
  /** Whether the function's answer is wanted as a stream. */
  readonly streaming: boolean;
}

export type LambdaResult =
  /** The function ended: its JSON answer, or its error object with `functionError` set. */
  | {
      readonly kind: "payload";
      readonly payload: Buffer;
      readonly functionError?: "Handled" | "Unhandled";
      readonly requestId?: string;
      /** The version that ran, where it is known. */
      readonly version?: string;
      /** Milliseconds that the function itself ran, where they are known. */
      readonly duration?: number;
    }
  /** The event was taken (invocation type Event), or would be (DryRun). */
  | { readonly kind: "accepted" }
  | { readonly kind: "stream"; readonly chunks: AsyncIterable<Uint8Array> }
  /** Lambda itself refused: no such function (404), throttled (429), too large (413), cannot start (502). */
  | { readonly kind: "refused"; readonly status: number; readonly errorType: string; readonly message: string };

export type InvokeLambda = (invocation: LambdaInvocation) => Promise<LambdaResult>;

/** A request to an AWS service other than Lambda's invoke, or to an HTTP back end. */
export interface BackendRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  readonly insecureSkipVerification: boolean;
  /** Ends the request when the integration's timeout has passed. */
  readonly signal: AbortSignal;
}

export interface BackendResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: AsyncIterable<Uint8Array>;
}

/** Sends one request, following no redirect; rejects when the back end cannot be reached or does not speak HTTP. */
export type SendHttp = (request: BackendRequest) => Promise<BackendResponse>;

/** Where a service of AWS is run locally, for example `dynamodb` to `http://127.0.0.1:4567`; undefined: it is not. */
export type ServiceEndpoint = (service: string) => string | undefined;

/** One statement of a function's resource policy: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export interface LambdaPermission {
  /** ARN of the function, with the qualifier if the permission is on an alias or version. */
  readonly functionArn: string;
  readonly action: string;
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

/** A role that API Gateway may assume. */
export interface Role {
  readonly arn: string;
  readonly assumeRolePolicy: JsonObject;
  readonly policies: readonly JsonObject[];
}

export interface ApiKey {
  readonly id: string;
  readonly value: string;
  readonly enabled: boolean;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
export interface UsagePlan {
  readonly id: string;
  /** Names of this API's stages that are in the plan, each with its throttles by route key. */
  readonly stages: Readonly<Record<string, { readonly throttle: Readonly<Record<string, Throttle>> }>>;
  readonly throttle?: Throttle;
  readonly quota?: QuotaSettings;
  /** Ids of the plan's keys. */
  readonly keyIds: readonly string[];
}

/** Access keys whose SigV4 signatures are accepted for AWS_IAM methods. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly accountId: string;
  readonly userArn: string;
  readonly userId: string;
  readonly policies: readonly JsonObject[];
}

/** Who makes JSON Web Tokens. */
export interface TokenIssuers {
  /** Whose tokens are taken as those of any issuer that an authorizer trusts: an identity provider that stands for another. */
  readonly localIssuer?: string;
  /** Finds the key of a token of that issuer; rejects where its keys cannot be had. */
  keysOf(issuer: string): JWTVerifyGetKey;
}

export interface GatewayOptions {
  readonly apiId: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly deploymentId: string;
  readonly stage: StageDefinition;
  /** The canary's deployment, where the stage has one. */
  readonly canaryDeployment?: { readonly id: string; readonly definition: ApiDefinition };
  readonly permissions: readonly LambdaPermission[];
  readonly roles: readonly Role[];
  readonly apiKeys: readonly ApiKey[];
  readonly usagePlans: readonly UsagePlan[];
  /** What keys have used, of which gateways of other stages know too. @default this gateway's own */
  readonly usage?: Usage;
  readonly credentials: readonly Credentials[];
  readonly tokenIssuers: TokenIssuers;
  readonly invoke: InvokeLambda;
  readonly send: SendHttp;
  readonly serviceEndpoint: ServiceEndpoint;
  /** The access key id in the signatures of requests to services. */
  readonly serviceAccessKeyId: string;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Calls back after so many milliseconds, unless the returned function is called first. */
  readonly timer: (milliseconds: number, callback: () => void) => () => void;
  /** A number in [0, 1), for the canary's share and for sampling. */
  readonly random: () => number;
  /** So many random bytes, for request and trace ids. */
  readonly randomBytes: (count: number) => Buffer;
  /** Does what may take long: templates and validations that are not done in a moment. @default this thread, where other requests wait for it */
  readonly computing?: Computing;
  /** Takes lines of the access log. */
  readonly accessLog: (line: string) => void;
}

/** The data plane of one stage of one API. */
export interface Gateway {
  handle(request: HttpRequest): Promise<HttpResponse>;
}
