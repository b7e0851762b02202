import { request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { type Started, start } from "../local/commands/started";

/** What one kind of attack came to. */
export interface Outcome {
  readonly kind: string;
  readonly tried: number;
  /** What went wrong, one line each. */
  readonly faults: readonly string[];
  /** Acknowledged writes that were not there afterwards. */
  readonly lost?: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The served program that is attacked; only by the loopback address. */
export interface Target {
  readonly port: number;
  readonly started: Started;
  ask(
    method: string,
    path: string,
    asked?: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
  ): Promise<Answer>;
  /** Writes bytes as they are, and gives what came back until the connection was closed, or for a second. */
  raw(text: string | Buffer): Promise<string>;
  /** Whether a request of somebody else is answered as ever. */
  isWell(): Promise<boolean>;
}

/** How long a single request may take before it counts as hanging, in milliseconds. */
const PATIENCE = 15_000;

/** @param by - a command that is given the whole command line */
export async function startTarget(options: readonly string[] = [], by: readonly string[] = []): Promise<Target> {
  const started = start(["local", join(__dirname, "program"), "--port", "0", "--json", ...options], {}, by);
  const port = Number((await started.event("ready"))["port"]);
  const ask: Target["ask"] = (method, path, { headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, method, path, headers, agent: false, timeout: PATIENCE }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      });
      sent.on("timeout", () => sent.destroy(new Error("no answer")));
      sent.on("error", reject);
      sent.end(body);
    });
  return {
    port,
    started,
    ask,
    raw: (text) =>
      new Promise((resolve) => {
        const socket = connect(port, "127.0.0.1");
        const chunks: Buffer[] = [];
        const timer = setTimeout(() => socket.destroy(), 1000);
        socket.on("data", (chunk: Buffer) => chunks.push(chunk));
        socket.on("error", () => {});
        socket.on("close", () => {
          clearTimeout(timer);
          resolve(Buffer.concat(chunks).toString("latin1"));
        });
        socket.end(text);
      }),
    isWell: async () => {
      const { status, text } = await ask("GET", "/target/dev/proxy/well").catch((error: Error) => ({ status: 0, text: error.message }));
      return status === 200 && text === '{"path":"/proxy/well"}';
    },
  };
}
