import type { ApiDefinition } from "../../definition/index";
import { executionLog, type HeaderLine, type HttpResponse } from "../../gateway/index";
import { createGatewayOf, type Prepared } from "../gateways";
import { createReport } from "../report";
import { chooseApi } from "./choose-api";
import { once, readOption } from "./once";
import { parseTestInvokeOptions, type TestInvokeOptions } from "./options";

/**
 * Sends one request to a program's API and prints the answer with its execution log.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html
 */
export async function testInvoke(args: readonly string[]): Promise<void> {
  const options = parseTestInvokeOptions(args);
  const body = readOption("--body", options.body, Buffer.alloc(0));
  const print = createReport(options);
  await once(options, print.line, async (prepared) => {
    const started = performance.now();
    const response = await invoke(options, body, prepared);
    const answer = await readAnswer(response);
    const latency = Math.round(performance.now() - started);
    print.text(options.json ? JSON.stringify(asAws(response, answer, latency), null, 2) : asText(response, answer));
  });
}

/** Seen: AWS's own test of a method names itself so in the events of functions. */
const STAGE = "test-invoke-stage";
const SOURCE_IP = "test-invoke-source-ip";
const HOST: HeaderLine = ["Host", "testPrefix.testDomainName"];

function invoke(
  { api: name, method, path, headers, stageVariables }: TestInvokeOptions,
  body: Buffer,
  prepared: Prepared,
): Promise<HttpResponse> {
  const api = chooseApi(name, prepared.resources.apis);
  const definition = { name: STAGE, variables: Object.fromEntries(stageVariables), tracing: false, methodSettings: {} };
  const open = { ...api, definition: withoutAccess(api.definition) };
  const gateway = createGatewayOf(open, { definition, deploymentId: "" }, prepared);
  return gateway.handle({
    method,
    target: `/${STAGE}${path}`,
    headers: [HOST, ...headers],
    body,
    sourceIp: SOURCE_IP,
    protocol: "HTTP/1.1",
  });
}

/** Neither authorizers nor keys nor the resource policy count when a method is tested. */
function withoutAccess({ policy: _, ...definition }: ApiDefinition): ApiDefinition {
  const routes = Object.entries(definition.routes).map(
    ([key, route]) => [key, { ...route, authorization: { type: "NONE" as const }, apiKeyRequired: false }] as const,
  );
  return { ...definition, routes: Object.fromEntries(routes) };
}

async function readAnswer({ body }: HttpResponse): Promise<string> {
  if (Buffer.isBuffer(body)) return body.toString();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The members of AWS's answer. */
function asAws({ status, headers, trace }: HttpResponse, body: string, latency: number): object {
  const multiValueHeaders = new Map<string, string[]>();
  for (const [name, value] of headers) multiValueHeaders.set(name, [...(multiValueHeaders.get(name) ?? []), value]);
  return {
    status,
    body,
    headers: Object.fromEntries(headers),
    multiValueHeaders: Object.fromEntries(multiValueHeaders),
    log: executionLog(trace).join("\n"),
    latency,
  };
}

function asText({ status, headers, trace }: HttpResponse, body: string): string {
  return [`Status: ${status}`, ...headers.map(([name, value]) => `${name}: ${value}`), "", body, "", ...executionLog(trace)].join("\n");
}
