/**
 * What Amazon Bedrock AgentCore Gateway asks of a REST API whose stage is one of its targets:
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-api-gateway.html (below: the AgentCore guide) and
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/mcp-server.html (below: the API Gateway guide), 2026-11.
 */
import { parsePath } from "../paths";
import type { ApiDefinition, Endpoint, Route } from "../types";
import type { DefinitionPath, Refusal } from "./refusal";

/** All for which a stage of the API, or one of the routes at these paths, could be no tool; `/pets/*` is every path that begins so. */
export function* checkAgentCore({ endpoint, routes }: ApiDefinition, filterPaths: readonly string[]): Iterable<Refusal> {
  yield* checkEndpoint(endpoint);
  const names = new Map<string, string>();
  for (const [key, route] of Object.entries(routes)) {
    // A preflight is no operation that somebody calls: tool filters name methods, and leave it out.
    if (route.method === "OPTIONS" || !isTaken(route.path, filterPaths)) continue;
    yield* checkRoute(["routes", key], route);
    const { operationName } = route;
    const other = operationName === undefined ? undefined : names.get(operationName);
    if (other !== undefined)
      yield {
        path: ["routes", key, "operationName"],
        message: `is ${JSON.stringify(operationName)}, as that of ${other}. It is the tool's name: give each another.`,
      };
    if (operationName !== undefined) names.set(operationName, other ?? key);
  }
}

/** As the `filterPath` of a tool filter: https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ApiGatewayToolFilter.html */
function isTaken(path: string, filterPaths: readonly string[]): boolean {
  return filterPaths.length === 0 || filterPaths.some((one) => (one.endsWith("/*") ? path.startsWith(one.slice(0, -1)) : path === one));
}

function* checkEndpoint({ type, disableExecuteApiEndpoint }: Endpoint): Iterable<Refusal> {
  // Both guides.
  if (type === "PRIVATE")
    yield {
      path: ["endpointType"],
      message: "is PRIVATE. AgentCore Gateway calls public APIs alone; make it REGIONAL, and reach what is inside a VPC by a VPC link.",
    };
  // The API Gateway guide.
  if (disableExecuteApiEndpoint)
    yield {
      path: ["disableExecuteApiEndpoint"],
      message: "is true. AgentCore Gateway calls the default endpoint; leave it enabled.",
    };
}

// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html; the target's name and ___ come before it:
// https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-tool-naming.html
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,60}$/;

function* checkRoute(
  path: DefinitionPath,
  { method, path: resource, operationName, authorization, apiKeyRequired }: Route,
): Iterable<Refusal> {
  // The AgentCore guide.
  const proxy = parsePath(resource).find(({ greedy }) => greedy);
  if (proxy !== undefined)
    yield { path, message: `has ${proxy.text} in its path. A proxy resource is no tool; write a route for each path.` };
  // https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ApiGatewayToolOverride.html: method.
  if (method === "ANY") yield { path, message: "answers ANY method. A tool has one; write a route for each." };
  // The API Gateway guide.
  else if (operationName === undefined)
    yield { path: [...path, "operationName"], message: "is missing. It is the tool's name; give one, or the target a tool override." };
  if (operationName !== undefined && !TOOL_NAME.test(operationName))
    yield {
      path: [...path, "operationName"],
      message: `is ${JSON.stringify(operationName)}. Models take tool names of up to 64 letters, digits, _ and -, the target's name and ___ among them.`,
    };
  // The AgentCore guide.
  if (authorization.type === "AWS_IAM" && apiKeyRequired)
    yield {
      path: [...path, "apiKeyRequired"],
      message: "is true beside the authorization AWS_IAM. AgentCore Gateway leaves such methods out; ask for one of them.",
    };
  // The API Gateway guide.
  if (authorization.type === "CUSTOM" || authorization.type === "COGNITO_USER_POOLS")
    yield {
      path: [...path, "authorization"],
      message: `asks for the authorizer ${authorization.authorizer}, which AgentCore Gateway cannot answer. Make it AWS_IAM, ask for an API key, or for nothing.`,
    };
}
