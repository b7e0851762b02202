/** Sending a request to an HTTP back end, and reading what it answers. */
import { PAYLOAD_BYTES, type Route } from "../../definition/index";
import type { Call, Reply } from "../call";
import { Fault } from "../fault";
import { headerValue } from "../headers";
import { withinTime } from "../timeout";
import { bodyOf } from "../trace/index";
import type { BackendResponse, GatewayOptions, HeaderLine } from "../types";

/** What is sent. */
export interface Outgoing {
  readonly httpMethod: string;
  readonly uri: string;
  /** Appended to the uri's own query. */
  readonly query: readonly HeaderLine[];
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/** Reads as much of an answer as the caller wants, within the integration's time. */
export type ReadResponse<T extends Pick<Reply, "body">> = (response: BackendResponse) => Promise<T>;

export type Backend = <T extends Pick<Reply, "body">>(outgoing: Outgoing, call: Call, read: ReadResponse<T>) => Promise<T>;

/** Methods whose requests have no body (LocalStack). */
const WITHOUT_BODY = new Set(["GET", "HEAD", "OPTIONS"]);

/** Compiles the way to a back end; the result throws a fault where it cannot be reached in time. */
export function compileBackend({ integration }: Route, options: GatewayOptions): Backend {
  return (outgoing, call, read) => {
    const url = urlOf(outgoing);
    const { httpMethod: method, headers } = outgoing;
    const sent = WITHOUT_BODY.has(method) ? Buffer.alloc(0) : outgoing.body;
    call.trace.add(() => ({ kind: "integrationRequest", of: "integration", httpMethod: method, uri: url, headers, body: bodyOf(sent) }));
    const started = options.clock();
    const { insecureSkipVerification, timeoutInMillis } = integration;
    const ending = new AbortController();
    const send = async (): ReturnType<typeof read> => {
      const { signal } = ending;
      const response = await options.send({ method, url, headers, body: sent, insecureSkipVerification, signal }).catch(failed);
      call.measures.integrationStatus = String(response.status);
      const requestId = headerValue(response.headers, "x-amzn-RequestId") ?? headerValue(response.headers, "x-amz-request-id");
      if (integration.type === "AWS" && requestId !== undefined) call.measures.endpointRequestId = requestId;
      const latency = options.clock() - started;
      const { status } = response;
      let body: Reply["body"] | undefined;
      call.trace.add(() => ({
        kind: "integrationResponse",
        of: "integration",
        status,
        latency,
        headers: response.headers,
        ...(body !== undefined && { body: bodyOf(body) }),
      }));
      const answered = await read(response).catch(failed);
      body = answered.body;
      return answered;
    };
    return withinTime(send, timeoutInMillis, options.timer, () => ending.abort());
  };
}

/** Reads an answer's body whole. */
export async function readWhole({ body }: BackendResponse): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > PAYLOAD_BYTES)
      throw new Fault("API_CONFIGURATION_ERROR", {
        step: "integrationResponse",
        log: "Execution failed due to configuration error: Integration response is too large",
      });
  }
  return Buffer.concat(chunks);
}

// Recorded: a uri without a host, as stage variables may leave it, is a configuration error.
function urlOf({ uri, query }: Outgoing): string {
  const appended = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
  const [, origin = "", path = "", search = ""] = /^(https?:\/\/[^/?#]+)([^?#]*)(?:\?([^#]*))?/is.exec(uri) ?? [];
  if (origin === "" || !URL.canParse(origin)) throw invalidAddress();
  const whole = [search, appended].filter((part) => part !== "").join("&");
  return `${new URL(origin).href.replace(/\/$/, "")}${targetOf(path || "/")}${whole && `?${targetOf(whole)}`}`;
}

/** What HTTP cannot carry is encoded; everything else, dot segments too, goes as it is: no path is shortened on its way. */
function targetOf(text: string): string {
  return text.replace(/[^!-~]+|["<>\\^`{|}]/g, encoded);
}

/** Half of a surrogate pair, which a template can make, has no UTF-8: it goes as U+FFFD. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

function failed(error: unknown): never {
  if (error instanceof Fault) throw error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (["ENOTFOUND", "EAI_AGAIN", "ERR_INVALID_URL"].includes(code)) throw invalidAddress();
  throw new Fault("INTEGRATION_FAILURE", {
    log: `Execution failed due to a network error communicating with endpoint${code && `: ${code}`}`,
  });
}

function invalidAddress(): Fault {
  return new Fault("API_CONFIGURATION_ERROR", { log: "Execution failed due to configuration error: Invalid endpoint address" });
}
