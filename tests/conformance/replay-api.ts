/** One recorded API: its definition is read, its gateway made, its requests sent and the answers compared. */
import { createHash } from "node:crypto";
import { readOpenApi } from "../../definition/index";
import { createGateway, executionLog, type Gateway, type GatewayOptions, type HttpResponse } from "../../gateway/index";
import { differences } from "./expectation";
import type { ApiCase, Step, StepRequest } from "./files";
import { createFunctions } from "./functions";
import { createServers, serverUrl } from "./servers";
import { createVirtualTime, type VirtualTime } from "./virtual-time";

/** What one step found. */
export interface StepResult {
  readonly name: string;
  readonly differences: readonly string[];
}

const ACCOUNT = "123456789012";
const REGION = "us-east-1";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/gateway`;
const HOST = "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com";

/** Replays the steps of a case one after another. */
export async function replayApi(api: ApiCase): Promise<StepResult[]> {
  const values = valuesOf(api);
  const time = createVirtualTime(Date.UTC(2026, 0, 1));
  const results: StepResult[] = [];
  let gateway: Gateway;
  try {
    gateway = createGateway(readOpenApi(fill(api.definition, values)), optionsOf(api, time));
  } catch (error) {
    return api.steps.map((_, index) => ({ name: stepName(api, index), differences: [`the definition is refused: ${String(error)}`] }));
  }
  for (const [index, step] of api.steps.entries())
    results.push({ name: stepName(api, index), differences: await replayStep(gateway, step, values, time) });
  return results;
}

function stepName({ name, steps }: ApiCase, index: number): string {
  return `${name} step ${index + 1} (${steps[index]?.note ?? ""})`;
}

function valuesOf(api: ApiCase): ReadonlyMap<string, string> {
  return new Map([
    ["{{region}}", REGION],
    ["{{account}}", ACCOUNT],
    ["{{api}}", apiIdOf(api)],
    ["{{stage}}", api.stage.name],
    ["{{role}}", ROLE],
    ["{{host}}", HOST],
    ...Object.keys(api.functions).map(
      (name) => [`{{fn:${name}}}`, `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${arnOf(name)}/invocations`] as const,
    ),
    ...Object.keys(api.servers ?? {}).map((name) => [`{{http:${name}}}`, serverUrl(name)] as const),
  ]);
}

function apiIdOf({ name }: ApiCase): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 10);
}

function arnOf(name: string): string {
  return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
}

/** The value with its placeholders filled in, keys too. */
function fill(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return value.replace(/\{\{[^}]+\}\}/g, (placeholder) => values.get(placeholder) ?? placeholder);
  if (Array.isArray(value)) return value.map((item) => fill(item, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [fill(key, values), fill(item, values)]));
}

function optionsOf(api: ApiCase, time: VirtualTime): GatewayOptions {
  const { name, variables = {}, canary } = api.stage;
  const apiId = apiIdOf(api);
  const keys = api.apiKeys ?? [];
  let drawn = 0;
  return {
    apiId,
    accountId: ACCOUNT,
    region: REGION,
    partition: "aws",
    deploymentId: "dep000",
    stage: {
      name,
      variables,
      tracing: false,
      methodSettings: {},
      ...(canary && {
        canary: {
          percentTraffic: canary.percentTraffic,
          stageVariableOverrides: canary.stageVariableOverrides ?? {},
          useStageCache: false,
        },
      }),
    },
    ...(canary && { canaryDeployment: { id: "dep001", definition: readOpenApi(fill(api.definition, valuesOf(api))) } }),
    permissions: (api.permissions ?? []).map(({ function: functionName, source }) => ({
      functionArn: arnOf(functionName),
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      sourceArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${apiId}/${source}`,
    })),
    roles: [
      {
        arn: ROLE,
        assumeRolePolicy: {
          Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
        },
        policies: [{ Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "*" }] }],
      },
    ],
    apiKeys: keys.map(({ value }, index) => ({ id: `key${index}`, value, enabled: true })),
    usagePlans: keys.map(({ stage }, index) => ({ id: `plan${index}`, stages: { [stage]: { throttle: {} } }, keyIds: [`key${index}`] })),
    credentials: [],
    tokenIssuers: {
      keysOf: () => async () => {
        throw new Error("no case has tokens");
      },
    },
    invoke: createFunctions(api.functions, time),
    send: createServers(api.servers ?? {}),
    serviceEndpoint: () => undefined,
    serviceAccessKeyId: "local",
    clock: time.now,
    timer: time.timer,
    random: () => 0.5,
    randomBytes: (count) => createHash("shake256", { outputLength: count }).update(`${drawn++}`).digest(),
    accessLog: () => {},
  };
}

async function replayStep(
  gateway: Gateway,
  { request, expect }: Step,
  values: ReadonlyMap<string, string>,
  time: VirtualTime,
): Promise<string[]> {
  const filled = fill(request, values) as StepRequest;
  try {
    const answer = await time.until(gateway.handle(httpRequest(filled, values)));
    return compare(fill(expect, values) as Step["expect"], answer, await bodyOf(filled, answer, time));
  } catch (error) {
    return [`the gateway throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}

function httpRequest(
  { method, path = "", url, query, headers = {}, ...given }: StepRequest,
  values: ReadonlyMap<string, string>,
): Parameters<Gateway["handle"]>[0] {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((text) => [name, text] as const));
  const names = new Set(lines.map(([name]) => name.toLowerCase()));
  const body =
    given.bodyBase64 !== undefined
      ? Buffer.from(given.bodyBase64, "base64")
      : Buffer.from(given.bodyRepeat ? given.bodyRepeat.text.repeat(given.bodyRepeat.times) : (given.body ?? ""));
  const length =
    body.length > 0 && !names.has("transfer-encoding") && !names.has("content-length")
      ? [["Content-Length", String(body.length)] as const]
      : [];
  return {
    method,
    target: `${url ?? `/${values.get("{{stage}}")}${path}`}${query ? `?${query}` : ""}`,
    headers: [...(names.has("host") ? [] : [["Host", HOST] as const]), ...lines, ...length],
    body,
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  };
}

async function bodyOf({ method }: StepRequest, { body }: HttpResponse, time: VirtualTime): Promise<Buffer> {
  if (method === "HEAD") return Buffer.alloc(0);
  return Buffer.isBuffer(body) ? body : time.until(collected(body));
}

async function collected(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

function compare(expect: Step["expect"], answer: HttpResponse, body: Buffer): string[] {
  const text = body.toString("utf8");
  const status = differences(expect.status, answer.status, "status");
  return [
    ...status,
    ...(status.length > 0
      ? [
          `  the body is ${text.slice(0, 500)}`,
          ...executionLog(answer.trace)
            .slice(-8)
            .map((line) => `  ${line.slice(0, 300)}`),
        ]
      : []),
    ...Object.entries(expect.headers ?? {}).flatMap(([name, value]) => differences(value, headerOf(answer, name), `header ${name}`)),
    ...("bodyBase64" in expect ? differences(expect.bodyBase64, body.toString("base64"), "body in base64") : []),
    ...("body" in expect ? differences(expect.body, text, "body") : []),
    ...("json" in expect ? differences({ "<jsontext>": expect.json }, text, "body") : []),
  ];
}

function headerOf({ headers }: HttpResponse, name: string): string | undefined {
  const values = headers.filter(([candidate]) => candidate.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(", ");
}
