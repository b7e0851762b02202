import { type HttpRequest, tryTemplate } from "../../gateway/index";
import { asset } from "../../inspector/index";
import { type Answer, jsonReply, type Reply } from "../server/index";
import { describeApis, documentOf } from "./apis";
import { streamEvents } from "./events";
import { describeFunctions, invokeFunction } from "./functions";
import { describeRequest } from "./requests";
import { sendRequest } from "./send";
import type { InspectorSources } from "./sources";
import { describeTables, readItems } from "./tables";

/** Calls with what follows the path's beginning, decoded. */
type Handler = (rest: string, request: HttpRequest, query: URLSearchParams) => unknown;

/** Answers what the page asks for. */
export function createPages(sources: InspectorSources): Answer {
  const handlers: readonly (readonly [method: string, prefix: string, handler: Handler])[] = [
    ["GET", "requests/", (id, _, query) => describeRequest(id, query.get("secrets") === "shown" ? "shown" : "hidden", sources)],
    ["POST", "send", (_, { body }) => sendRequest(parsed(body), sources)],
    ["GET", "overview", () => ({ notices: sources.prepared.resources.notices })],
    ["GET", "apis", () => describeApis(sources)],
    ["GET", "documents/", (api) => documentOf(api, sources)],
    ["GET", "functions", () => describeFunctions(sources)],
    ["POST", "functions/", (name, { body }) => invokeFunction(name, body, sources)],
    ["GET", "tables/", (name) => readItems(name, sources)],
    ["GET", "tables", () => describeTables(sources)],
    ["POST", "template", (_, { body }) => tryTemplate(parsed(body))],
  ];
  const openEvents = streamEvents(sources);
  return async (request) => {
    const { pathname, searchParams } = new URL(request.target, sources.baseUrl);
    const path = pathname.replace(/^\/(?:_inspector\/?)?/, "");
    if (path === "events") return stream(openEvents());
    const found = handlers.find(
      ([method, prefix]) => method === request.method && (prefix.endsWith("/") ? path.startsWith(prefix) : path === prefix),
    );
    if (found === undefined) return file(path);
    const [, prefix, handler] = found;
    const answer = await handler(decodeURIComponent(path.slice(prefix.length)), request, searchParams);
    return answer === undefined
      ? jsonReply(404, { message: "There is nothing of that name (any more)" })
      : withPolicy(jsonReply(200, answer));
  };
}

/** What the page itself posts. */
function parsed<T>(body: Buffer): T {
  return JSON.parse(body.toString("utf8"));
}

async function file(path: string): Promise<Reply> {
  const found = await asset(path === "" ? "index.html" : path);
  if (found === undefined) return jsonReply(404, { message: "There is no such file" });
  const headers = [["Content-Type", found.type] as const, ["Content-Length", String(found.body.length)] as const];
  return withPolicy({ status: 200, headers, body: found.body });
}

function stream(body: AsyncIterable<Uint8Array>): Reply {
  return withPolicy({ status: 200, headers: [["Content-Type", "text/event-stream"]], body });
}

/** Nothing of the page may come from elsewhere, go elsewhere, or be framed. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function withPolicy({ status, headers, body }: Reply): Reply {
  return {
    status,
    headers: [
      ...headers,
      ["Cache-Control", "no-store"],
      ["Content-Security-Policy", POLICY],
      ["Cross-Origin-Resource-Policy", "same-origin"],
      ["Referrer-Policy", "no-referrer"],
      ["X-Content-Type-Options", "nosniff"],
    ],
    body,
  };
}
