import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Refusal } from "../refusal";
import { makeTemporaryFolder } from "../temporary-folder";
import { createEngine, type Engine } from "./engine";
import { lockFolder } from "./lock";
import { engineProgram } from "./program";

/** What keeps the data of tables; programs that are served one after the other share it. */
export interface Store {
  /**
   * Takes its folder when it is first needed.
   *
   * @throws {Refusal} if the folder cannot be used.
   */
  open(): Promise<Engine>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The program's folder. */
  readonly directory: string;
  /** The folder in which the data stays. @default it goes when the store is closed */
  readonly data?: string | undefined;
  readonly log: (line: string) => void;
}

/** A store whose engine is started when it is first needed. */
export function createStore({ directory, data: dataFolder, log }: StoreOptions): Store {
  let opened: Promise<Opened> | undefined;
  const open = async (): Promise<Opened> => {
    const folder = await takeFolder(dataFolder, log);
    const engine = createEngine(folder.file, (signal) => engineProgram(directory, log, signal), log);
    const close = async () => {
      await engine.close();
      folder.release();
    };
    if (dataFolder === undefined) return { engine, close };
    // A folder that cannot be used is told of at once, and not by the first request.
    return engine.start().then(
      () => ({ engine, close }),
      async (error: unknown) => {
        await close();
        throw error instanceof Refusal ? new Refusal(`--data ${dataFolder}: ${error.message}`) : error;
      },
    );
  };
  return {
    async open() {
      opened ??= open();
      return (await opened).engine;
    },
    async close() {
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

interface Opened {
  readonly engine: Engine;
  close(): Promise<void>;
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
