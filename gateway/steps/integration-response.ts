/**
 * Integration response:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
import type { IntegrationResponse, Route } from "../../definition/index";
import { compilePattern } from "../../languages/regexp/index";
import type { Overrides } from "../../languages/velocity/index";
import type { Call, Reply } from "../call";
import type { Computing } from "../computing";
import { Fault } from "../fault";
import { headerValue, mediaType, overridden, withDefaults } from "../headers";
import type { EndpointResponse } from "../integrations/endpoint";
import { compileSource } from "../mapping";
import type { BinaryMatcher } from "../media-types";
import { bytesOf, responsePayload } from "../payload";
import { compileTemplates, passOn, type Transformation } from "../templates";
import type { Selection } from "../trace/index";
import type { HeaderLine } from "../types";

type Respond = (response: EndpointResponse, call: Call, overrides: Overrides) => Promise<Reply>;

/** Compiles the integration responses of a route of type AWS, HTTP or MOCK. */
export function compileIntegrationResponses(route: Route, isBinary: BinaryMatcher, computing: Computing): Respond {
  const traced = route.integration.type !== "MOCK";
  const responses = route.integration.responses.map((response) => ({
    response,
    pattern: response.selectionPattern === undefined ? undefined : compilePattern(response.selectionPattern),
    respond: compileResponse(response, isBinary, traced, computing),
  }));
  const byDefault = responses.find(({ pattern }) => pattern === undefined);
  return async (response, call, overrides) => {
    const { selection } = response;
    const selected = (selection === undefined ? undefined : responses.find(({ pattern }) => pattern?.test(selection))) ?? byDefault;
    call.trace.add(() => selectionStep(route, selection, selected?.response));
    if (selected === undefined)
      throw misconfigured(
        `No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ${selection ?? "200"}`,
      );
    const { statusCode } = selected.response;
    // Developer guide, handling errors of Lambda: a status without a method response fails at run time. Seen: this log.
    if (!Object.hasOwn(route.methodResponses, statusCode))
      throw misconfigured(`Output mapping refers to an invalid method response: ${statusCode}`);
    return selected.respond(response, call, overrides);
  };
}

function misconfigured(reason: string): Fault {
  return new Fault("API_CONFIGURATION_ERROR", { step: "selection", log: `Execution failed due to configuration error: ${reason}` });
}

function selectionStep({ integration }: Route, selection: string | undefined, selected: IntegrationResponse | undefined): Selection {
  return {
    kind: "selection",
    ...(selection !== undefined && { selection }),
    patterns: integration.responses.flatMap(({ selectionPattern }) => selectionPattern ?? []),
    ...(selected?.selectionPattern !== undefined && { pattern: selected.selectionPattern }),
    ...(selected !== undefined && { statusCode: selected.statusCode }),
  };
}

function compileResponse(
  { statusCode, responseParameters, responseTemplates, contentHandling }: IntegrationResponse,
  isBinary: BinaryMatcher,
  traced: boolean,
  computing: Computing,
): Respond {
  const mappings = Object.entries(responseParameters).map(([target, expression]) => ({
    name: target.replace(/^method\.response\.header\./, ""),
    source: compileSource(expression),
  }));
  const templateFor = compileSelection(responseTemplates, computing);
  return async (endpoint, call, overrides) => {
    const accept = headerValue(call.invocation.headers, "Accept");
    const response = { headers: endpoint.headers, body: endpoint.mappedBody ?? endpoint.body };
    const mapped = mappings.flatMap(({ name, source }) => linesOf(name, source({ call, response })));
    const binary = isBinary(headerValue(endpoint.headers, "Content-Type"));
    const payload = responsePayload(endpoint.body, binary, isBinary(accept), contentHandling);
    const transformed = templateFor(accept)(payload, call, overrides);
    const body = transformed instanceof Promise ? await transformed : transformed;
    return {
      status: overrides.responseStatus ?? Number(statusCode),
      headers: withDefaults(overridden(mapped, overrides.responseHeader), [["Content-Type", "application/json"]]),
      body: bytesOf(body),
      traced,
    };
  };
}

// Developer guide, data mappings: by Accept, else application/json, else the first.
function compileSelection(
  responseTemplates: Readonly<Record<string, string>>,
  computing: Computing,
): (accept: string | undefined) => Transformation {
  const templates = compileTemplates("responseTemplate", responseTemplates, computing);
  const fallback = templates.get("application/json") ?? templates.values().next().value ?? passOn;
  return (accept) => templates.get(mediaType(accept ?? "")) ?? fallback;
}

function linesOf(name: string, value: string | readonly string[] | undefined): HeaderLine[] {
  return (value === undefined ? [] : typeof value === "string" ? [value] : value)
    .filter((text) => text !== "")
    .map((text) => [name, text] as const);
}
