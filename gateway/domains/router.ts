import { type DomainDefinition, isMultiLevel, type RoutingRule } from "../../definition/index";
import { headerValue } from "../headers";
import { withoutAuthority } from "../target";
import type { HeaderLine, HttpRequest } from "../types";
import { compileHeaderMatch } from "./header-match";

/** A stage of an API; where no stage is named, the first part of the path below the base path is its name. */
export interface MappedStage {
  readonly apiId: string;
  readonly stage?: string;
}

/** How a custom domain name leads to stages. */
export type DomainRouting = Pick<DomainDefinition<MappedStage>, "routingMode" | "mappings" | "routingRules">;

/** Where a request goes, and how it arrives there. */
export interface DomainRoute {
  readonly apiId: string;
  /** As on the API's own host. */
  readonly request: HttpRequest;
}

interface Match {
  readonly target: MappedStage;
  /** The path below the base path, without the slash at its start. */
  readonly path: string;
  readonly by: NonNullable<HttpRequest["by"]>;
}

/** Finds the match of a path, which has no slash at its start. */
type Find = (path: string, headers: readonly HeaderLine[]) => Match | undefined;

/**
 * The way from a custom domain name to a stage: routing rules by their priority, then the mappings. What leads nowhere has no route, which
 * is answered 403.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-mode.html
 */
export function createDomainRouter({
  routingMode,
  mappings,
  routingRules,
}: DomainRouting): (request: HttpRequest) => DomainRoute | undefined {
  const multiLevel = Object.keys(mappings).some(isMultiLevel);
  const byRule =
    routingMode === "BASE_PATH_MAPPING_ONLY"
      ? []
      : Object.entries(routingRules)
          .sort(([, a], [, b]) => a.priority - b.priority)
          .map(([id, rule]) => compileRule(id, rule));
  const finders = [...byRule, ...(routingMode === "ROUTING_RULE_ONLY" ? [] : [compileMappings(mappings, multiLevel)])];
  return (request) => {
    const [, path = "", query = ""] = /^\/*([^?#]*)([^#]*)/.exec(withoutAuthority(request.target)) ?? [];
    for (const find of finders) {
      const match = find(path, request.headers);
      if (match !== undefined) return { apiId: match.target.apiId, request: arriving(request, match, `/${path}`, query, multiLevel) };
    }
    return undefined;
  };
}

function compileRule(id: string, { matchHeaders, matchBasePath, stripBasePath, stage }: RoutingRule<MappedStage>): Find {
  const headers = matchHeaders.map(compileHeaderMatch);
  const by = { routingRule: id };
  return (path, lines) => {
    if (!headers.every((matches) => matches(lines))) return undefined;
    if (matchBasePath === undefined) return { target: stage, path, by };
    if (path !== matchBasePath && !path.startsWith(`${matchBasePath}/`)) return undefined;
    return { target: stage, path: stripBasePath ? below(path, matchBasePath) : path, by };
  };
}

// Developer guide, "Use API mappings": a base path is the first part of the path; once a domain has one of several parts, it is the longest
// beginning,
// so that /ordersandmore is for orders.
function compileMappings(mappings: Readonly<Record<string, MappedStage>>, multiLevel: boolean): Find {
  const byLength = Object.entries(mappings).sort(([a], [b]) => b.length - a.length);
  return (path) => {
    const found = byLength.find(
      ([basePath]) => basePath === "" || (multiLevel ? path.startsWith(basePath) : path.split("/", 1)[0] === basePath),
    );
    return found && { target: found[1], path: below(path, found[0]), by: { basePath: found[0] } };
  };
}

function below(path: string, basePath: string): string {
  return path.slice(basePath.length).replace(/^\//, "");
}

function arriving(request: HttpRequest, { target, path, by }: Match, domainPath: string, query: string, lowerCase: boolean): HttpRequest {
  const host = headerValue(request.headers, "Host") ?? "";
  // Developer guide, the same page: with base paths of several parts, all header names become lower case.
  const headers = request.headers.map(
    ([name, value]): HeaderLine => [lowerCase ? name.toLowerCase() : name, /^host$/i.test(name) ? hostName(value) : value],
  );
  const stage = target.stage === undefined ? "" : `/${target.stage}`;
  return { ...request, target: `${stage}/${path}${query}`, headers, domainPath, by, sentTo: { host, target: request.target } };
}

/** On AWS there is no port but 443. */
function hostName(host: string): string {
  return host.replace(/:\d+$/, "");
}
