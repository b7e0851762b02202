/** AWS with a Lambda function: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html */
import type { Route } from "../../definition/index";
import { isObject, parseJson } from "../../languages/json/index";
import { Fault } from "../fault";
import { headerValue } from "../headers";
import { jsonProblem } from "../json-problem";
import { compileFunction } from "../lambda";
import type { GatewayOptions } from "../types";
import type { Endpoint, EndpointResponse } from "./endpoint";

/** The endpoint that hands the integration request's body to a function. */
export function compileLambda({ integration }: Route, sourceArn: string, options: GatewayOptions): Endpoint {
  const { uri = "", credentials, timeoutInMillis } = integration;
  const invoke = compileFunction({ of: "integration", uri, credentials, sourceArn, timeoutInMillis }, options);
  return async ({ headers, body }, call) => {
    const invocationType = invocationTypeOf(headerValue(headers, "X-Amz-Invocation-Type"));
    // Recorded: an empty body reaches the function as {}.
    const result = await invoke(payloadOf(body), call, invocationType);
    if (result.kind !== "payload") return { headers: [], body: Buffer.alloc(0), selection: undefined };
    const failure = result.functionError === undefined ? { selection: undefined } : failureOf(result.payload.toString("utf8"));
    return { headers: [["Content-Type", "application/json"]], body: result.payload, ...failure };
  };
}

function invocationTypeOf(header: string | undefined): "RequestResponse" | "Event" | "DryRun" {
  return header === "Event" || header === "DryRun" ? header : "RequestResponse";
}

function payloadOf(body: Buffer): string {
  const text = body.toString("utf8");
  if (text.trim() === "") return "{}";
  const problem = jsonProblem(text);
  if (problem === undefined) return text;
  throw new Fault("DEFAULT_4XX", { message: `Could not parse request body into json: ${problem}` });
}

/** Developer guide, handling errors of Lambda: mappings of headers see a message that is JSON as what it says. */
function failureOf(payload: string): Pick<EndpointResponse, "selection" | "mappedBody"> {
  const error = parseJson(payload);
  if (!isObject(error) || typeof error["errorMessage"] !== "string") return { selection: undefined };
  const selection = error["errorMessage"];
  const errorMessage = parseJson(selection);
  return { selection, ...(isObject(errorMessage) && { mappedBody: Buffer.from(JSON.stringify({ ...error, errorMessage })) }) };
}
