import type { Server } from "node:http";
import { join } from "node:path";
import { listenOn } from "../server/listen";
import { lockFolder } from "./lock";

/** A database that is loaded and opened when it is first asked: many programs never do. */
export interface Store {
  get(): Server;
  close(): Promise<void>;
}

/** In memory, or in a folder where the data stays. @throws {Refusal} if the folder cannot be used. */
export function createStore(dataFolder: string | undefined): Store {
  const path = dataFolder === undefined ? undefined : join(dataFolder, "dynamodb");
  const unlock = path === undefined ? () => {} : lockFolder(path);
  let server: Server | undefined;
  return {
    get() {
      server ??= openDynalite(path);
      return server;
    },
    async close() {
      if (server !== undefined) await closeDynalite(server);
      unlock();
    },
  };
}

function openDynalite(path: string | undefined): Server {
  const dynalite: (options: object) => Server = require("dynalite");
  return dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...(path === undefined ? {} : { path }) });
}

/** It closes its database only where it listens. */
async function closeDynalite(server: Server): Promise<void> {
  await listenOn(server, "127.0.0.1", 0);
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
