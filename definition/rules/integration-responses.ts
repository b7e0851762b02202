import { patternProblem } from "../../languages/regexp/index";
import { isLateValue } from "../late-values";
import { CONTENT_HANDLINGS } from "../tables/index";
import type { ApiDefinition, IntegrationResponse, Route } from "../types";
import { isResponseSource, noExpression, responseHeader, undeclaredParameter } from "./expressions";
import { checkStatus, isStatus } from "./method-responses";
import { type DefinitionPath, enumerationError, isExcluded, type Refusal } from "./refusal";
import { checkTemplates } from "./templates";

/** What is wrong with the responses of the integrations. */
export function* checkIntegrationResponses({ routes }: ApiDefinition): Iterable<Refusal> {
  for (const [key, route] of Object.entries(routes)) {
    const path = ["routes", key, "integration", "responses"];
    const refusals = [
      ...checkPatterns(path, route.integration.responses),
      ...route.integration.responses.flatMap((response, index) => [...checkResponse([...path, index], response, route)]),
    ];
    for (const refusal of refusals)
      yield { ...refusal, ...(refusal.aws !== undefined && { aws: putIntegrationResponse(route, refusal.aws) }) };
  }
}

/** Reported: how an import begins what it says of an integration response. */
function putIntegrationResponse({ method, path }: Route, aws: string): string {
  return `Unable to put integration response on '${method}' for resource at path '${path}': ${aws}`;
}

/** An OpenAPI document has them by their pattern, and the default one under `default`. */
function* checkPatterns(path: DefinitionPath, responses: readonly IntegrationResponse[]): Iterable<Refusal> {
  const patterns = responses.map(({ selectionPattern }) => selectionPattern);
  for (const pattern of new Set(patterns))
    if (patterns.filter((other) => other === pattern).length > 1)
      yield {
        path,
        message: `has two responses ${pattern === undefined ? "without a selection pattern" : `for ${JSON.stringify(pattern)}`}; keep one.`,
      };
  for (const [index, { selectionPattern }] of responses.entries())
    if (selectionPattern === "default")
      yield {
        path: [...path, index, "selectionPattern"],
        message: 'is "default", as which an import reads the default response. Write (default).',
      };
    else yield* checkPattern([...path, index, "selectionPattern"], selectionPattern);
}

function* checkPattern(path: DefinitionPath, pattern: string | undefined): Iterable<Refusal> {
  if (pattern === undefined || isLateValue(pattern)) return;
  const problem = patternProblem(pattern);
  if (problem !== undefined)
    yield {
      path,
      message: `is ${JSON.stringify(pattern)}, which is no regular expression: ${problem}.`,
      // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-integration-response-selection-pattern.
      aws: "Invalid regex pattern specified",
    };
}

function* checkResponse(path: DefinitionPath, response: IntegrationResponse, { methodResponses }: Route): Iterable<Refusal> {
  const { statusCode, responseParameters, responseTemplates, contentHandling } = response;
  yield* checkStatus([...path, "statusCode"], statusCode, "statusCode");
  const methodResponse = Object.hasOwn(methodResponses, statusCode) ? methodResponses[statusCode] : undefined;
  if (isStatus(statusCode) && methodResponse === undefined && Object.keys(responseParameters).length > 0)
    yield {
      path: [...path, "responseParameters"],
      message: `set headers of the status ${statusCode}, for which the route has no response. Its responses are ${Object.keys(methodResponses).join(", ") || "none"}.`,
      // Reported: https://github.com/amazon-archives/aws-apigateway-importer/issues/121.
      aws: "Invalid mapping expression specified: Validation Result: warnings : [], errors : [No method response exists for method.]",
    };
  for (const [target, expression] of Object.entries(responseParameters)) {
    const place = [...path, "responseParameters", target];
    const header = responseHeader(target);
    if (header === undefined)
      yield { path: place, message: "is no target. Write method.response.header.<name>.", aws: noExpression(target) };
    else if (methodResponse !== undefined && !methodResponse.headers.includes(header))
      yield {
        path: place,
        message: `sets a header that the route's response ${statusCode} does not declare; names are case-sensitive.`,
        aws: undeclaredParameter(target),
      };
    if (!isResponseSource(String(expression)))
      yield {
        path: place,
        message: `is ${JSON.stringify(expression)}. Write integration.response.{header,multivalueheader}.<name>, integration.response.body, context.<name>, stageVariables.<name>, or a constant in single quotes.`,
        aws: noExpression(expression),
      };
  }
  yield* checkTemplates([...path, "responseTemplates"], responseTemplates);
  if (contentHandling !== undefined && isExcluded(CONTENT_HANDLINGS, contentHandling))
    yield {
      path: [...path, "contentHandling"],
      message: `is ${JSON.stringify(contentHandling)}. Give one of ${CONTENT_HANDLINGS.join(", ")}.`,
      aws: enumerationError(contentHandling, "putIntegrationResponseInput.contentHandling", CONTENT_HANDLINGS),
    };
}
