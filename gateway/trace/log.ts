/** The execution log of one request, in the form of API Gateway's own test-invoke log. */
import type { Body, HeaderLines, IntegrationRequest, IntegrationResponse, MethodRequest, Step, Trace } from "./types";

/** Texts and bodies are cut after so many characters (seen: execution logs). */
const LONGEST_VALUE = 998;

/** The lines of a trace, a time before each. @param steps - of it, where they have been made already */
export function executionLog(trace: Trace, steps: readonly Step[] = trace.steps()): readonly string[] {
  const { requestId } = trace;
  const lines = steps.flatMap((step) => linesOf(step).map((line) => `${timestamp(step.at)} : ${line}`));
  return [
    `Execution log for request ${requestId}`,
    `${timestamp(steps[0]?.at ?? 0)} : Starting execution for request: ${requestId}`,
    ...lines,
  ];
}

function linesOf(step: Step): string[] {
  switch (step.kind) {
    case "methodRequest":
      return methodRequest(step);
    case "authorization":
    case "apiKey":
      return [];
    case "validation":
      return step.errors.length === 0
        ? []
        : [`Request body does not match model schema for content type ${step.contentType}: [${step.errors.join(", ")}]`];
    case "requestTemplate":
    case "responseTemplate":
    case "selection":
      return [];
    case "permission":
      return step.refusal === undefined ? [] : [step.refusal];
    case "integrationRequest":
      return integrationRequest(step);
    case "integrationResponse":
      return integrationResponse(step);
    case "methodResponse":
      return [
        `Method response body after transformations: ${step.body.bytes === null ? "[Streamed]" : printed(step.body)}`,
        `Method response headers: ${printedMap(step.headers)}`,
        "Successfully completed execution",
        `Method completed with status: ${step.status}`,
      ];
    case "gatewayResponse":
      return [
        step.reason,
        `Gateway response type: ${step.type} with status code: ${step.status}`,
        `Gateway response body: ${printed(step.body)}`,
        `Gateway response headers: ${printedMap(step.headers)}`,
        `Method completed with status: ${step.status}`,
      ];
  }
}

function methodRequest({ httpMethod, path, pathParameters, query, headers, body }: MethodRequest): string[] {
  return [
    `HTTP Method: ${httpMethod}, Resource Path: ${path}`,
    `Method request path: ${printedMap(Object.entries(pathParameters))}`,
    `Method request query string: ${printedMap(Object.entries(query).map(([name, values]) => [name, values.join(",")]))}`,
    `Method request headers: ${printedMap(headers)}`,
    `Method request body before transformations: ${printed(body)}`,
  ];
}

function integrationRequest({ uri, headers, body }: IntegrationRequest): string[] {
  return [
    `Endpoint request URI: ${uri}`,
    `Endpoint request headers: ${printedMap(headers)}`,
    `Endpoint request body after transformations: ${printed(body)}`,
    `Sending request to ${uri}`,
  ];
}

function integrationResponse({ of, status, latency, headers, body }: IntegrationResponse): string[] {
  const received = `Received response. Status: ${status}, Integration latency: ${latency} ms`;
  if (of === "authorizer") return [received, ...(body === undefined ? [] : [`Authorizer result body before parsing: ${printed(body)}`])];
  return [
    received,
    ...(headers.length === 0 ? [] : [`Endpoint response headers: ${printedMap(headers)}`]),
    ...(body === undefined ? [] : [`Endpoint response body before transformations: ${printed(body)}`]),
  ];
}

/** A map as Java prints it, `{a=1, b=2}`, cut where it is long. */
function printedMap(entries: HeaderLines): string {
  return cut(`{${entries.map(([name, value]) => `${name}=${value}`).join(", ")}}`);
}

function printed({ text, binary }: Body): string {
  return binary ? "[Binary Data]" : cut(text);
}

function cut(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)} [TRUNCATED]` : text;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

let last = { second: Number.NaN, text: "" };

/** A time as Java prints a date. */
export function timestamp(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second === last.second) return last.text;
  const date = new Date(milliseconds);
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+) GMT$/.exec(date.toUTCString()) ?? [];
  last = { second, text: `${DAYS[date.getUTCDay()]} ${month} ${day} ${time} UTC ${year}` };
  return last.text;
}
