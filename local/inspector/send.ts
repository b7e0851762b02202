import { firstHeaderValue, type HeaderLine, type HttpRequest } from "../../gateway/index";
import type { SendRequest, SendResult } from "../../inspector/index";
import type { InspectorSources } from "./sources";

/** Sends a request as a client of this machine would. */
export async function sendRequest(
  { method, target, headers, body, binary = false, from }: SendRequest,
  { answer, baseUrl, history }: InspectorSources,
): Promise<SendResult> {
  const shown = from === undefined ? [] : headersOf(history.find(from), "hidden");
  const real = from === undefined ? [] : headersOf(history.find(from), "shown");
  const unhidden = headers.map(([name, value]): HeaderLine => {
    const at = shown.findIndex(([other, hidden]) => other.toLowerCase() === name.toLowerCase() && hidden === value);
    return [name, real[at]?.[1] ?? value];
  });
  const named = unhidden.some(([name]) => name.toLowerCase() === "host");
  const request: HttpRequest = {
    method,
    target,
    headers: named ? unhidden : [["Host", new URL(baseUrl).host], ...unhidden],
    body: Buffer.from(body, binary ? "base64" : "utf8"),
    sourceIp: "127.0.0.1",
    protocol: "HTTP/1.1",
  };
  const reply = await answer(request);
  const id = firstHeaderValue(reply.headers, "x-amzn-requestid");
  return { ...(id !== undefined && { id }), status: reply.status, headers: reply.headers, body: await textOf(reply.body) };
}

function headersOf(event: ReturnType<InspectorSources["history"]["find"]>, secrets: "hidden" | "shown"): readonly HeaderLine[] {
  const step = event?.trace?.steps(secrets).find(({ kind }) => kind === "methodRequest");
  return step?.kind === "methodRequest" ? step.headers : [];
}

async function textOf(body: Buffer | AsyncIterable<Uint8Array>): Promise<string> {
  if (Buffer.isBuffer(body)) return body.toString("utf8");
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
