/** An integration with an integration request and integration responses: AWS, HTTP and MOCK. */
import type { Route } from "../../definition/index";
import type { Call, Reply } from "../call";
import type { BinaryMatcher } from "../media-types";
import { compileIntegrationRequest, type IntegrationRequest } from "../steps/integration-request";
import { compileIntegrationResponses, type EndpointResponse } from "../steps/integration-response";

/** What answers an integration request. */
export type Endpoint = (request: IntegrationRequest, call: Call) => Promise<EndpointResponse>;

/** Compiles the integration of a route around its endpoint. */
export function compileCustom(route: Route, apiId: string, isBinary: BinaryMatcher, endpoint: Endpoint): (call: Call) => Promise<Reply> {
  const toRequest = compileIntegrationRequest(route, apiId, isBinary);
  const toReply = compileIntegrationResponses(route, isBinary);
  return async (call) => {
    const request = toRequest(call);
    return toReply(await endpoint(request, call), call, request.overrides);
  };
}
