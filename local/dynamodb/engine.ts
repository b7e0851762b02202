import { type ChildProcess, spawn } from "node:child_process";
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { createServer } from "node:net";
import { Refusal } from "../refusal";
import { listenOn } from "../server/listen";

/** A process that answers DynamoDB's requests; started when it is first asked, and again when it has ended. */
export interface Engine {
  /** @throws {Refusal} if the process cannot be started. */
  start(): Promise<void>;
  /** Rejects if the process cannot be started, or ends before it has answered. */
  ask(headers: IncomingHttpHeaders, body: Buffer): Promise<EngineAnswer>;
  close(): Promise<void>;
}

export interface EngineAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Running {
  readonly port: number;
  readonly process: ChildProcess;
  readonly ended: Promise<void>;
}

/** Finds the engine's program; the signal tells that it is not needed any more. */
export type FindProgram = (signal: AbortSignal) => Promise<string>;

/** An engine that keeps its data in a file. `log` is told when it ends by itself. */
export function createEngine(file: string, find: FindProgram, log: (line: string) => void): Engine {
  const agent = new Agent({ keepAlive: true });
  let running: Promise<Running> | undefined;
  const closing = new AbortController();

  const start = async (): Promise<Running> => {
    const started = await startProcess(await find(closing.signal), file);
    void started.ended.then(() => {
      running = undefined;
      if (!closing.signal.aborted) log("DynamoDB's process has ended; the next request starts it again, with the data that it had");
    });
    return started;
  };
  const get = (): Promise<Running> => {
    running ??= start().catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return running;
  };
  return {
    async start() {
      await get();
    },
    async ask(headers, body) {
      if (closing.signal.aborted) throw new Error("the server is closing");
      const { port } = await get();
      return exchange({ port, agent, headers }, body);
    },
    async close() {
      closing.abort();
      const started = await running?.catch(() => undefined);
      agent.destroy();
      started?.process.kill("SIGTERM");
      await started?.ended;
    },
  };
}

function exchange(options: { port: number; agent: Agent; headers: IncomingHttpHeaders }, body: Buffer): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, host: "127.0.0.1", method: "POST", path: "/" }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 500, headers: response.headers, body: Buffer.concat(chunks) }));
      response.on("close", () => reject(new Error("the answer was broken off")));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** How often another port is tried, should somebody take the one that was free a moment ago. */
const ATTEMPTS = 5;

async function startProcess(program: string, file: string): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    const started = await tryPort(program, await freePort(), file);
    if ("process" in started) return started;
    if (attempt === ATTEMPTS || !/already in use/.test(started.failure)) throw new Refusal(started.failure);
  }
}

/** The process must end with this one, however this one ends: it is killed when the pipe that is its standard input is closed. */
const ENDING_WITH_US = 'exec 3<&0; (cat <&3; kill "$$") >/dev/null 2>&1 & exec "$0" "$@" </dev/null 3<&-';

async function tryPort(program: string, port: number, file: string): Promise<Running | { readonly failure: string }> {
  const args = ["serve", "--port", String(port), "--db-path", file];
  // In a group of its own, so that a terminal's Ctrl-C leaves it alone until the requests under way have been answered.
  const [command, ...rest] = process.platform === "win32" ? [program, ...args] : ["/bin/sh", "-c", ENDING_WITH_US, program, ...args];
  const child = spawn(command ?? program, rest, { detached: true, env: {}, windowsHide: true });
  let output = "";
  const ready = new Promise<boolean>((resolve) => {
    const read = (data: Buffer) => {
      output = (output + data.toString()).slice(-1000);
      if (output.includes("listening on")) resolve(true);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", (error) => {
      output += error.message;
      resolve(false);
    });
    child.on("exit", () => resolve(false));
  });
  const ended = new Promise<void>((resolve) => {
    child.on("exit", () => {
      child.stdin.destroy();
      resolve();
    });
  });
  child.stdin.on("error", () => {});
  if (await ready) return { port, process: child, ended };
  return { failure: output.replace(/^error: /, "").trim() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenOn(server, "127.0.0.1", 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
