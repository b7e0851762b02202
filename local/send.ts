import { type ClientRequest, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { type BackendRequest, firstHeaderValue, type HeaderLine, pairs, type SendHttp } from "../gateway/index";

/** Sends a request with node:http or node:https, each on a connection of its own. */
export const sendHttp: SendHttp = ({ method, url, headers, body, insecureSkipVerification, signal }) => {
  const target = new URL(url);
  const lines = headersOf(target, method, headers, body);
  // URL would take dot segments out of the path.
  const path = url.replace(/^https?:\/\/[^/?]*/i, "").replace(/^(?!\/)/, "/");
  const options = { method, path, headers: valuesByName(lines), signal, agent: false };
  return new Promise((resolve, reject) => {
    // TLS asks for the host of the url, whatever a mapping has put into the Host header.
    const tls = {
      rejectUnauthorized: !insecureSkipVerification,
      servername: isIP(target.hostname.replace(/[[\]]/g, "")) ? "" : target.hostname,
    };
    const request = target.protocol === "https:" ? requestHttps(target, { ...options, ...tls }) : requestHttp(target, options);
    request.on("error", reject);
    // An answer that ends in no response, as 101 does, ends without an error of its own.
    request.on("close", () => reject(new Error("the connection was closed without a response")));
    request.on("response", (response) =>
      resolve({ status: response.statusCode ?? 0, headers: pairs(response.rawHeaders), body: response }),
    );
    if (firstHeaderValue(lines, "trailer") !== undefined) sendHeadersWithTrailer(request);
    request.end(body);
  });
};

/**
 * node:http writes a Trailer header for chunked bodies alone; API Gateway sends one that is mapped with any (recorded: header remapping).
 */
function sendHeadersWithTrailer(request: ClientRequest): void {
  request.chunkedEncoding = true;
  request.flushHeaders();
  request.chunkedEncoding = false;
}

// This is the framing of the message alone.
const FRAMING = new Set(["content-length", "transfer-encoding", "connection", "keep-alive"]);
const WITH_BODY = new Set(["POST", "PUT", "PATCH"]);

function headersOf(target: URL, method: string, headers: BackendRequest["headers"], body: Buffer): HeaderLine[] {
  const kept = headers.filter(([name]) => !FRAMING.has(name.toLowerCase()));
  const hasHost = firstHeaderValue(kept, "host") !== undefined;
  const hasLength = body.length > 0 || WITH_BODY.has(method);
  return [
    ...(hasHost ? [] : [["Host", target.host] as const]),
    ...kept,
    ...(hasLength ? [["Content-Length", String(body.length)] as const] : []),
    ["Connection", "close"],
  ];
}

/** Headers as node:http takes them: all values of a name in the spelling of its first line. */
function valuesByName(lines: readonly HeaderLine[]): Record<string, string | string[]> {
  const byName = new Map<string, readonly [name: string, value: string | string[]]>();
  for (const [name, value] of lines) {
    const [first, values] = byName.get(name.toLowerCase()) ?? [name];
    byName.set(name.toLowerCase(), [first, values === undefined ? value : [values, value].flat()]);
  }
  return Object.fromEntries(byName.values());
}
