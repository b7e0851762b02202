import { once } from "node:events";
import { request } from "node:http";
import { start } from "../local/commands/started";

export interface Answer {
  readonly status: number;
  /** By name in lower case; several of one name in a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  readonly text: string;
}

export interface Asked {
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

export interface Served {
  /** Sends one request, the path beginning with the API's name. */
  ask(method: string, path: string, asked?: Asked): Promise<Answer>;
  /** What the command has written so far, requests with their traces included. */
  log(): string;
  /** Waits until the log has this text: lines come a moment after the answers that they tell of. */
  logged(text: string | RegExp): Promise<readonly string[]>;
  stop(): Promise<number | null>;
}

/** Starts the local command on a program, on a free port, and waits until it is ready. */
export async function serve(directory: string, options: readonly string[] = []): Promise<Served> {
  const { child, event, stdout, stderr, logged } = start(["local", directory, "--port", "0", "--json", ...options]);
  const { port } = await event("ready");
  const log = () => stdout() + stderr();
  return {
    ask: (method, path, asked = {}) => ask(Number(port), method, path, asked),
    log,
    logged,
    stop: async () => {
      child.kill("SIGTERM");
      const [code] = await once(child, "exit");
      return code;
    },
  };
}

function ask(port: number, method: string, path: string, { headers = {}, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const whole = Buffer.concat(chunks);
        const raw: Record<string, string[]> = {};
        for (let i = 0; i < response.rawHeaders.length; i += 2) {
          const name = (response.rawHeaders[i] ?? "").toLowerCase();
          raw[name] = [...(raw[name] ?? []), response.rawHeaders[i + 1] ?? ""];
        }
        const single = Object.fromEntries(Object.entries(raw).map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
        resolve({ status: response.statusCode ?? 0, headers: single, body: whole, text: whole.toString() });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
