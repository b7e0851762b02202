import { setTimeout } from "node:timers/promises";
import { Refusal } from "../refusal";
import type { LocalTable } from "../resources/index";
import type { Engine } from "./engine";

/** Makes those of the tables that are not there yet, each with its first items. @throws {Refusal} naming what DynamoDB refuses. */
export async function createTables(tables: readonly LocalTable[], engine: Engine): Promise<void> {
  for (const table of tables) await createTable(table, engine);
}

async function createTable({ name, request, timeToLive, items }: LocalTable, engine: Engine): Promise<void> {
  const refused = `DynamoDB table ${JSON.stringify(name)}`;
  const made = await ask(engine, "CreateTable", request);
  if (made.error?.startsWith("ResourceInUseException")) return;
  if (made.error !== undefined) throw new Refusal(`${refused}: ${made.error}`);
  while (!(await ask(engine, "DescribeTable", { TableName: name })).text.includes('"TableStatus":"ACTIVE"')) await setTimeout(1);
  if (timeToLive !== undefined) await ask(engine, "UpdateTimeToLive", { TableName: name, TimeToLiveSpecification: timeToLive });
  for (const item of items) {
    const { error } = await ask(engine, "PutItem", { TableName: name, Item: item });
    if (error !== undefined) throw new Refusal(`${refused}: its item ${JSON.stringify(item)}: ${error}`);
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html */
async function ask(engine: Engine, operation: string, request: unknown): Promise<{ readonly text: string; readonly error?: string }> {
  const sent = Buffer.from(JSON.stringify(request));
  const headers = {
    "Content-Type": "application/x-amz-json-1.0",
    "Content-Length": String(sent.length),
    "X-Amz-Target": `DynamoDB_20120810.${operation}`,
    "X-Amz-Date": "20120810T000000Z",
    Authorization: "AWS4-HMAC-SHA256 Credential=local/20120810/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local",
  };
  const { status, body } = await engine.ask(headers, sent);
  const text = body.toString("utf8");
  if (status === 200) return { text };
  const { __type = "", message = "", Message = message }: { __type?: string; message?: string; Message?: string } = JSON.parse(text);
  return { text, error: `${__type.split("#").at(-1)}: ${Message}` };
}
