import type { BackendRequest, BackendResponse, InvokeLambda, LambdaResult, SendHttp } from "../../gateway/index";
import type { LocalFunction } from "../resources/index";
import type { FakeBackend } from "./types";

/** What stands in for a function; its author says what events it takes. */
interface FakeFunction {
  answer(event: unknown): unknown;
}

export interface Fakes {
  addFunction(called: LocalFunction, fake: FakeFunction): () => void;
  addBackend(url: string, fake: FakeBackend): () => void;
  invoke(real: InvokeLambda, functions: readonly LocalFunction[]): InvokeLambda;
  send(real: SendHttp): SendHttp;
}

/** What stands in for functions, by name, and for back ends, by the beginning of their urls; the last that was added counts. */
export function createFakes(): Fakes {
  const functions: (readonly [called: LocalFunction, fake: FakeFunction])[] = [];
  const backends: (readonly [url: string, fake: FakeBackend])[] = [];
  return {
    addFunction: (called, fake) => added(functions, [called, fake]),
    addBackend: (url, fake) => added(backends, [url, fake]),
    invoke: (real, known) => async (invocation) => {
      const called = known.find(({ arn }) => invocation.functionArn === arn || invocation.functionArn.startsWith(`${arn}:`));
      const fake = functions.findLast(([one]) => one === called)?.[1];
      return fake === undefined ? real(invocation) : resultOf(fake, invocation.payload);
    },
    send: (real) => async (request) => {
      const fake = backends.findLast(([url]) => request.url.startsWith(url))?.[1];
      return fake === undefined ? real(request) : answered(await fake(toRequest(request)));
    },
  };
}

/** Adds one until the returned function is called. */
function added<T>(all: T[], one: T): () => void {
  all.push(one);
  return () => {
    if (all.includes(one)) all.splice(all.indexOf(one), 1);
  };
}

async function resultOf(fake: FakeFunction, payload: Buffer | string): Promise<LambdaResult> {
  try {
    const value = await fake.answer(JSON.parse(payload.toString() || "{}"));
    return { kind: "payload", payload: Buffer.from(JSON.stringify(value) ?? "null") };
  } catch (error) {
    const { name: errorType, message: errorMessage } = error instanceof Error ? error : new Error(String(error));
    return { kind: "payload", payload: Buffer.from(JSON.stringify({ errorType, errorMessage, trace: [] })), functionError: "Unhandled" };
  }
}

function toRequest({ method, url, headers, body }: BackendRequest): Request {
  const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };
  return new Request(url, body.length === 0 ? init : { ...init, body: new Uint8Array(body) });
}

async function answered(response: Response): Promise<BackendResponse> {
  const body = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    headers: [...response.headers],
    body: (async function* () {
      yield body;
    })(),
  };
}
