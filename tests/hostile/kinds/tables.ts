import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { startStored } from "../../local/dynamodb/stored";
import { type Outcome, startTarget } from "../target";

const TABLE = {
  name: "things",
  logicalName: "things",
  request: {
    TableName: "things",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  },
  items: [],
};
const CLOUD = { accountId: "123456789012", region: "us-east-1", partition: "aws", dnsSuffix: "amazonaws.com" };
const SEEDS: readonly (readonly [operation: string, body: object])[] = [
  ["PutItem", { TableName: "things", Item: { id: { S: "a" }, n: { N: "1" }, l: { L: [{ S: "x" }] }, m: { M: { a: { B: "AAA=" } } } } }],
  ["GetItem", { TableName: "things", Key: { id: { S: "a" } } }],
  ["Scan", { TableName: "things", Limit: 3, FilterExpression: "n > :n", ExpressionAttributeValues: { ":n": { N: "0" } } }],
  [
    "UpdateItem",
    {
      TableName: "things",
      Key: { id: { S: "a" } },
      UpdateExpression: "SET #l[0] = :s REMOVE x",
      ExpressionAttributeNames: { "#l": "l" },
      ExpressionAttributeValues: { ":s": { S: "s" } },
    },
  ],
  ["TransactWriteItems", { TransactItems: [{ Put: { TableName: "things", Item: { id: { S: "b" } } } }] }],
  ["BatchGetItem", { RequestItems: { things: { Keys: [{ id: { S: "b" } }] } } }],
  ["ExecuteStatement", { Statement: "SELECT * FROM things WHERE id = ?", Parameters: [{ S: "a" }] }],
];
const WRONG: readonly unknown[] = [
  null,
  1,
  -1,
  1e308,
  "",
  "x".repeat(70_000),
  [],
  {},
  true,
  [null],
  { S: 1 },
  { N: "NaN" },
  { B: "!" },
  { SS: [] },
  { M: null },
  "((((",
  "\ud800",
];

/** Requests of which one member is wrong, or that end in the middle. */
export async function malformedOperations(count: number): Promise<Outcome> {
  const database = await startStored({
    tables: [TABLE],
    cloud: CLOUD,
    dataFolder: undefined,
    callerOf: () => ({ arn: "arn:aws:iam::123456789012:root", allows: () => true }),
    log: () => {},
  });
  const faults: string[] = [];
  let state = 7;
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) % 0x80000000;
    return Math.floor((state / 0x80000000) * below);
  };
  const spoil = (value: unknown): unknown => {
    const entries = Object.entries(Object(value));
    if (typeof value !== "object" || value === null || entries.length === 0 || random(4) === 0) return WRONG[random(WRONG.length)];
    const chosen = random(entries.length);
    const spoilt = entries.flatMap(([key, member], index) =>
      index !== chosen ? [[key, member]] : random(5) === 0 ? [] : [[key, spoil(member)]],
    );
    return Array.isArray(value) ? spoilt.map(([, member]) => member) : Object.fromEntries(spoilt);
  };
  try {
    for (let done = 0; done < count; done++) {
      const [operation, seed] = SEEDS[random(SEEDS.length)] ?? ["", {}];
      const whole = JSON.stringify(spoil(seed)) ?? "";
      const body = random(10) === 0 ? whole.slice(0, random(whole.length)) : whole;
      const response = await fetch(database.endpoint, {
        method: "POST",
        headers: {
          "Content-Type": "application/x-amz-json-1.0",
          "X-Amz-Target": `DynamoDB_20120810.${operation}`,
          "X-Amz-Date": "20260101T000000Z",
          Authorization: "AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
        },
        body,
      });
      const text = await response.text();
      if (response.status !== 200 && (response.status !== 400 || !/"__type":"com\.amazon/.test(text)))
        faults.push(`${operation} ${body.slice(0, 200)}: ${response.status} ${text.slice(0, 200)}`);
    }
  } finally {
    await database.close();
  }
  return { kind: "malformed operations of DynamoDB", tried: count, faults };
}

/** The whole server is killed while it takes writes; what it has acknowledged must be there when it is started again. */
export async function killedServers(rounds: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "lambda-rest-api-killed-"));
  const acknowledged: string[] = [];
  const faults: string[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const target = await startTarget(["--data", folder]);
      const put = async (id: string) => {
        const { status } = await target.ask("PUT", `/target/dev/pets/${id}`, {
          headers: { "Content-Type": "application/json" },
          body: '{"name":"n"}',
        });
        if (status === 200) acknowledged.push(id);
      };
      await put(`${round}-first`);
      const writes = Array.from({ length: 60 }, (_, index) => put(`${round}-${index}`));
      await Promise.race(writes);
      target.started.child.kill("SIGKILL");
      await Promise.allSettled(writes);
      if (target.started.child.exitCode === null && target.started.child.signalCode === null) await once(target.started.child, "exit");
    }
    if (acknowledged.length < rounds) faults.push(`${acknowledged.length} writes were acknowledged in all`);
    const lost = await missingItems(folder, acknowledged);
    return { kind: "servers killed while they take writes", tried: rounds, faults, lost: lost.length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Those of the ids that are not in the table of a folder. */
export async function missingItems(folder: string, ids: readonly string[]): Promise<readonly string[]> {
  const caller = { arn: "arn:aws:iam::123456789012:root", allows: () => true };
  const database = await startStored({ tables: [], cloud: CLOUD, dataFolder: folder, callerOf: () => caller, log: () => {} });
  const client = new DynamoDBClient({
    endpoint: database.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "k", secretAccessKey: "s" },
  });
  try {
    const [table] = (await client.send(new ListTablesCommand({}))).TableNames ?? [];
    const found = await Promise.all(
      ids.map(async (id) => (await client.send(new GetItemCommand({ TableName: table, Key: { id: { S: id } } }))).Item),
    );
    return ids.filter((_, index) => found[index] === undefined);
  } finally {
    client.destroy();
    await database.close();
  }
}

/** The engine alone is killed; the server starts it again. */
export async function killedEngines(rounds: number): Promise<Outcome> {
  const caller = { arn: "arn:aws:iam::123456789012:root", allows: () => true };
  const folder = mkdtempSync(join(tmpdir(), "lambda-rest-api-engine-"));
  const database = await startStored({ tables: [TABLE], cloud: CLOUD, dataFolder: folder, callerOf: () => caller, log: () => {} });
  const client = new DynamoDBClient({
    endpoint: database.endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "k", secretAccessKey: "s" },
  });
  const acknowledged: string[] = [];
  const put = (id: string) =>
    client.send(new PutItemCommand({ TableName: "things", Item: { id: { S: id } } })).then(() => acknowledged.push(id));
  try {
    for (let round = 0; round < rounds; round++) {
      const writes = Array.from({ length: 30 }, (_, index) => put(`${round}-${index}`));
      const pid = execFileSync("pgrep", ["-f", `dynoxide serve .*${folder}`], { encoding: "utf8" })
        .trim()
        .split("\n")[0];
      process.kill(Number(pid), "SIGKILL");
      await Promise.allSettled(writes);
      await put(`${round}-after`);
    }
    const found = await Promise.all(
      acknowledged.map(async (id) => (await client.send(new GetItemCommand({ TableName: "things", Key: { id: { S: id } } }))).Item),
    );
    return {
      kind: "engines of DynamoDB killed while they take writes",
      tried: rounds,
      faults: [],
      lost: found.filter((item) => item === undefined).length,
    };
  } finally {
    client.destroy();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
