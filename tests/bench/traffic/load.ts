/**
 * Sends requests by so many connections, one after the other on each, as fast as they are answered; made of little, so that it measures the
 * other side.
 */
import { connect, type Socket } from "node:net";

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

export interface Load {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
  /** Answers other than 200, and connections that broke. */
  readonly errors: number;
}

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  readonly milliseconds: number;
  /** Requests a second of all connections together. @default as many as are answered */
  readonly rate?: number;
}

export async function load(request: Sent, { port, connections, milliseconds, rate }: LoadOptions): Promise<Load> {
  const bytes = written(request);
  const latencies: number[] = [];
  let errors = 0;
  const started = performance.now();
  const until = started + milliseconds;
  /** When each request of a steady rate is due. */
  let due = started;
  const attend = async (): Promise<void> => {
    const connection = await open(port);
    try {
      while (performance.now() < until) {
        if (rate !== undefined) {
          due += 1000 / rate;
          await at(due);
        }
        const sent = performance.now();
        if ((await connection.ask(bytes)) !== 200) errors++;
        latencies.push(performance.now() - sent);
      }
    } catch {
      errors++;
    } finally {
      connection.close();
    }
  };
  await Promise.all(Array.from({ length: connections }, attend));
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const quantile = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return {
    requestsPerSecond: latencies.length / seconds,
    p50: quantile(0.5),
    p99: quantile(0.99),
    requests: latencies.length,
    errors,
  };
}

function at(time: number): Promise<void> {
  const left = time - performance.now();
  return left <= 0 ? Promise.resolve() : new Promise((resolve) => void setTimeout(resolve, left));
}

function written({ method, path, body = "" }: Sent): Buffer {
  const head = [`${method} ${path} HTTP/1.1`, "Host: localhost", "User-Agent: bench", "Accept: */*"];
  const more = body === "" ? [] : ["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`];
  return Buffer.from(`${[...head, ...more].join("\r\n")}\r\n\r\n${body}`);
}

interface Connection {
  /** Gives the status of the answer. */
  ask(bytes: Buffer): Promise<number>;
  close(): void;
}

function open(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let received: Buffer = Buffer.alloc(0);
    let answered: { readonly resolve: (status: number) => void; readonly reject: (error: Error) => void } | undefined;
    socket.on("data", (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const end = received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = received.toString("latin1", 0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (received.length < end + 4 + length) return;
      received = Buffer.alloc(0);
      answered?.resolve(Number(head.slice(9, 12)));
    });
    socket.on("error", reject);
    socket.on("close", () => answered?.reject(new Error("the connection was closed")));
    socket.on("connect", () =>
      resolve({
        ask: (bytes) =>
          new Promise((settle, refuse) => {
            answered = { resolve: settle, reject: refuse };
            socket.write(bytes);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
}
