/**
 * Carries requests over HTTP, as Lambda does, to whatever runtime asks. Each environment has an address of its own.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Carrier, RuntimeListener } from "./carrier";
import { isTooLargeToReturn, RESPONSE_LIMIT } from "./faults";
import type { Invocation } from "./messages";

export interface RuntimeApi extends Carrier {
  /** Resolves with what `AWS_LAMBDA_RUNTIME_API` says. */
  readonly address: Promise<string>;
}

const BASE = "/2018-06-01/runtime/";

export function createRuntimeApi(listener: RuntimeListener): RuntimeApi {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (request, response) => {
    request.on("error", () => {});
    response.on("error", () => {});
    void take(request, response).catch(() => response.destroy());
  });
  /** Asks for a request, and has none. */
  let asking: ServerResponse | undefined;
  let current: string | undefined;

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.startsWith(BASE) ? request.url.slice(BASE.length) : "";
    // Nobody but a process of this machine is to ask: a web page would come by a name of its own.
    if (request.headers.host?.startsWith("127.0.0.1:") !== true || request.headers.origin !== undefined)
      return refuse(response, 403, "Forbidden", "not from here");
    if (request.method === "GET" && path === "invocation/next") return next(response);
    const [, id, what] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (request.method === "POST" && path === "init/error") return initError(request, response);
    if (request.method !== "POST" || what === undefined)
      return refuse(response, 404, "NotFound", `there is no ${request.method} ${request.url}`);
    if (id !== current) return current === undefined ? refuse(response, 403, ...ANSWERED) : refuse(response, 400, ...UNKNOWN);
    if (what === "error") await error(request, response);
    else if (request.headers["lambda-runtime-function-response-mode"]?.toString().toLowerCase() === "streaming")
      await stream(request, response);
    else await answer(request, response);
  };

  const next = (response: ServerResponse): void => {
    if (asking !== undefined || current !== undefined)
      refuse(response, 403, "InvalidStateTransition", "the last request has not been answered");
    else {
      asking = response;
      listener.next(api);
    }
  };

  const initError = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = errorObject(await read(request), request);
    accept(response);
    later(() => listener.fail(body, true));
  };

  const error = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = errorObject(await read(request), request);
    current = undefined;
    accept(response);
    later(() => listener.fail(body, false));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request);
    current = undefined;
    if (isTooLargeToReturn(body.length))
      refuse(response, 413, "RequestEntityTooLarge", `Exceeded maximum allowed payload size (${RESPONSE_LIMIT} bytes).`);
    else accept(response);
    later(() => listener.respond(body));
  };

  const stream = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for await (const chunk of request) await listener.stream(chunk);
    current = undefined;
    accept(response);
    const type = request.trailers["lambda-runtime-function-error-type"];
    const body = request.trailers["lambda-runtime-function-error-body"];
    if (type !== undefined)
      return later(() => listener.fail(Buffer.from(body ?? "", "base64").toString() || JSON.stringify({ errorType: type }), false));
    later(() => {
      listener.streamed();
      listener.respond(Buffer.alloc(0));
    });
  };

  const address = new Promise<string>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const listening = server.address();
      resolve(`127.0.0.1:${typeof listening === "object" ? listening?.port : ""}`);
    });
  });
  server.unref();

  const api: RuntimeApi = {
    address,
    stopsItself: false,
    invoke({ requestId, functionArn, traceId, clientContext, deadline, event }: Invocation) {
      current = requestId;
      asking?.writeHead(200, {
        "Content-Type": "application/json",
        "Lambda-Runtime-Aws-Request-Id": requestId,
        "Lambda-Runtime-Deadline-Ms": String(deadline),
        "Lambda-Runtime-Invoked-Function-Arn": functionArn,
        "Lambda-Runtime-Trace-Id": traceId,
        ...(clientContext !== undefined && { "Lambda-Runtime-Client-Context": clientContext }),
        "Content-Length": Buffer.byteLength(event),
      });
      asking?.end(event);
      asking = undefined;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return api;
}

/** As Lambda's own emulator says it: https://github.com/aws/aws-lambda-runtime-interface-emulator */
const UNKNOWN = ["InvalidRequestID", "Invalid request ID"] as const;
const ANSWERED = ["InvalidStateTransition", "the request has been answered"] as const;

function refuse(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify({ errorMessage, errorType }));
}

function accept(response: ServerResponse): void {
  response.writeHead(202, { "Content-Type": "application/json" }).end('{"status":"OK"}\n');
}

/** What the function wrote before comes by other ways, and has been read after this turn of the event loop. */
function later(then: () => void): void {
  setImmediate(then);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Whatever a runtime sends, the caller gets an object. */
function errorObject(body: Buffer, { headers }: IncomingMessage): string {
  const text = body.toString();
  try {
    const error: unknown = JSON.parse(text);
    if (typeof error === "object" && error !== null) return text;
  } catch {
    // Said below.
  }
  return JSON.stringify({ errorType: String(headers["lambda-runtime-function-error-type"] ?? "Runtime.Unknown"), errorMessage: text });
}
