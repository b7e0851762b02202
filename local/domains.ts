import { createDomainRouter, type DomainRoute, type HttpRequest } from "../gateway/index";
import type { LocalApi, LocalDomain } from "./resources/index";
import { jsonReply, type Reply } from "./server/index";

/** How one stage is called by a custom domain name here, which has no DNS. */
export interface DomainUrl {
  readonly domainName: string;
  readonly url: string;
  /** What a request has to have besides. */
  readonly headers: Readonly<Record<string, string>>;
  readonly api: string;
  /** Empty where the path names it. */
  readonly stage: string;
}

/** What a custom domain name does with a request: it leads to a stage, answers by itself, or leads nowhere. */
export type DomainAnswer = { readonly route: DomainRoute } | { readonly reply: Reply } | { readonly nowhere: string };

/** Finds out what becomes of a request by the custom domain names of a program; undefined where its host is none of them. */
export function createDomains(domains: readonly LocalDomain[]): (host: string, request: HttpRequest) => DomainAnswer | undefined {
  const routers = new Map(domains.map(({ domainName, routing }) => [domainName, createDomainRouter(routing)]));
  if (routers.size === 0) return () => undefined;
  return (host, request) => {
    const name = host.replace(/:\d+$/, "").toLowerCase();
    // A name that is there itself comes before the wildcard that it falls under.
    const router = routers.get(name) ?? routers.get(name.replace(/^[^.]+/, "*"));
    if (router === undefined) return undefined;
    if (HEALTH_CHECK.test(request.target)) return { reply: HEALTHY };
    const route = router(request);
    return route ? { route } : { nowhere: `${name} leads nowhere by this path and these headers` };
  };
}

/** Every way in by a custom domain name. */
export function domainUrls(domains: readonly LocalDomain[], apis: readonly LocalApi[], baseUrl: string): readonly DomainUrl[] {
  return domains.flatMap(({ domainName, routing: { mappings, routingRules } }) => {
    const name = (apiId: string) => apis.find(({ id }) => id === apiId)?.name ?? apiId;
    const host = domainName.replace(/^\*/, "any");
    const url = (basePath: string) => `${baseUrl}/${basePath}`;
    return [
      ...Object.values(routingRules)
        .toSorted((a, b) => a.priority - b.priority)
        .map(({ matchHeaders, matchBasePath = "", stage }) => ({
          domainName,
          url: url(matchBasePath),
          headers: Object.fromEntries([
            ["Host", host],
            ...matchHeaders.map(({ header, valueGlob }) => [header, valueGlob.replaceAll("*", "") || "any"]),
          ]),
          api: name(stage.apiId),
          stage: stage.stage ?? "",
        })),
      ...Object.entries(mappings).map(([basePath, { apiId, stage = "" }]) => ({
        domainName,
        url: url(basePath),
        headers: { Host: host },
        api: name(apiId),
        stage,
      })),
    ];
  });
}

// Developer guide, "Amazon API Gateway important notes": these are kept for health checks. What they answer is not documented.
const HEALTH_CHECK = /^\/s?ping(?:$|\?)/;
const HEALTHY = jsonReply(200, { message: "healthy" });
