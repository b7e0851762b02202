import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Cloud } from "../program/index";
import { Refusal } from "../refusal";
import type { LocalTable } from "../resources/index";
import { listenOn } from "../server/listen";
import { makeTemporaryFolder } from "../temporary-folder";
import { type Caller, createDoor } from "./door";
import { createEngine } from "./engine";
import { lockFolder } from "./lock";
import { createTables } from "./tables";

export type { Caller } from "./door";

export interface DynamoDb {
  /** For example `http://127.0.0.1:49152`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

export interface DynamoDbOptions {
  readonly tables: readonly LocalTable[];
  readonly cloud: Cloud;
  /** The folder in which the data stays. @default one that goes when DynamoDB is closed */
  readonly dataFolder: string | undefined;
  /** Who has an access key; undefined of one that nobody has. */
  readonly callerOf: (accessKeyId: string) => Caller | undefined;
  readonly log: (line: string) => void;
}

/**
 * DynamoDB on a free port of this machine, with these tables; the engine is a process of its own.
 *
 * @throws {Refusal} if a table cannot be made or the folder cannot be used.
 */
export async function startDynamoDb({ tables, cloud, dataFolder, callerOf, log }: DynamoDbOptions): Promise<DynamoDb> {
  const folder = await takeFolder(dataFolder, log);
  const engine = createEngine(folder.file, log);
  const door = createDoor({ cloud, engine, callerOf, log });
  const close = async () => {
    door.close();
    door.closeAllConnections();
    await engine.close();
    folder.release();
  };
  try {
    // A folder that cannot be used is told of at once, and not by the first request.
    if (dataFolder !== undefined) await engine.start();
    await createTables(tables, engine);
    return { endpoint: `http://127.0.0.1:${await listenOn(door, "127.0.0.1", 0)}`, close };
  } catch (error) {
    await close();
    if (error instanceof Refusal && dataFolder !== undefined && !error.message.startsWith("DynamoDB"))
      throw new Refusal(`--data ${dataFolder}: ${error.message}`);
    throw error;
  }
}

interface DataFolder {
  readonly file: string;
  release(): void;
}

async function takeFolder(dataFolder: string | undefined, log: (line: string) => void): Promise<DataFolder> {
  if (dataFolder === undefined) {
    const { path, remove } = makeTemporaryFolder();
    return { file: join(path, "data.sqlite"), release: remove };
  }
  const folder = join(dataFolder, "dynamodb");
  try {
    makeFolder(folder);
  } catch (error) {
    throw new Refusal(`--data ${dataFolder}: ${error instanceof Error ? error.message : error}`);
  }
  const release = await lockFolder(folder);
  if (existsSync(join(folder, "CURRENT"))) log(`--data ${dataFolder}: what an earlier version kept there in LevelDB is not read`);
  return { file: join(folder, "data.sqlite"), release };
}

/** One folder after the other: asked for all at once, Node.js tries for ever under /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
