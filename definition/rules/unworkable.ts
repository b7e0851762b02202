/** What API Gateway takes, and then answers every request to with an error. */
import { inspectTemplate } from "../../languages/velocity/index";
import { parseInvocationUri } from "../lambda-uri";
import type { ApiDefinition, Integration, Route } from "../types";
import { isStatus } from "./method-responses";
import { type DefinitionPath, named, type Refusal } from "./refusal";
import { isConstant, neverJson } from "./templates";

// Recorded: header remapping of integration requests.
const FORBIDDEN_HEADERS = ["content-length", "transfer-encoding"];
const FORBIDDEN_AWS_HEADERS = ["authorization", "connection", "expect", "proxy-authenticate", "te"];

const CONTENT_TYPE = "integration.request.header.Content-Type";

/** Routes that can never answer. */
export function* checkUnworkable(definition: ApiDefinition): Iterable<Refusal> {
  for (const [key, route] of Object.entries(definition.routes)) {
    yield* named("key-source", checkKeySource(["routes", key, "apiKeyRequired"], route, definition));
    const path = ["routes", key, "integration"];
    yield* named("integration-uri", checkVariables([...path, "uri"], route.integration));
    yield* named("integration-method", checkLambdaMethod([...path, "httpMethod"], route.integration));
    yield* named("integration-parameter", checkMappedHeaders([...path, "requestParameters"], route.integration));
    if (isProxy(route.integration)) continue;
    yield* checkRequestTemplates([...path, "requestTemplates"], route.integration);
    yield* named("integration-response", checkResponses([...path, "responses"], route));
    yield* named("binary-mock", checkBinaryMock([...path, "contentHandling"], route, definition));
  }
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html: there is no other place that the key could
// be in.
function* checkKeySource(
  path: DefinitionPath,
  { apiKeyRequired, authorization }: Route,
  { apiKeySource }: ApiDefinition,
): Iterable<Refusal> {
  if (apiKeyRequired && apiKeySource === "AUTHORIZER" && authorization.type !== "CUSTOM")
    yield {
      path,
      message:
        "asks for a key that only a Lambda authorizer can give, apiKeySource being AUTHORIZER, and the route has none, by which every request is answered with 403. " +
        "Give it an authorizer, or make apiKeySource HEADER.",
    };
}

/** Whether API Gateway passes an integration's requests and answers as they are, its templates left aside. */
export function isProxy({ type }: Integration): boolean {
  return type === "AWS_PROXY" || type === "HTTP_PROXY";
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html: a uri has no other
// variables,
// but for those that an import fills in: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
function* checkVariables(path: DefinitionPath, { uri = "" }: Integration): Iterable<Refusal> {
  for (const [variable] of uri.matchAll(/\$\{(?!stageVariables\.|AWS::(?:Partition|Region|AccountId)\})[^}]*\}/g))
    yield {
      path,
      message: `has ${variable}, which API Gateway does not fill in; give the value itself, or a stage variable, \${stageVariables.name}.`,
    };
}

// Recorded: an integration of a function by another method than POST.
function* checkLambdaMethod(path: DefinitionPath, { type, uri = "", httpMethod }: Integration): Iterable<Refusal> {
  if (
    !type.startsWith("AWS") ||
    parseInvocationUri(uri) === undefined ||
    httpMethod === undefined ||
    httpMethod === "POST" ||
    httpMethod === "ANY"
  )
    return;
  yield { path, message: `is ${httpMethod}. Functions are invoked by POST; by any other method every request is answered with 500.` };
}

function* checkMappedHeaders(path: DefinitionPath, { type, requestParameters }: Integration): Iterable<Refusal> {
  const forbidden = type.startsWith("AWS") ? [...FORBIDDEN_HEADERS, ...FORBIDDEN_AWS_HEADERS] : FORBIDDEN_HEADERS;
  for (const target of Object.keys(requestParameters)) {
    const header = /^integration\.request\.header\.(.+)$/.exec(target)?.[1];
    if (header !== undefined && type !== "MOCK" && forbidden.includes(header.toLowerCase()))
      yield {
        path: [...path, target],
        message: "sets a header that API Gateway sets itself, by which every request is answered with 500; leave it out.",
      };
  }
}

function* checkRequestTemplates(path: DefinitionPath, integration: Integration): Iterable<Refusal> {
  const { type, requestParameters, requestTemplates, passthroughBehavior } = integration;
  yield* checkVelocity(path, requestTemplates);
  if (Object.keys(requestTemplates).length === 0 && passthroughBehavior === "NEVER")
    yield {
      path,
      message:
        "are none, and passthroughBehavior is NEVER, by which every request is answered with 415. Give a template, or let bodies pass.",
    };
  for (const [mediaType, template] of Object.entries(requestTemplates)) {
    if (typeof template !== "string" || !isConstant(template)) continue;
    if (type === "MOCK" && !/(?:^|[{,\s])["']?statusCode["']?\s*:\s*[1-5]\d\d\b/.test(template))
      // Developer guide, "Mock integrations for REST APIs"; recorded: a status that is text.
      yield {
        path: [...path, mediaType],
        message: 'has no status, by which every request is answered with 500. Write {"statusCode": 200}, the status as a number.',
      };
    // A service may want another media type than JSON, and is then told so.
    if (type === "AWS" && !(CONTENT_TYPE in requestParameters) && neverJson(template, integration))
      yield { path: [...path, mediaType], message: "is no JSON; correct it." };
  }
}

function* checkResponses(path: DefinitionPath, { integration: { responses }, methodResponses }: Route): Iterable<Refusal> {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html
  if (responses.length === 0)
    yield { path, message: "are none, by which every answer becomes a 500. Give one without a selection pattern." };
  for (const [index, { statusCode, responseParameters, responseTemplates }] of responses.entries()) {
    // Recorded: an API with such a response deploys; with headers it is refused.
    if (isStatus(statusCode) && !Object.hasOwn(methodResponses, statusCode) && Object.keys(responseParameters).length === 0)
      yield {
        path: [...path, index, "statusCode"],
        message: `is ${statusCode}, for which the route has no response. Its responses are ${Object.keys(methodResponses).join(", ") || "none"}; declare it.`,
      };
    yield* checkVelocity([...path, index, "responseTemplates"], responseTemplates);
  }
}

function* checkVelocity(path: DefinitionPath, templates: Readonly<Record<string, string>>): Iterable<Refusal> {
  for (const [mediaType, template] of Object.entries(templates)) {
    const error = typeof template === "string" ? inspectTemplate(template).error : undefined;
    if (error !== undefined)
      yield {
        path: [...path, mediaType],
        message: `cannot be read as a mapping template, so that every request would be answered with 500: ${error.message}. Correct it.`,
      };
  }
}

// Reported: https://github.com/serverless/serverless/issues/7243. The body counts as binary, to which no template applies.
function* checkBinaryMock(path: DefinitionPath, { integration }: Route, { binaryMediaTypes }: ApiDefinition): Iterable<Refusal> {
  const { type, contentHandling, requestTemplates } = integration;
  if (
    type === "MOCK" &&
    binaryMediaTypes.includes("*/*") &&
    contentHandling !== "CONVERT_TO_TEXT" &&
    Object.keys(requestTemplates).length > 0
  )
    yield {
      path,
      message:
        'is missing. With the binary media type "*/*" every body is binary, and a template for it answers with 500; give CONVERT_TO_TEXT.',
    };
}
