import type { Problem } from "../problems";
import type { ApiDefinition, Integration, Route } from "../types";

const MINIMUM_TIMEOUT = 50;
// Developer guide, "Quotas": regional and private APIs may be raised beyond it, edge-optimized ones not.
const MAXIMUM_TIMEOUT = 29_000;

/** What is wrong with an integration, its mappings and its responses. */
export function checkIntegrations({ routes }: ApiDefinition): readonly Problem[] {
  return Object.entries(routes).flatMap(([key, route]) => checkIntegration(`routes[${JSON.stringify(key)}].integration`, route));
}

function checkIntegration(where: string, route: Route): readonly Problem[] {
  const { integration } = route;
  return [...checkTimeout(where, integration), ...checkBackend(where, integration), ...checkSources(where, route), ...checkResponses(where, route)];
}

function checkTimeout(where: string, { timeoutInMillis }: Integration): readonly Problem[] {
  return Number.isInteger(timeoutInMillis) && timeoutInMillis >= MINIMUM_TIMEOUT && timeoutInMillis <= MAXIMUM_TIMEOUT
    ? []
    : [{ where: `${where}.timeoutInMillis`, message: `is ${timeoutInMillis}. Give whole milliseconds from ${MINIMUM_TIMEOUT} to ${MAXIMUM_TIMEOUT}.` }];
}

function checkBackend(where: string, { type, uri, httpMethod }: Integration): readonly Problem[] {
  if (type === "MOCK") return [];
  const problems: Problem[] = [];
  if (uri === undefined) problems.push({ where, message: `has type ${type} and neither a function nor a uri; give it one.` });
  if (httpMethod === undefined)
    problems.push({ where: `${where}.httpMethod`, message: "Enumeration value for HttpMethod must be non-empty; give the method of the integration request." });
  return problems;
}

function checkSources(where: string, { integration, requestParameters }: Route): readonly Problem[] {
  return Object.entries(integration.requestParameters).flatMap(([target, expression]): Problem[] => {
    const place = `${where}.requestParameters[${JSON.stringify(target)}]`;
    if (!/^integration\.request\.(?:header|path|querystring)\..+$/.test(target))
      return [
        {
          where: place,
          message: "is no target. Write integration.request.header.<name>, integration.request.path.<name> or integration.request.querystring.<name>.",
        },
      ];
    const [, location, name] = /^method\.request\.(path|(?:multivalue)?querystring|(?:multivalue)?header)\.(.+)$/.exec(expression) ?? [];
    const declared = `${location?.replace("multivalue", "")}.${name}`;
    return location === undefined || Object.hasOwn(requestParameters, declared)
      ? []
      : [{ where: place, message: `Invalid mapping expression parameter specified: ${expression}. Declare ${declared} in the route's parameters.` }];
  });
}

function checkResponses(where: string, { integration, methodResponses }: Route): readonly Problem[] {
  const problems: Problem[] = [];
  const patterns = integration.responses.map(({ selectionPattern }) => selectionPattern);
  for (const pattern of new Set(patterns))
    if (patterns.filter((other) => other === pattern).length > 1)
      problems.push({
        where: `${where}.responses`,
        message: `has two responses ${pattern === undefined ? "without a selection pattern" : `for ${JSON.stringify(pattern)}`}; keep one.`,
      });
  integration.responses.forEach(({ statusCode, responseParameters }, index) => {
    for (const target of Object.keys(responseParameters)) {
      const [, name] = /^method\.response\.header\.(.+)$/.exec(target) ?? [];
      const place = `${where}.responses[${index}].responseParameters[${JSON.stringify(target)}]`;
      if (name === undefined) problems.push({ where: place, message: "is no target. Write method.response.header.<name>." });
      else if (!methodResponses[statusCode]?.headers.includes(name))
        problems.push({
          where: place,
          message: `Invalid mapping expression parameter specified: ${target}. Declare the header in the route's response ${statusCode}.`,
        });
    }
  });
  return problems;
}
