import { createServer, type Socket } from "node:net";
import { listenOn } from "../server/listen";

/** A port of this machine at which a program can call before there is anybody to answer. */
export interface Door {
  /** For example `127.0.0.1:49152`. */
  readonly address: string;
  /** Gives the connections, those that wait first. */
  take(callback: (connection: Socket) => void): void;
  close(): void;
}

export async function openDoor(): Promise<Door> {
  const waiting: Socket[] = [];
  let take = (connection: Socket): void => void waiting.push(connection);
  // What is sent before somebody takes the connection stays where it is.
  const server = createServer({ pauseOnConnect: true }, (connection) => take(connection));
  const port = await listenOn(server, "127.0.0.1", 0);
  return {
    address: `127.0.0.1:${port}`,
    take(callback) {
      take = callback;
      for (const connection of waiting.splice(0)) callback(connection);
    },
    close() {
      server.close();
      for (const connection of waiting) connection.destroy();
    },
  };
}
