import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { Refusal } from "../refusal";
import type { LocalTable } from "../resources/index";
import { listenOn } from "../server/listen";

export interface DynamoDb {
  /** For example `http://127.0.0.1:49152`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * DynamoDB on a free port of this machine, with these tables; it holds its data in memory, or in a folder where it stays.
 *
 * @throws {Refusal} if a table cannot be made or the folder cannot be used.
 */
export async function startDynamoDb(tables: readonly LocalTable[], region: string, dataFolder: string | undefined): Promise<DynamoDb> {
  const store = lazyStore(dataFolder);
  const server = createServer((request, response) => store.get().emit("request", request, response));
  const port = await listenOn(server, "127.0.0.1", 0);
  const endpoint = `http://127.0.0.1:${port}`;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await store.close();
  };
  try {
    for (const table of tables) await createTable(table, endpoint, region);
  } catch (error) {
    await close();
    throw error;
  }
  return { endpoint, close };
}

/** The database is loaded and opened when it is first asked: many programs never do. */
function lazyStore(dataFolder: string | undefined): { get(): Server; close(): Promise<void> } {
  let store: Server | undefined;
  return {
    get() {
      store ??= openStore(dataFolder);
      return store;
    },
    async close() {
      if (store === undefined) return;
      const opened = store;
      // It closes its database only if it listens.
      await listenOn(opened, "127.0.0.1", 0);
      await new Promise<void>((resolve) => opened.close(() => resolve()));
    },
  };
}

function openStore(dataFolder: string | undefined): Server {
  const dynalite: (options: object) => Server = require("dynalite");
  const path = dataFolder === undefined ? undefined : join(dataFolder, "dynamodb");
  if (path !== undefined) mkdirSync(path, { recursive: true });
  return dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...(path === undefined ? {} : { path }) });
}

async function createTable({ name, request, items }: LocalTable, endpoint: string, region: string): Promise<void> {
  const made = await call("CreateTable", request, endpoint, region);
  if (made.kind === "ResourceInUseException") return;
  if (made.kind !== undefined) throw new Refusal(`DynamoDB table ${JSON.stringify(name)}: ${made.kind}: ${made.message}`);
  for (const item of items) {
    const put = await call("PutItem", { TableName: name, Item: item }, endpoint, region);
    if (put.kind !== undefined) throw new Refusal(`an item of the DynamoDB table ${JSON.stringify(name)}: ${put.kind}: ${put.message}`);
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html */
async function call(action: string, body: unknown, endpoint: string, region: string): Promise<{ readonly kind: string | undefined; readonly message: string }> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.0",
      "X-Amz-Target": `DynamoDB_20120810.${action}`,
      "X-Amz-Date": "20120810T000000Z",
      Authorization: `AWS4-HMAC-SHA256 Credential=test/20120810/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=local`,
    },
    body: JSON.stringify(body),
  });
  const answer: { __type?: string; message?: string; Message?: string } = JSON.parse(await response.text());
  return { kind: response.ok ? undefined : (answer.__type?.split("#").at(-1) ?? String(response.status)), message: answer.message ?? answer.Message ?? "" };
}
