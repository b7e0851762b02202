import { isLateValue } from "../late-values";
import {
  CONNECTION_TYPES,
  CONTENT_HANDLINGS,
  INTEGRATION_TYPES,
  METHODS,
  PASSTHROUGH_BEHAVIORS,
  RESPONSE_TRANSFER_MODES,
} from "../tables/index";
import type { ApiDefinition, Integration, Route } from "../types";
import { type Account, DEFAULT_QUOTAS } from "./account";
import { isRequestTarget, noExpression, requestSource, undeclaredParameter } from "./expressions";
import { checkCredentials, checkUri } from "./integration-uris";
import { type DefinitionPath, enumerationError, isExcluded, isOneOf, named, type Refusal } from "./refusal";
import { checkTemplates } from "./templates";

const ENUMERATIONS = [
  ["contentHandling", CONTENT_HANDLINGS],
  ["connectionType", CONNECTION_TYPES],
  ["responseTransferMode", RESPONSE_TRANSFER_MODES],
  ["passthroughBehavior", PASSTHROUGH_BEHAVIORS],
] as const;

const MINIMUM_TIMEOUT = 50;
// Developer guide, "Stream the integration response for your proxy integrations".
const STREAM_TIMEOUT = 900_000;

/** What is wrong with the integrations, but for their responses. */
export function* checkIntegrations(definition: ApiDefinition, { quotas, accountId }: Account): Iterable<Refusal> {
  const { routes, endpoint } = definition;
  // Developer guide, "Quotas": regional and private APIs may be raised beyond it, edge-optimized ones not.
  const longest =
    endpoint.type === "EDGE" ? DEFAULT_QUOTAS.integrationTimeout : (quotas?.integrationTimeout ?? DEFAULT_QUOTAS.integrationTimeout);
  for (const [key, route] of Object.entries(routes)) {
    const path = ["routes", key, "integration"];
    for (const refusal of [
      ...checkType(path, route.integration),
      ...named("integration-uri", checkUri([...path, "uri"], route.integration)),
      ...named("integration-credentials", checkCredentials([...path, "credentials"], route, definition, accountId)),
      ...named("integration-timeout", checkTimeout([...path, "timeoutInMillis"], route.integration, longest)),
      ...named("integration-connection", checkConnection(path, route.integration)),
      ...named("transfer-mode", checkTransferMode([...path, "responseTransferMode"], route.integration)),
      ...named("integration-parameter", checkRequestParameters([...path, "requestParameters"], route)),
      ...named("integration-cache-key", checkCacheKeys([...path, "cacheKeyParameters"], route)),
      ...named("mapping-template", checkTemplates([...path, "requestTemplates"], route.integration.requestTemplates)),
    ])
      yield { ...refusal, ...(refusal.aws !== undefined && { aws: putIntegration(route, refusal.aws) }) };
  }
}

/** Reported: how an import begins what it says of an integration. */
function putIntegration({ method, path }: Route, aws: string): string {
  return `Unable to put integration on '${method}' for resource at path '${path}': ${aws}`;
}

function* checkType(path: DefinitionPath, integration: Integration): Iterable<Refusal> {
  const { type, httpMethod } = integration;
  // Recorded: PutIntegration.
  if (isExcluded(INTEGRATION_TYPES, type))
    yield {
      path: [...path, "type"],
      message: `is ${JSON.stringify(type)}. Give one of ${INTEGRATION_TYPES.join(", ")}.`,
      aws: enumerationError(type, "putIntegrationInput.type", INTEGRATION_TYPES),
    };
  for (const [name, values] of ENUMERATIONS) {
    const value = integration[name];
    if (value !== undefined && isExcluded(values, value))
      yield {
        path: [...path, name],
        message: `is ${JSON.stringify(value)}. Give one of ${values.join(", ")}.`,
        aws: enumerationError(value, `putIntegrationInput.${name}`, values),
      };
  }
  if (type === "MOCK" || !isOneOf(INTEGRATION_TYPES, type)) return;
  if (httpMethod === undefined || httpMethod === "")
    // Recorded: PutIntegration.
    yield {
      path: [...path, "httpMethod"],
      message: "is missing; give the method of the integration request.",
      aws: "Enumeration value for HttpMethod must be non-empty",
    };
  else if (!isOneOf(METHODS, httpMethod))
    yield { path: [...path, "httpMethod"], message: `is ${httpMethod}. Give one of ${METHODS.join(", ")}.` };
}

function* checkTimeout(path: DefinitionPath, { timeoutInMillis, responseTransferMode }: Integration, longest: number): Iterable<Refusal> {
  const limit = responseTransferMode === "STREAM" ? STREAM_TIMEOUT : longest;
  if (Number.isInteger(timeoutInMillis) && timeoutInMillis >= MINIMUM_TIMEOUT && timeoutInMillis <= limit) return;
  yield {
    path,
    message: `is ${timeoutInMillis}. Give whole milliseconds from ${MINIMUM_TIMEOUT} to ${limit}.`,
    // Reported: https://github.com/aws/aws-cdk/issues/31063.
    aws: `Timeout should be between ${MINIMUM_TIMEOUT} ms and ${limit} ms`,
  };
}

function* checkConnection(path: DefinitionPath, { type, connectionType, connectionId }: Integration): Iterable<Refusal> {
  if (connectionType !== "VPC_LINK") return;
  if (connectionId === undefined || connectionId === "")
    yield {
      path: [...path, "connectionId"],
      message: "is missing; give the id of the VPC link, or ${stageVariables.<name>}.",
      // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-integration-vpc-link-connection-id.
      aws: "ConnectionId should be set to the vpcLinkId or stage variable on connection type VPC_LINK",
    };
  if (type === "MOCK" || type === "AWS_PROXY")
    yield { path: [...path, "connectionType"], message: `is for a VPC link, which no integration of type ${type} can use; leave it out.` };
}

function* checkTransferMode(path: DefinitionPath, { type, uri = "", responseTransferMode }: Integration): Iterable<Refusal> {
  const isStream = responseTransferMode === "STREAM";
  if (isStream && type !== "AWS_PROXY" && type !== "HTTP_PROXY")
    yield {
      path,
      message: `is STREAM on an integration of type ${type}. Take a proxy integration, or leave it out.`,
      // Developer guide, "Stream the integration response for your proxy integrations".
      aws: "You can only use response payload streaming for HTTP_PROXY or AWS_PROXY integration types.",
    };
  // Developer guide, "Set up a Lambda proxy integration with payload response streaming": each mode has its own uri.
  const isStreamingUri = uri.endsWith("/response-streaming-invocations");
  if (type === "AWS_PROXY" && !isLateValue(uri) && isStream !== isStreamingUri && /\/(?:response-streaming-)?invocations$/.test(uri))
    yield {
      path,
      message: `is ${responseTransferMode}, and the uri ends in ${isStreamingUri ? "/response-streaming-invocations" : "/invocations"}; change one of them.`,
      // Reported: https://github.com/hashicorp/terraform-provider-aws/issues/45649 of streams, https://github.com/go-to-k/cdkd of the other.
      aws: isStream
        ? "Invalid ResponseTransferMode. ResponseTransferMode STREAM is only supported for Lambda functions invoked by InvokeWithResponseStream for AWS_PROXY integrations."
        : "Invalid ResponseTransferMode. Cannot use ResponseTransferMode BUFFERED for Lambda functions invoked by InvokeWithResponseStream for AWS_PROXY integrations.",
    };
}

function* checkRequestParameters(path: DefinitionPath, { integration, requestParameters }: Route): Iterable<Refusal> {
  for (const [target, expression] of Object.entries(integration.requestParameters)) {
    const place = [...path, target];
    if (!isRequestTarget(target))
      yield {
        path: place,
        message:
          "is no target. Write integration.request.header.<name>, integration.request.path.<name> or integration.request.querystring.<name>.",
        aws: noExpression(target),
      };
    if (isLateValue(String(expression))) continue;
    const source = requestSource(String(expression));
    if (source === undefined)
      yield {
        path: place,
        message: `is ${JSON.stringify(expression)}. Write method.request.{path,querystring,multivaluequerystring,header,multivalueheader}.<name>, method.request.body, context.<name>, stageVariables.<name>, or a constant in single quotes.`,
        aws: noExpression(expression),
      };
    else if (source.parameter !== undefined && !Object.hasOwn(requestParameters, source.parameter))
      yield {
        path: place,
        message: `is ${JSON.stringify(expression)}. Declare ${source.parameter} in the route's parameters; names are case-sensitive.`,
        aws: undeclaredParameter(expression),
      };
  }
}

function* checkCacheKeys(path: DefinitionPath, { integration, requestParameters }: Route): Iterable<Refusal> {
  const declared = [
    ...Object.keys(requestParameters).map((name) => `method.request.${name}`),
    ...Object.keys(integration.requestParameters),
  ];
  for (const [index, key] of integration.cacheKeyParameters.entries())
    if (!declared.includes(key))
      yield {
        path: [...path, index],
        message: `is ${JSON.stringify(key)}. Name a parameter that the route declares: ${declared.join(", ") || "it has none"}.`,
        // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-integration-cache-key-parameters.
        aws: "Invalid cache key parameter specified",
      };
}
