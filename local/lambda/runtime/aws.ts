/**
 * AWS's hosts lead to where its services are: SDKs that know no variables for that, version 2 for example, reach the local ones too,
 * and nothing reaches AWS itself unless a variable names it.
 */
import dns from "node:dns";
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";

const AWS = /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|api\.aws)$/;

/** Does nothing where no variable says where services are. */
export function keepFromAws(): void {
  const elsewhere = process.env["AWS_ENDPOINT_URL"];
  if (elsewhere === undefined) return;
  const request = https.request;
  const redirected = (...args: unknown[]): http.ClientRequest => {
    const [options, callback] = readArguments(args);
    const host = String(options.hostname ?? options.host ?? "").replace(/:\d+$/, "");
    const endpoint = isForeign(host) ? new URL(endpointOf(host) ?? elsewhere) : undefined;
    if (endpoint === undefined) return Reflect.apply(request, https, args);
    const headers = { ...withoutHost(options.headers), host: endpoint.host, "x-local-host": host };
    const { agent: _, ...rest } = options;
    return http.request(
      { ...rest, protocol: "http:", hostname: endpoint.hostname, host: endpoint.hostname, port: endpoint.port, headers },
      callback,
    );
  };
  Object.assign(https, {
    request: redirected,
    get: (...args: unknown[]) => {
      const sent = redirected(...args);
      sent.end();
      return sent;
    },
  });
  const { lookup } = dns;
  Object.assign(dns, {
    lookup: Object.assign((host: string, ...rest: unknown[]) => {
      const callback = rest.at(-1);
      if (!isForeign(host) || typeof callback !== "function") return Reflect.apply(lookup, dns, [host, ...rest]);
      process.nextTick(callback, Object.assign(new Error(notReached(host)), { code: "ENOTFOUND", hostname: host }));
    }, lookup),
  });
  syncBuiltinESMExports();
}

function isForeign(host: string): boolean {
  return AWS.test(host) && !endpoints().some(([, url]) => url.protocol === "https:" && `.${host}`.endsWith(`.${url.hostname}`));
}

/** The local endpoint of the service that a host is of. */
function endpointOf(host: string): URL | undefined {
  const labels = host.toUpperCase().replaceAll("-", "_").split(".");
  return endpoints().find(([name, url]) => labels.includes(name) && url.protocol === "http:")?.[1];
}

function endpoints(): [name: string, url: URL][] {
  return Object.entries(process.env).flatMap(([name, url = ""]) => {
    const [, service] = /^AWS_ENDPOINT_URL_(.+)$/.exec(name) ?? [];
    return service !== undefined && URL.canParse(url) ? [[service, new URL(url)] as [string, URL]] : [];
  });
}

function notReached(host: string): string {
  const service = host.split(".")[0] ?? host;
  return `${host} is not reached from a local function: --endpoint ${service}=URL points to one that runs, --endpoint ${service}=aws to AWS itself`;
}

type Callback = ((response: http.IncomingMessage) => void) | undefined;

/** `https.request` takes a url, options and a callback, the first two in any combination. */
function readArguments(args: readonly unknown[]): [options: https.RequestOptions, callback: Callback] {
  const options: https.RequestOptions = {};
  let callback: Callback;
  for (const argument of args) {
    if (typeof argument === "string" || argument instanceof URL) Object.assign(options, optionsOf(new URL(argument)));
    else if (typeof argument === "function") callback = (response) => Reflect.apply(argument, undefined, [response]);
    else if (typeof argument === "object" && argument !== null) Object.assign(options, argument);
  }
  return [options, callback];
}

function optionsOf({ hostname, port, pathname, search }: URL): https.RequestOptions {
  return { hostname, ...(port !== "" && { port }), path: `${pathname}${search}` };
}

function withoutHost(headers: https.RequestOptions["headers"]): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== "host"));
}
