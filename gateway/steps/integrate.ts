/** The integration of a route, from its request to the method response. */
import type { ApiDefinition, Route } from "../../definition/index";
import type { Call, Reply } from "../call";
import { createComputing } from "../computing";
import { Fault } from "../fault";
import type { Endpoint } from "../integrations/endpoint";
import { compileHttp } from "../integrations/http";
import { compileHttpProxy } from "../integrations/http-proxy";
import { compileLambda } from "../integrations/lambda";
import { compileLambdaProxy } from "../integrations/lambda-proxy";
import { compileMock } from "../integrations/mock";
import { compileService } from "../integrations/service";
import { compileStreamLimits } from "../integrations/stream-limits";
import { sourceArnOf } from "../invoke-permission";
import { type BinaryMatcher, compileBinaryMediaTypes } from "../media-types";
import type { GatewayOptions } from "../types";
import { compileIntegrationRequest } from "./integration-request";
import { compileIntegrationResponses } from "./integration-response";
import { compileMethodResponse } from "./method-response";

/** Compiles what the integrations of an API share, and then each route's: the result measures how long it takes. */
export function compileIntegrations(definition: ApiDefinition, options: GatewayOptions): (route: Route) => (call: Call) => Promise<Reply> {
  const isBinary = compileBinaryMediaTypes(definition.binaryMediaTypes);
  const limitStream = compileStreamLimits(definition.endpoint.type, options);
  return (route) => {
    const toMethodResponse = compileMethodResponse(route.integration.type);
    const integrate = compileIntegration(route, isBinary, options);
    return async (call) => {
      const { measures } = call;
      const started = options.clock();
      const elapsed = () => options.clock() - started;
      try {
        const reply = toMethodResponse(await integrate(call));
        if (Buffer.isBuffer(reply.body)) return reply;
        measures.timeToAllHeaders = elapsed();
        const onChunk = () => {
          measures.timeToFirstContent ??= elapsed();
        };
        const onEnd = () => {
          measures.integrationLatency = elapsed();
        };
        return { ...reply, body: limitStream(reply.body, onChunk, onEnd) };
      } finally {
        measures.integrationLatency = elapsed();
      }
    };
  };
}

function compileIntegration(route: Route, isBinary: BinaryMatcher, options: GatewayOptions): (call: Call) => Promise<Reply> {
  const { type, httpMethod, uri = "" } = route.integration;
  const sourceArn = sourceArnOf(route, options);
  const custom = (endpoint: Endpoint): ((call: Call) => Promise<Reply>) => compileCustom(route, options, isBinary, endpoint);
  const lambda = INVOCATION.test(uri);
  if (lambda && httpMethod !== "POST") return unusable(`Lambda is invoked by POST, not by ${httpMethod ?? "the client's method"}`);
  switch (type) {
    case "AWS_PROXY":
      return lambda ? compileLambdaProxy(route, sourceArn, isBinary, options) : unusable(`${uri} is not run locally`);
    case "AWS":
      return custom(lambda ? compileLambda(route, sourceArn, options) : compileService(route, options));
    case "HTTP":
      return custom(compileHttp(route, options));
    case "HTTP_PROXY":
      return compileHttpProxy(route, isBinary, options);
    case "MOCK":
      return custom(compileMock(route));
    default:
      return unusable(`integrations of type ${type} are not known here`);
  }
}

const INVOCATION = /^arn:[^:]+:apigateway:[^:]+:(?:[^:]*\.)?lambda:path\//;

// Recorded: an integration method other than POST deploys and then answers 500.
function unusable(reason: string): () => Promise<Reply> {
  return async () => {
    throw new Fault("INTEGRATION_FAILURE", {
      status: 500,
      message: "Internal server error",
      log: `Execution failed due to configuration error: ${reason}`,
    });
  };
}

/** Compiles the integration of a route around its endpoint. */
function compileCustom(
  route: Route,
  { apiId, computing = createComputing() }: GatewayOptions,
  isBinary: BinaryMatcher,
  endpoint: Endpoint,
): (call: Call) => Promise<Reply> {
  const toRequest = compileIntegrationRequest(route, apiId, isBinary, computing);
  const toReply = compileIntegrationResponses(route, isBinary, computing);
  return async (call) => {
    const request = await toRequest(call);
    return toReply(await endpoint(request, call), call, request.overrides);
  };
}
