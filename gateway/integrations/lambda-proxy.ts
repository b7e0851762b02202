/** AWS_PROXY: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
import type { Route } from "../../definition/index";
import { isObject, parseJson } from "../../languages/json/index";
import type { Call, Reply } from "../call";
import { Fault } from "../fault";
import { headerValue } from "../headers";
import { compileFunction } from "../lambda";
import { type BinaryMatcher, decodeBase64 } from "../media-types";
import { compileParameters } from "../parameters";
import { proxyEvent } from "../proxy-event";
import type { GatewayOptions } from "../types";
import { streamedReply } from "./lambda-stream";
import { headersOf, scalar, statusOf } from "./proxy-response";

/** Compiles the integration of a route whose function gets the request whole and gives the whole response. */
export function compileLambdaProxy(
  route: Route,
  sourceArn: string,
  isBinary: BinaryMatcher,
  options: GatewayOptions,
): (call: Call) => Promise<Reply> {
  const { uri = "", credentials, timeoutInMillis } = route.integration;
  const invoke = compileFunction({ of: "integration", uri, credentials, sourceArn, timeoutInMillis }, options);
  const mapParameters = compileParameters(route);
  return async (call) => {
    mapParameters(call); // Recorded: the mappings change nothing, and yet those that are refused fail the request.
    const result = await invoke(JSON.stringify(proxyEvent(route, call, isBinary)), call, "RequestResponse");
    if (result.kind === "stream") return streamedReply(result.chunks);
    if (result.kind === "accepted") throw malformed("");
    const text = result.payload.toString("utf8");
    if (result.functionError !== undefined) throw functionError(text, call);
    return proxyReply(text, isBinary(headerValue(call.invocation.headers, "Accept")));
  };
}

function functionError(text: string, call: Call): Fault {
  const log = `Lambda execution failed with status 200 due to customer function error: ${errorMessage(text)}. Lambda request id: ${call.context.requestId}`;
  return new Fault("DEFAULT_5XX", { status: 502, log });
}

function errorMessage(text: string): string {
  const error = parseJson(text);
  return isObject(error) && typeof error["errorMessage"] === "string" ? error["errorMessage"] : "";
}

/** Characters of an answer that the log quotes. */
const LONGEST_QUOTED = 998;

function malformed(text: string): Fault {
  const log = `Execution failed due to configuration error: Malformed Lambda proxy response${text === "" ? "" : `: ${text.slice(0, LONGEST_QUOTED)}`}`;
  return new Fault("DEFAULT_5XX", { status: 502, log });
}

// Recorded: a key that is none of these makes the answer malformed.
const KEYS = new Set(["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"]);

function proxyReply(text: string, acceptsBinary: boolean): Reply {
  const answer = parseJson(text);
  if (!isObject(answer) || Object.keys(answer).some((key) => !KEYS.has(key))) throw malformed(text);
  const status = statusOf(answer["statusCode"]);
  const headers = headersOf(answer["headers"], answer["multiValueHeaders"]);
  const body = scalar(answer["body"] ?? "");
  const encoded = answer["isBase64Encoded"] ?? false;
  if (status === undefined || headers === undefined || body === undefined || !["true", "false"].includes(String(encoded)))
    throw malformed(text);
  return {
    status,
    headers: headerValue(headers, "Content-Type") === undefined ? [...headers, ["Content-Type", "application/json"]] : headers,
    body: String(encoded) === "true" && acceptsBinary ? decoded(body) : Buffer.from(body),
    traced: true,
  };
}

function decoded(body: string): Buffer {
  const bytes = decodeBase64(body);
  if (bytes === undefined) {
    throw new Fault("API_CONFIGURATION_ERROR", {
      step: "integrationResponse",
      log: "Execution failed due to configuration error: Unable to base64 decode the body.",
    });
  }
  return bytes;
}
