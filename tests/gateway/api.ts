/** A gateway for a test: an API of a few routes, functions that are closures, and a clock that the test moves. */
import { type Json, type OpenApiSettings, readOpenApi } from "../../definition/index";
import {
  createGateway,
  executionLog,
  type Gateway,
  type GatewayOptions,
  type HeaderLine,
  type HttpResponse,
  type LambdaInvocation,
  type LambdaResult,
} from "../../gateway/index";

export const ACCOUNT = "123456789012";
export const HOST = "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com";
export const EXECUTION_ARN = `arn:aws:execute-api:us-east-1:${ACCOUNT}:a1b2c3d4e5`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/gateway`;

/** The ARN of a function by its name. */
export function arnOf(name: string): string {
  return `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}`;
}

/** The uri by which an integration names a function. */
export function uriOf(name: string): string {
  return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arnOf(name)}/invocations`;
}

/** A Lambda proxy integration of a function, by the role that may invoke everything. */
export function proxy(name: string, more: object = {}): { readonly "x-amazon-apigateway-integration": object } {
  return { "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri: uriOf(name), credentials: ROLE, ...more } };
}

/** A custom integration of a function with a default response, and the method responses that its responses need. */
export function custom(
  name: string,
  more: object = {},
): { readonly responses: object; readonly "x-amazon-apigateway-integration": object } {
  const integration = {
    type: "aws",
    httpMethod: "POST",
    uri: uriOf(name),
    credentials: ROLE,
    responses: { default: { statusCode: "200" } },
    ...more,
  };
  const statuses = Object.values(integration.responses).map(({ statusCode }) => [statusCode, { description: "" }]);
  return { responses: Object.fromEntries(statuses), "x-amazon-apigateway-integration": integration };
}

/** A function of a test: it gets the event, and gives its result or the error that it ends with. */
export type TestFunction = (event: never, invocation: LambdaInvocation) => unknown;

export interface TestApi {
  readonly paths: object;
  /** Further members of the OpenAPI document. */
  readonly document?: object;
  readonly settings?: OpenApiSettings;
  readonly functions?: Readonly<Record<string, TestFunction>>;
  readonly options?: Partial<GatewayOptions>;
}

export interface TestGateway extends Gateway {
  /** Moves the clock, and calls back the timers whose time comes. */
  advance(milliseconds: number): void;
  /** What the functions were invoked with. */
  readonly invocations: readonly LambdaInvocation[];
  readonly accessLog: readonly string[];
}

/** Makes the gateway of an API on the stage `test`. */
export function gatewayOf({ paths, document, settings, functions = {}, options }: TestApi): TestGateway {
  let now = Date.UTC(2026, 0, 1);
  let drawn = 0;
  const invocations: LambdaInvocation[] = [];
  const accessLog: string[] = [];
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  const definition = readOpenApi({ openapi: "3.0.1", info: { title: "test", version: "1" }, paths, ...document }, settings);
  const gateway = createGateway(definition, {
    apiId: "a1b2c3d4e5",
    accountId: ACCOUNT,
    region: "us-east-1",
    partition: "aws",
    deploymentId: "dep001",
    stage: { name: "test", variables: {}, tracing: false, methodSettings: {} },
    permissions: [],
    roles: [
      {
        arn: ROLE,
        assumeRolePolicy: trust("apigateway.amazonaws.com"),
        policies: [allow("lambda:InvokeFunction", "*"), allow("dynamodb:*", "*")],
      },
    ],
    apiKeys: [],
    usagePlans: [],
    credentials: [],
    tokenIssuers: {
      keysOf: () => async () => {
        throw new Error("there is no network");
      },
    },
    invoke: async (invocation) => {
      invocations.push(invocation);
      return resultOf(functions[invocation.functionArn.split(":")[6] ?? ""], invocation);
    },
    send: async () => {
      throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    },
    serviceEndpoint: () => undefined,
    serviceAccessKeyId: "local",
    clock: () => now,
    timer: (milliseconds, callback) => {
      const id = drawn++;
      timers.set(id, { at: now + milliseconds, callback });
      return () => timers.delete(id);
    },
    random: () => 0.5,
    randomBytes: (count) => Buffer.alloc(count, ++drawn),
    accessLog: (line) => accessLog.push(line),
    ...options,
  });
  return {
    ...gateway,
    invocations,
    accessLog,
    advance(milliseconds) {
      now += milliseconds;
      for (const [id, { at, callback }] of timers) {
        if (at > now) continue;
        timers.delete(id);
        callback();
      }
    },
  };
}

async function resultOf(run: TestFunction | undefined, invocation: LambdaInvocation): Promise<LambdaResult> {
  if (run === undefined) return { kind: "refused", status: 404, errorType: "ResourceNotFoundException", message: "Function not found" };
  if (invocation.invocationType !== "RequestResponse") return { kind: "accepted" };
  try {
    const result = await run(JSON.parse(invocation.payload.toString()) as never, invocation);
    return isLambdaResult(result) ? result : { kind: "payload", payload: Buffer.from(JSON.stringify(result) ?? "null") };
  } catch (error) {
    const { name: errorType, message: errorMessage } = error instanceof Error ? error : new Error(String(error));
    return { kind: "payload", payload: Buffer.from(JSON.stringify({ errorType, errorMessage, trace: [] })), functionError: "Unhandled" };
  }
}

function isLambdaResult(result: unknown): result is LambdaResult {
  return typeof result === "object" && result !== null && "kind" in result;
}

/** A policy that lets a service assume a role. */
export function trust(service: string): { readonly Version: string; readonly Statement: Json[] } {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }] };
}

/** A policy of one statement that allows. */
export function allow(action: string, resource: string): { readonly Version: string; readonly Statement: Json[] } {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: resource }] };
}

/** An answer as a test looks at it. */
export interface Answer {
  readonly status: number;
  /** By names in lower case, several lines joined by a comma and a space. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes: Buffer;
  readonly trace: readonly string[];
}

/** What a test sends besides method and path. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

/** Sends a request to the stage `test`, and reads the response whole. */
export async function send(gateway: Gateway, method: string, path: string, sent: Sent = {}): Promise<Answer> {
  return answerOf(await request(gateway, method, path, sent));
}

/** What a gateway answers to a request to the stage `test`. */
export function request(gateway: Gateway, method: string, path: string, { headers = {}, body = "" }: Sent = {}): Promise<HttpResponse> {
  const lines: HeaderLine[] = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((text) => [name, text] as const));
  return gateway.handle({
    method,
    target: `/test${path}`,
    headers: [["Host", HOST], ...lines],
    body: Buffer.from(body),
    sourceIp: "192.0.2.1",
    protocol: "HTTP/1.1",
  });
}

/** Reads a response whole. */
export async function answerOf({ status, headers, body, trace }: HttpResponse): Promise<Answer> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = joined.get(name.toLowerCase());
    joined.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  const bytes = Buffer.isBuffer(body) ? body : await collected(body);
  return { status, headers: Object.fromEntries(joined), text: bytes.toString("utf8"), bytes, trace: executionLog(trace) };
}

async function collected(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}
