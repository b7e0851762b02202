import type { HeaderLine, HttpRequest } from "../gateway/index";
import type { ServedStage } from "./gateways";
import type { RequestEvent } from "./report";
import type { LocalApi } from "./resources/index";
import { type Answer, addressOf, jsonReply, type Reply } from "./server/index";

/** Answers requests to any of the stages, by path or by host, and tells of each. */
export function answerFor(
  apis: readonly LocalApi[],
  stages: readonly ServedStage[],
  port: number,
  overview: string,
  tell: (event: RequestEvent) => void,
): Answer {
  return async (request) => {
    const address = addressOf(hostOf(request), request.target);
    if ("name" in address.api && address.api.name === "") return plainText(overview);
    const wanted = address.api;
    const api = apis.find(({ name, id }) => ("id" in wanted ? id === wanted.id : name === wanted.name));
    if (api === undefined) return unknownApi("id" in wanted ? wanted.id : wanted.name, apis);
    const ofApi = stages.filter((served) => served.api === api);
    // Of a stage that is not there, any gateway of the API says so.
    const served = ofApi.find(({ stage }) => stage === address.stage) ?? ofApi[0];
    if (served === undefined) return jsonReply(403, { message: "Forbidden" }, ["x-amzn-ErrorType", "ForbiddenException"]);
    const started = performance.now();
    const target = address.target === "" ? "/" : address.target;
    const response = await served.gateway.handle(
      "id" in wanted ? { ...request, target } : onOwnHost(request, target, `${api.id}.execute-api.localhost:${port}`),
    );
    tell({
      method: request.method,
      path: request.target,
      api: api.name,
      stage: address.stage,
      status: response.status,
      milliseconds: Math.round(performance.now() - started),
      requestId: headerOf(response.headers, "x-amzn-requestid"),
      trace: response.trace,
    });
    return response;
  };
}

function hostOf({ headers }: HttpRequest): string {
  return headerOf(headers, "host");
}

function headerOf(headers: readonly HeaderLine[], name: string): string {
  return headers.find(([given]) => given.toLowerCase() === name)?.[1] ?? "";
}

/** An API addressed by path sees the host that it has to itself, so that `domainName` and `domainPrefix` are of the form that they have on AWS; a signature is of what was sent. */
function onOwnHost(request: HttpRequest, target: string, host: string): HttpRequest {
  return { ...request, target, headers: withHost(request.headers, host), sentTo: { host: hostOf(request), target: request.target } };
}

function withHost(headers: readonly HeaderLine[], host: string): HeaderLine[] {
  const line: HeaderLine = ["Host", host];
  const isHost = ([name]: HeaderLine) => name.toLowerCase() === "host";
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
  return jsonReply(404, { message: `There is no REST API ${JSON.stringify(name)} here; write /<api>/<stage>/<path>`, apis: apis.map((api) => api.name) });
}
