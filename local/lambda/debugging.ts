/** Debuggers of functions: a port for each environment, told in the log, and who is attached. https://nodejs.org/api/debugger.html */
import { connect, createServer, type Server, type Socket } from "node:net";
import { listenOn } from "../server/listen";

export interface InspectOptions {
  readonly host: string;
  /** Of the first environment; further ones have the next that are free. */
  readonly port: number;
  /** Whether a function's code is not loaded before a debugger is there. */
  readonly wait: boolean;
  /** @default every function of Node.js */
  readonly functionName?: string;
}

export interface Debugging {
  readonly wait: boolean;
  /** Whether a debugger is attached to any environment: then nothing times out. */
  attached(): boolean;
  /** Leads to where the process of an environment listens, until the returned function is called. */
  open(functionName: string, url: string): Promise<() => void>;
}

/** Ports are tried from the first on. */
const ATTEMPTS = 100;

export function createDebugging(
  { host, port: first, wait }: InspectOptions,
  log: (event: string, functionName: string) => void,
): Debugging {
  let attached = 0;
  const taken = new Set<number>();

  const lead = (socket: Socket, target: number): void => {
    const other = connect(target, "127.0.0.1");
    socket.once("data", (head) => {
      const isDebugger = /^upgrade:\s*websocket/im.test(head.toString("latin1"));
      if (isDebugger) attached++;
      socket.once("close", () => isDebugger && attached--);
      other.write(head);
      socket.pipe(other);
    });
    other.pipe(socket);
    for (const [end, opposite] of [[socket, other] as const, [other, socket] as const])
      end.on("error", () => {}).on("close", () => opposite.destroy());
  };

  return {
    wait,
    attached: () => attached > 0,
    async open(functionName, url) {
      const { port: target, pathname } = new URL(url);
      const sockets = new Set<Socket>();
      const server = createServer((socket) => {
        sockets.add(socket.once("close", () => sockets.delete(socket)));
        lead(socket, Number(target));
      });
      const port = await listenFrom(server, host, first, taken);
      server.unref();
      taken.add(port);
      log(`Debugger listening on ws://${host.includes(":") ? `[${host}]` : host}:${port}${pathname}`, functionName);
      return () => {
        taken.delete(port);
        server.close();
        for (const socket of sockets) socket.destroy();
      };
    },
  };
}

async function listenFrom(server: Server, host: string, first: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = first; ; port++) {
    if (taken.has(port) && port !== 0) continue;
    try {
      return await listenOn(server, host, port);
    } catch (error) {
      if (port === 0 || port >= first + ATTEMPTS) throw error;
    }
  }
}
