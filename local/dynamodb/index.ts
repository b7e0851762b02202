import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { Refusal } from "../refusal";
import type { LocalTable } from "../resources/index";
import { listenOn } from "../server/listen";
import { createStore } from "./store";

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
  const store = createStore(dataFolder);
  const server = createServer((request, response) => store.get().emit("request", request, response));
  const port = await listenOn(server, "127.0.0.1", 0);
  const endpoint = `http://127.0.0.1:${port}`;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await store.close();
  };
  try {
    for (const table of tables) await createTable(table, askAt(endpoint, region));
  } catch (error) {
    await close();
    throw error;
  }
  return { endpoint, close };
}

async function createTable({ name, request, items }: LocalTable, ask: Ask): Promise<void> {
  const refused = `DynamoDB table ${JSON.stringify(name)}`;
  const made = await ask("CreateTable", request);
  if (made.error?.startsWith("ResourceInUseException")) return;
  if (made.error !== undefined) throw new Refusal(`${refused}: ${made.error}`);
  while (!(await ask("DescribeTable", { TableName: name })).text.includes('"TableStatus":"ACTIVE"')) await setTimeout(1);
  for (const item of items) {
    const { error } = await ask("PutItem", { TableName: name, Item: item });
    if (error !== undefined) throw new Refusal(`${refused}: its item ${JSON.stringify(item)}: ${error}`);
  }
}

type Ask = (action: string, request: unknown) => Promise<{ readonly text: string; readonly error?: string }>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html */
function askAt(endpoint: string, region: string): Ask {
  return async (action, request) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": `DynamoDB_20120810.${action}`,
        "X-Amz-Date": "20120810T000000Z",
        Authorization: `AWS4-HMAC-SHA256 Credential=test/20120810/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=local`,
      },
      body: JSON.stringify(request),
    });
    const text = await response.text();
    if (response.ok) return { text };
    const { __type = "", message = "", Message = message }: { __type?: string; message?: string; Message?: string } = JSON.parse(text);
    return { text, error: `${__type.split("#").at(-1)}: ${Message}` };
  };
}
