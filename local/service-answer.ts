import type { ServerResponse } from "node:http";

/** What a local service of AWS answers to a request. */
export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Sends it whole; a client that has gone away is no error. */
export function sendServiceAnswer(response: ServerResponse, { status, headers, body }: ServiceAnswer): void {
  response.on("error", () => {});
  response.writeHead(status, { ...headers, "Content-Length": String(body.length) });
  response.end(body);
}
