import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { BackendRequest, HeaderLine, SendHttp } from "../gateway/index";

/** Sends a request with node:http or node:https, each on a connection of its own. */
export const sendHttp: SendHttp = ({ method, url, headers, body, insecureSkipVerification, signal }) => {
  const target = new URL(url);
  const options = { method, headers: headersOf(target, method, headers, body).flat(), signal, agent: false };
  return new Promise((resolve, reject) => {
    const request =
      target.protocol === "https:" ? requestHttps(target, { ...options, rejectUnauthorized: !insecureSkipVerification }) : requestHttp(target, options);
    request.on("error", reject);
    // An answer that ends in no response, as 101 does, ends without an error of its own.
    request.on("close", () => reject(new Error("the connection was closed without a response")));
    request.on("response", (response) => resolve({ status: response.statusCode ?? 0, headers: pairs(response.rawHeaders), body: response }));
    request.end(body);
  });
};

// node:http adds nothing to headers that are given as a list, and this is the framing of the message alone.
const FRAMING = new Set(["content-length", "transfer-encoding", "connection", "keep-alive"]);
const WITH_BODY = new Set(["POST", "PUT", "PATCH"]);

function headersOf(target: URL, method: string, headers: BackendRequest["headers"], body: Buffer): HeaderLine[] {
  const kept = headers.filter(([name]) => !FRAMING.has(name.toLowerCase()));
  const hasHost = kept.some(([name]) => name.toLowerCase() === "host");
  const hasLength = body.length > 0 || WITH_BODY.has(method);
  return [
    ...(hasHost ? [] : [["Host", target.host] as const]),
    ...kept,
    ...(hasLength ? [["Content-Length", String(body.length)] as const] : []),
    ["Connection", "close"],
  ];
}

/** Header lines from node:http's flat list. */
export function pairs(flat: readonly string[]): HeaderLine[] {
  return flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? ""] as const] : []));
}
