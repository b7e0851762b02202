/** Integration request: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-request.html */
import type { Route } from "../../definition/index";
import { createOverrides, type Overrides } from "../../languages/velocity/index";
import type { Call } from "../call";
import { Fault } from "../fault";
import { DROPPED_FROM_INTEGRATION_REQUEST, headerValue, mediaType, REFUSED_MAPPINGS, withDefaults, withoutHeaders } from "../headers";
import { compileSource, type Source } from "../mapping";
import type { BinaryMatcher } from "../media-types";
import { bytesOf, requestPayload } from "../payload";
import { compileTemplates, passOn, type Transformation } from "../templates";
import type { HeaderLine } from "../types";
import { substitutePath, substituteStageVariables } from "../uri";

/** What leaves for an integration that is no proxy. */
export interface IntegrationRequest {
  readonly httpMethod: string;
  readonly uri: string;
  /** Parameters beside those of the uri's own query. */
  readonly query: readonly HeaderLine[];
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  /** What the template has set, for the integration response. */
  readonly overrides: Overrides;
}

/** What the parameter mappings of an integration give for one request. */
export interface MappedParameters {
  readonly path: ReadonlyMap<string, string>;
  readonly query: readonly HeaderLine[];
  readonly headers: readonly HeaderLine[];
}

/** Compiles the integration request of a route of type AWS, HTTP or MOCK. */
export function compileIntegrationRequest(route: Route, apiId: string, isBinary: BinaryMatcher): (call: Call) => IntegrationRequest {
  const { integration } = route;
  const mapParameters = compileParameters(route);
  const templateFor = compilePassthrough(route);
  return (call) => {
    const contentType = headerValue(call.invocation.headers, "Content-Type");
    const transform = templateFor(contentType);
    const mapped = mapParameters(call);
    const overrides = createOverrides();
    const payload = transform(requestPayload(call.invocation.body, isBinary(contentType), integration.contentHandling), call, overrides);
    const body = bytesOf(payload);
    const headers = overridden(mapped.headers, overrides.requestHeader);
    return {
      httpMethod: integrationMethod(route, call),
      uri: renderUri(integration.uri ?? "", new Map([...mapped.path, ...firstValues(overrides.requestPath)]), call),
      query: overridden(mapped.query, overrides.requestQuerystring),
      headers: withDefaults(withoutHeaders(headers, DROPPED_FROM_INTEGRATION_REQUEST[integration.type]), [
        ["Accept", "application/json"],
        ["User-Agent", `AmazonAPIGateway_${apiId}`],
        ...(body.length > 0 ? [["Content-Type", contentType ?? "application/json"] as const] : []),
        ["X-Amzn-Trace-Id", call.xray.forwarded],
        ["X-Amzn-Apigateway-Api-Id", apiId],
      ]),
      body,
      overrides,
    };
  };
}

/** Compiles the parameter mappings of an integration; a mapping to a header that API Gateway keeps for itself is a fault. */
export function compileParameters({ integration }: Route): (call: Call) => MappedParameters {
  const mappings = Object.entries(integration.requestParameters).map(([target, expression]) => compileMapping(target, expression));
  return (call) => {
    const mapped = mappings.flatMap(({ place, name, source }) => valuesOf(source({ call })).map((value) => ({ place, name, value })));
    const linesOf = (place: string): HeaderLine[] => mapped.filter((one) => one.place === place).map(({ name, value }) => [name, value] as const);
    const headers = linesOf("header");
    const refused = headers.find(([name]) => REFUSED_MAPPINGS[integration.type].has(name.toLowerCase()));
    if (refused !== undefined) {
      const log = `Execution failed due to configuration error: ${refused[0]} header already present`;
      throw new Fault("API_CONFIGURATION_ERROR", { log, traced: false });
    }
    return { path: new Map(linesOf("path")), query: linesOf("querystring"), headers };
  };
}

/** The integration's uri with path parameters and stage variables filled in. */
export function renderUri(uri: string, path: ReadonlyMap<string, string>, { stageVariables }: Call): string {
  return substituteStageVariables(substitutePath(uri, path), stageVariables);
}

/** The method that the integration is sent: ANY, or none, stands for the client's. */
export function integrationMethod({ integration: { httpMethod } }: Route, { invocation }: Call): string {
  return httpMethod === undefined || httpMethod === "ANY" ? invocation.httpMethod : httpMethod;
}

function compileMapping(target: string, expression: string): { readonly place: string; readonly name: string; readonly source: Source } {
  const [, place = "", name = ""] = /^integration\.request\.([a-z]+)\.(.+)$/.exec(target) ?? [];
  return { place, name, source: compileSource(expression) };
}

// LocalStack, tried on AWS: a source that is missing or empty maps nothing.
function valuesOf(value: ReturnType<Source>): readonly string[] {
  return (value === undefined ? [] : typeof value === "string" ? [value] : value).filter((text) => text !== "");
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html */
function compilePassthrough({ integration }: Route): (contentType: string | undefined) => Transformation {
  const templates = compileTemplates("requestTemplate", integration.requestTemplates);
  const { passthroughBehavior } = integration;
  return (contentType) => {
    const found = templates.get(mediaType(contentType ?? "application/json")) ?? templates.get("$default");
    if (found !== undefined) return found;
    if (passthroughBehavior === "NEVER" || (passthroughBehavior === "WHEN_NO_TEMPLATES" && templates.size > 0)) throw new Fault("UNSUPPORTED_MEDIA_TYPE");
    return passOn;
  };
}

function overridden(lines: readonly HeaderLine[], overrides: ReadonlyMap<string, readonly string[]>): HeaderLine[] {
  const names = new Set([...overrides.keys()].map((name) => name.toLowerCase()));
  return [...withoutHeaders(lines, names), ...[...overrides].flatMap(([name, values]) => values.map((value) => [name, value] as const))];
}

function firstValues(values: ReadonlyMap<string, readonly string[]>): [string, string][] {
  return [...values].map(([name, all]) => [name, all[0] ?? ""]);
}
