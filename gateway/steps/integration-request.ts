/**
 * Integration request:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-request.html
 */
import type { Route } from "../../definition/index";
import { createOverrides } from "../../languages/velocity/index";
import type { Call } from "../call";
import type { Computing } from "../computing";
import { Fault } from "../fault";
import { DROPPED_FROM_INTEGRATION_REQUEST, headerValue, mediaType, overridden, withDefaults, withoutHeaders } from "../headers";
import type { IntegrationRequest } from "../integrations/endpoint";
import type { BinaryMatcher } from "../media-types";
import { compileParameters, integrationMethod, renderUri } from "../parameters";
import { bytesOf, requestPayload } from "../payload";
import { compileTemplates, passOn, type Transformation } from "../templates";

/** Compiles the integration request of a route of type AWS, HTTP or MOCK. */
export function compileIntegrationRequest(
  route: Route,
  apiId: string,
  isBinary: BinaryMatcher,
  computing: Computing,
): (call: Call) => Promise<IntegrationRequest> {
  const { integration } = route;
  const mapParameters = compileParameters(route);
  const templateFor = compilePassthrough(route, computing);
  return async (call) => {
    const contentType = headerValue(call.invocation.headers, "Content-Type");
    const transform = templateFor(contentType);
    const mapped = mapParameters(call);
    const overrides = createOverrides();
    const given = requestPayload(call.invocation.body, isBinary(contentType), integration.contentHandling);
    const transformed = transform(given, call, overrides);
    const body = bytesOf(transformed instanceof Promise ? await transformed : transformed);
    const headers = overridden(mapped.headers, overrides.requestHeader);
    return {
      httpMethod: integrationMethod(route, call),
      uri: renderUri(integration.uri ?? "", withPath(mapped.path, overrides.requestPath), call),
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

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html */
function compilePassthrough({ integration }: Route, computing: Computing): (contentType: string | undefined) => Transformation {
  const templates = compileTemplates("requestTemplate", integration.requestTemplates, computing);
  const { passthroughBehavior } = integration;
  return (contentType) => {
    const found = templates.get(mediaType(contentType ?? "application/json")) ?? templates.get("$default");
    if (found !== undefined) return found;
    if (passthroughBehavior === "NEVER" || (passthroughBehavior === "WHEN_NO_TEMPLATES" && templates.size > 0))
      throw new Fault("UNSUPPORTED_MEDIA_TYPE");
    return passOn;
  };
}

function withPath(path: ReadonlyMap<string, string>, overrides: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> {
  if (overrides.size === 0) return path;
  return new Map([...path, ...[...overrides].map(([name, all]) => [name, all[0] ?? ""] as const)]);
}
