/** `$context` of one request: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
import { createHash } from "node:crypto";
import type { Json } from "../definition/index";
import { headerValue } from "./headers";
import type { Invocation } from "./steps/parse-request";
import type { GatewayOptions } from "./types";

export type Identity = Readonly<Record<string, string | null>>;

export type Context = {
  readonly accountId: string;
  readonly apiId: string;
  readonly deploymentId: string;
  readonly domainName: string;
  readonly domainPrefix: string;
  readonly extendedRequestId: string;
  readonly httpMethod: string;
  readonly identity: Identity;
  readonly path: string;
  readonly protocol: string;
  readonly requestId: string;
  readonly requestTime: string;
  readonly requestTimeEpoch: number;
  readonly stage: string;
  /** Known once a route is found. */
  readonly resourceId?: string;
  readonly resourcePath?: string;
  /**
   * There only where the method has one. Reported: https://github.com/aws/aws-lambda-go/pull/224,
   * https://github.com/aws/aws-sam-cli/issues/2457
   */
  readonly operationName?: string;
  /** What the authorizer said, where there is one. */
  readonly authorizer?: { readonly [name: string]: Json };
  /** There only where the stage has a canary. */
  readonly isCanaryRequest?: boolean;
};

/** The context before routing. */
export function openContext(invocation: Invocation, deploymentId: string, options: GatewayOptions): Context {
  const domainName = headerValue(invocation.headers, "Host") ?? "";
  const now = options.clock();
  const { vpcEndpoint } = invocation;
  return {
    accountId: options.accountId,
    apiId: options.apiId,
    deploymentId,
    domainName,
    domainPrefix: /^[^.]*/.exec(domainName)?.[0] ?? "",
    extendedRequestId: options.randomBytes(11).toString("base64"),
    httpMethod: invocation.httpMethod,
    identity: {
      accessKey: null,
      accountId: null,
      caller: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: invocation.sourceIp,
      user: null,
      userAgent: headerValue(invocation.headers, "User-Agent") ?? null,
      userArn: null,
      // Seen: events of private APIs have both, others neither.
      ...(vpcEndpoint !== undefined && { vpcId: vpcEndpoint.vpcId ?? null, vpceId: vpcEndpoint.id }),
    },
    // Reported: https://github.com/localstack/localstack/pull/12296; by a custom domain the path is what was sent, and has no stage.
    path: invocation.domainPath ?? `/${options.stage.name}${invocation.rawPath}`,
    protocol: invocation.protocol,
    // The same page: "Clients can override this request ID".
    requestId: clientRequestId(invocation) ?? uuid(options.randomBytes(16)),
    requestTime: commonLogTime(now),
    requestTimeEpoch: now,
    stage: options.stage.name,
  };
}

/** The id of a resource: six of `a-z0-9`, ten for the root as on AWS, the same at every start. */
export function resourceIdOf(path: string): string {
  const digest = createHash("sha256").update(path).digest("hex");
  return BigInt(`0x${digest}`)
    .toString(36)
    .slice(0, path === "/" ? 10 : 6);
}

/** Of visible characters, as every id is: it is written into logs. */
function clientRequestId({ headers }: Invocation): string | undefined {
  const sent = headerValue(headers, "x-amzn-RequestId");
  return sent !== undefined && /^[!-~]{1,128}$/.test(sent) ? sent : undefined;
}

function uuid(random: Buffer): string {
  const bytes = Buffer.from(random);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

let lastTime = { second: Number.NaN, text: "" };

function commonLogTime(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second === lastTime.second) return lastTime.text;
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+) GMT$/.exec(new Date(milliseconds).toUTCString()) ?? [];
  lastTime = { second, text: `${day}/${month}/${year}:${time} +0000` };
  return lastTime.text;
}
