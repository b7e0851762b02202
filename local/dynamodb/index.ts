import type { Cloud } from "../program/index";
import type { LocalTable } from "../resources/index";
import { listenOn } from "../server/listen";
import { type Caller, createDoor } from "./door";
import type { Store } from "./store";
import { createTables } from "./tables";

export type { Caller } from "./door";
export { createStore, type Store } from "./store";

export interface DynamoDb {
  /** For example `http://127.0.0.1:49152`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

export interface DynamoDbOptions {
  readonly tables: readonly LocalTable[];
  readonly cloud: Cloud;
  /** It stays open when DynamoDB is closed. */
  readonly store: Store;
  /** Who has an access key; undefined of one that nobody has. */
  readonly callerOf: (accessKeyId: string) => Caller | undefined;
  readonly log: (line: string) => void;
}

/**
 * DynamoDB on a free port of this machine, with these tables; the engine is a process of its own.
 *
 * @throws {Refusal} if a table cannot be made or the folder cannot be used.
 */
export async function startDynamoDb({ tables, cloud, store, callerOf, log }: DynamoDbOptions): Promise<DynamoDb> {
  const engine = await store.open();
  await createTables(tables, engine);
  const door = createDoor({ cloud, engine, callerOf, log });
  return {
    endpoint: `http://127.0.0.1:${await listenOn(door, "127.0.0.1", 0)}`,
    async close() {
      door.close();
      door.closeAllConnections();
    },
  };
}
