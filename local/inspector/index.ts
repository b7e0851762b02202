import { firstHeaderValue, type HttpRequest } from "../../gateway/index";
import { type Answer, addressOf, jsonReply, type Reply } from "../server/index";
import { crossSite } from "./cross-site";
import type { InspectorSources } from "./sources";

export type { InspectorSources } from "./sources";

/** The first part of the page's own paths; no API has this name. */
const OWN = "_inspector";

/** Targets that are plainly none of the page's: most are. */
const OTHERS = /^\/+(?!_inspector)[^/?#%]/;

/**
 * Answers browsers at `/`, and what the inspector's page asks for; all else goes on to `answer`. Nothing of the
 * inspector is loaded before it is asked for.
 */
export function inspected(answer: Answer, domainNames: ReadonlySet<string>, sources: () => InspectorSources): Answer {
  let pages: Answer | undefined;
  const own = (request: HttpRequest): Reply | Promise<Reply> => {
    const { createPages }: typeof import("./pages") = require("./pages");
    pages ??= createPages(sources());
    return pages(request);
  };
  return (request) => {
    if (OTHERS.test(request.target)) return answer(request);
    const host = firstHeaderValue(request.headers, "host") ?? "";
    const { api } = addressOf(host, request.target);
    if ("id" in api || domainNames.has(host.replace(/:\d+$/, "").toLowerCase())) return answer(request);
    if (api.name === OWN) {
      const refusal = crossSite(request);
      return refusal === undefined ? own(request) : jsonReply(403, { message: refusal });
    }
    return api.name === "" && wantsPage(request) ? own(request) : answer(request);
  };
}

function wantsPage(request: HttpRequest): boolean {
  return request.method === "GET" && (firstHeaderValue(request.headers, "accept") ?? "").includes("text/html");
}
