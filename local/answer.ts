import { randomUUID } from "node:crypto";
import { firstHeaderValue, type HeaderLine, type HttpRequest } from "../gateway/index";
import { createDomains } from "./domains";
import type { ServedStage } from "./gateways";
import type { RequestEvent } from "./report";
import type { LocalApi, LocalResources } from "./resources/index";
import { type Answer, addressOf, jsonReply, type Reply, stageOf } from "./server/index";

/** Answers requests to any of the stages, by path, by host or by custom domain name, and tells of each. */
export function answerFor(
  { apis, broken, domains }: Pick<LocalResources, "apis" | "broken" | "domains">,
  stages: readonly ServedStage[],
  port: number,
  overview: string,
  tell: (event: RequestEvent) => void,
): Answer {
  const byDomain = createDomains(domains);

  const tellOf = (request: HttpRequest, status: number, api: string, stage: string, reason: string) =>
    tell({
      time: Date.now(),
      method: request.method,
      path: request.target,
      api,
      stage,
      status,
      milliseconds: 0,
      requestId: randomUUID(),
      bodyBytes: request.body.length,
      reason,
    });

  const forbid = (request: HttpRequest, api: string, stage: string, reason: string): Reply => {
    tellOf(request, 403, api, stage, reason);
    return jsonReply(403, { message: "Forbidden" }, ["x-amzn-ErrorType", "ForbiddenException"]);
  };

  const byAddress = (request: HttpRequest): Reply | Promise<Reply> => {
    const address = addressOf(hostOf(request), request.target);
    if ("name" in address.api && address.api.name === "") return plainText(overview);
    const wanted = address.api;
    const isWanted = ({ name, id }: { readonly name: string; readonly id: string }) =>
      "id" in wanted ? id === wanted.id : name === wanted.name;
    const api = apis.find(isWanted);
    const unserved = broken.find(isWanted);
    if (unserved !== undefined) {
      tellOf(request, 500, unserved.name, address.stage, unserved.problem);
      return jsonReply(500, { message: "Internal server error" }, ["x-amzn-ErrorType", "InternalServerErrorException"]);
    }
    if (api === undefined) return unknownApi("id" in wanted ? wanted.id : wanted.name, apis);
    if (api.definition.endpoint.disableExecuteApiEndpoint)
      return forbid(request, api.name, address.stage, `${api.name}: its default endpoint is disabled; call it by a custom domain name`);
    const target = address.target === "" ? "/" : address.target;
    return handle(
      request,
      "id" in wanted ? { ...request, target } : onOwnHost(request, target, `${api.id}.execute-api.localhost:${port}`),
      api,
    );
  };

  const handle = async (sent: HttpRequest, request: HttpRequest, api: LocalApi): Promise<Reply> => {
    const stage = stageOf(request.target);
    // Of a stage that is not there, any gateway of the API says so.
    const served = stages.find((one) => one.api === api && one.stage === stage) ?? stages.find((one) => one.api === api);
    if (served === undefined) return forbid(sent, api.name, stage, `${api.name} has no stage that could be served`);
    const time = Date.now();
    const started = performance.now();
    const response = await served.gateway.handle(request);
    tell({
      time,
      method: sent.method,
      path: sent.target,
      api: api.name,
      stage,
      status: response.status,
      milliseconds: Math.round(performance.now() - started),
      requestId: firstHeaderValue(response.headers, "x-amzn-requestid") ?? "",
      bodyBytes: sent.body.length + (Buffer.isBuffer(response.body) ? response.body.length : 0),
      ...(response.route !== undefined && { route: response.route }),
      ...(response.integrationLatency !== undefined && { integrationLatency: response.integrationLatency }),
      ...(response.functionDuration !== undefined && { functionDuration: response.functionDuration }),
      trace: response.trace,
    });
    return response;
  };

  return (request) => {
    const found = byDomain(hostOf(request), request);
    if (found === undefined) return byAddress(request);
    if ("reply" in found) return found.reply;
    if ("nowhere" in found) return forbid(request, hostOf(request), "", found.nowhere);
    const { apiId, request: arriving } = found.route;
    const api = apis.find(({ id }) => id === apiId);
    return api
      ? handle(request, arriving, api)
      : forbid(request, apiId, "", `${hostOf(request)} leads to the API ${apiId}, which is not served here`);
  };
}

function hostOf({ headers }: HttpRequest): string {
  return firstHeaderValue(headers, "host") ?? "";
}

/**
 * An API addressed by path sees the host that it has to itself, so that `domainName` and `domainPrefix` are of the form that they have on
 * AWS; a signature is of what was sent.
 */
function onOwnHost(request: HttpRequest, target: string, host: string): HttpRequest {
  return { sentTo: { host: hostOf(request), target: request.target }, ...request, target, headers: withHost(request.headers, host) };
}

function withHost(headers: readonly HeaderLine[], host: string): HeaderLine[] {
  const line: HeaderLine = ["Host", host];
  const isHost = ([name]: HeaderLine) => name.length === 4 && name.toLowerCase() === "host";
  return headers.some(isHost) ? headers.map((given) => (isHost(given) ? line : given)) : [line, ...headers];
}

function plainText(text: string): Reply {
  const body = Buffer.from(`${text}\n`);
  return {
    status: 200,
    headers: [
      ["Content-Type", "text/plain; charset=utf-8"],
      ["Content-Length", String(body.length)],
    ],
    body,
  };
}

function unknownApi(name: string, apis: readonly LocalApi[]): Reply {
  return jsonReply(404, {
    message: `There is no REST API ${JSON.stringify(name)} here; write /<api>/<stage>/<path>`,
    apis: apis.map((api) => api.name),
  });
}
