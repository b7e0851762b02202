import { type ApiDefinition, AUTHORIZER_TYPES, INTEGRATION_TYPES, parseInvocationUri, type Route } from "../../definition/index";
import type { LocalApi } from "./apis";
import type { LocalFunction } from "./functions";

/**
 * What the routes of these APIs need and cannot have locally, one line each. @param services - those that are there, as integrations name
 * them
 */
export function unavailable(
  apis: readonly LocalApi[],
  functions: readonly LocalFunction[],
  services: { has(name: string): boolean },
): string[] {
  const known = new Map(functions.map((found) => [found.arn, found]));
  return apis.flatMap(({ name, definition }) =>
    Object.entries(definition.routes).flatMap(([key, route]) => {
      const reasons = [missing(route, known, services), unauthorized(route, definition, known)];
      return reasons.flatMap((reason) =>
        reason === undefined ? [] : [`${name}, ${key}: ${reason}; requests to it are answered with 500`],
      );
    }),
  );
}

function missing(
  { integration }: Route,
  known: ReadonlyMap<string, LocalFunction>,
  services: { has(name: string): boolean },
): string | undefined {
  const { type, uri = "", connectionType } = integration;
  if (!INTEGRATION_TYPES.some((known) => known === type)) return `integrations of type ${type} are not known here`;
  if (connectionType === "VPC_LINK") return "a VPC link leads nowhere locally";
  // Which one a stage variable names is known only at the request.
  if (type === "MOCK" || type.startsWith("HTTP") || uri.includes("${")) return undefined;
  if (uri === "") return "its integration has no uri";
  if (parseInvocationUri(uri) === undefined) {
    const service = /:(?:[^:.]*\.)?([^:.]+):(?:path|action)\//.exec(uri)?.[1] ?? "";
    return services.has(service) ? undefined : `${uri} is not run locally; --endpoint ${service}=URL points to one that is`;
  }
  return missingFunction(uri, known);
}

/** The function of its authorizer. */
function unauthorized(
  { authorization }: Route,
  { authorizers }: ApiDefinition,
  known: ReadonlyMap<string, LocalFunction>,
): string | undefined {
  if (authorization.type !== "CUSTOM") return undefined;
  const { type, authorizerUri: uri = "" } = authorizers[authorization.authorizer] ?? {};
  const isKnown = type === undefined || AUTHORIZER_TYPES.some((one) => one === type);
  if (isKnown && (uri === "" || uri.includes("${"))) return undefined;
  const reason = isKnown ? missingFunction(uri, known) : `authorizers of type ${type} are not known here`;
  return reason && `its authorizer ${JSON.stringify(authorization.authorizer)} cannot decide: ${reason}`;
}

function missingFunction(uri: string, known: ReadonlyMap<string, LocalFunction>): string | undefined {
  const target = parseInvocationUri(uri);
  if (target === undefined) return `${uri} invokes no function`;
  const called = known.get(target.functionArn) ?? known.get(target.functionArn.replace(/:[^:]+$/, ""));
  if (called === undefined) return `${target.functionArn} is no function of this program`;
  return "missing" in called.code ? `${called.resource} cannot be run: ${called.code.missing}` : undefined;
}
