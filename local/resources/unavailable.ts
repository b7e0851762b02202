import { type ApiDefinition, parseInvocationUri, type Route } from "../../definition/index";
import type { LocalApi } from "./apis";
import type { LocalFunction } from "./functions";

/** What the routes of these APIs need and cannot have locally, one line each. */
export function unavailable(apis: readonly LocalApi[], functions: readonly LocalFunction[]): string[] {
  const known = new Map(functions.map((found) => [found.arn, found]));
  return apis.flatMap(({ name, definition }) => {
    const routes = Object.entries(definition.routes).flatMap(([key, route]) => {
      const reasons = [missing(route, known), unauthorized(route, definition, known)];
      return reasons.flatMap((reason) =>
        reason === undefined ? [] : [`${name}, ${key}: ${reason}; requests to it are answered with 500`],
      );
    });
    return routes;
  });
}

function missing({ integration }: Route, known: ReadonlyMap<string, LocalFunction>): string | undefined {
  const { type, uri = "", connectionType } = integration;
  if (connectionType === "VPC_LINK") return "a VPC link leads nowhere locally";
  // Which one a stage variable names is known only at the request.
  if (type === "MOCK" || type.startsWith("HTTP") || uri.includes("${")) return undefined;
  if (parseInvocationUri(uri) === undefined) return /:dynamodb:(?:path|action)\//.test(uri) ? undefined : `${uri} is not run locally`;
  return missingFunction(uri, known);
}

/** The function of its authorizer. */
function unauthorized(
  { authorization }: Route,
  { authorizers }: ApiDefinition,
  known: ReadonlyMap<string, LocalFunction>,
): string | undefined {
  const uri = authorization.type === "CUSTOM" ? (authorizers[authorization.authorizer]?.authorizerUri ?? "") : "";
  if (authorization.type !== "CUSTOM" || uri === "" || uri.includes("${")) return undefined;
  const reason = missingFunction(uri, known);
  return reason && `its authorizer ${JSON.stringify(authorization.authorizer)} cannot decide: ${reason}`;
}

function missingFunction(uri: string, known: ReadonlyMap<string, LocalFunction>): string | undefined {
  const target = parseInvocationUri(uri);
  if (target === undefined) return `${uri} invokes no function`;
  const called = known.get(target.functionArn) ?? known.get(target.functionArn.replace(/:[^:]+$/, ""));
  if (called === undefined) return `${target.functionArn} is no function of this program`;
  return "missing" in called.code ? `${called.resource} cannot be run: ${called.code.missing}` : undefined;
}
