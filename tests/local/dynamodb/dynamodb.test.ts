import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import {
  BatchGetItemCommand,
  CreateBackupCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  TagResourceCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import type { DynamoDb } from "../../../local/dynamodb/index";
import type { LocalTable } from "../../../local/resources/index";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";
import { startStored } from "./stored";

after(removeTemporaryFolders);

const CLOUD = { accountId: "123456789012", region: "eu-west-2", partition: "aws", dnsSuffix: "amazonaws.com" };
const ARN = "arn:aws:dynamodb:eu-west-2:123456789012:table/things";

const TABLE: LocalTable = {
  name: "things",
  logicalName: "things",
  request: {
    TableName: "things",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  },
  items: [{ id: { S: "first" }, n: { N: "1" } }],
};

function start(log: string[], dataFolder?: string, tables: readonly LocalTable[] = [TABLE]): Promise<DynamoDb> {
  const callers = new Map([
    ["KEY", () => true],
    ["READER", (action: string, resource: string) => action === "dynamodb:GetItem" && resource === ARN],
  ]);
  const callerOf = (accessKeyId: string) => {
    const allows = callers.get(accessKeyId);
    return allows && { arn: `arn:aws:iam::123456789012:role/${accessKeyId}`, allows };
  };
  return startStored({ tables, cloud: CLOUD, dataFolder, callerOf, log: (line) => void log.push(line) });
}

function client(endpoint: string, accessKeyId = "KEY"): DynamoDBClient {
  return new DynamoDBClient({ endpoint, region: "eu-west-2", maxAttempts: 1, credentials: { accessKeyId, secretAccessKey: "secret" } });
}

const KEY = { id: { S: "first" } };
const HEADERS = {
  "Content-Type": "application/x-amz-json-1.0",
  "X-Amz-Target": "DynamoDB_20120810.PutItem",
  "X-Amz-Date": "20260101T000000Z",
  Authorization: "AWS4-HMAC-SHA256 Credential=KEY/20260101/eu-west-2/dynamodb/aws4_request, SignedHeaders=host, Signature=00",
};

/** The process that listens there for the engine: the one whose standard input this process holds. */
function engineOf(file: string): number {
  return Number(
    execFileSync("pgrep", ["-f", `dynoxide serve .*${file}`], { encoding: "utf8" })
      .trim()
      .split("\n")[0],
  );
}

describe("the embedded DynamoDB", () => {
  let database: DynamoDb;
  let dynamoDb: DynamoDBClient;
  let log: string[];
  let folder: string;
  before(async () => {
    log = [];
    folder = temporaryFolder({});
    database = await start(log, folder);
    dynamoDb = client(database.endpoint);
  });
  after(async () => {
    dynamoDb.destroy();
    await database.close();
  });

  const ask = (body: string, headers: object = HEADERS, method = "POST") =>
    fetch(database.endpoint, { method, headers: { ...headers }, ...(method === "POST" && { body }) });

  it("has the program's tables and their first items", async () => {
    assert.deepEqual((await dynamoDb.send(new ListTablesCommand({}))).TableNames, ["things"]);
    assert.deepEqual((await dynamoDb.send(new GetItemCommand({ TableName: "things", Key: KEY }))).Item, {
      id: { S: "first" },
      n: { N: "1" },
    });
  });

  it("writes and reads in transactions, and says which part cancelled one", async () => {
    const put = { Put: { TableName: "things", Item: { id: { S: "second" } } } };
    await dynamoDb.send(new TransactWriteItemsCommand({ TransactItems: [put] }));
    const { Responses } = await dynamoDb.send(
      new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName: "things", Key: { id: { S: "second" } } } }] }),
    );
    assert.deepEqual(Responses, [{ Item: { id: { S: "second" } } }]);
    const check = { ConditionCheck: { TableName: "things", Key: { id: { S: "none" } }, ConditionExpression: "attribute_exists(id)" } };
    await assert.rejects(dynamoDb.send(new TransactWriteItemsCommand({ TransactItems: [put, check] })), {
      name: "TransactionCanceledException",
      message: /\[None, ConditionalCheckFailed\]/,
    });
  });

  it("runs PartiQL", async () => {
    const { Items } = await dynamoDb.send(
      new ExecuteStatementCommand({ Statement: 'SELECT n FROM "things" WHERE id = ?', Parameters: [{ S: "first" }] }),
    );
    assert.deepEqual(Items, [{ n: { N: "1" } }]);
  });

  it("takes a time to live and tags", async () => {
    await dynamoDb.send(
      new UpdateTimeToLiveCommand({ TableName: "things", TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true } }),
    );
    await dynamoDb.send(new TagResourceCommand({ ResourceArn: ARN, Tags: [{ Key: "a", Value: "b" }] }));
    assert.deepEqual((await dynamoDb.send(new ListTagsOfResourceCommand({ ResourceArn: ARN }))).Tags, [{ Key: "a", Value: "b" }]);
  });

  it("gives and takes ARNs of the program's account and region", async () => {
    assert.equal((await dynamoDb.send(new DescribeTableCommand({ TableName: ARN }))).Table?.TableArn, ARN);
    assert.deepEqual((await dynamoDb.send(new GetItemCommand({ TableName: ARN, Key: KEY }))).Item?.["n"], { N: "1" });
    const { Responses } = await dynamoDb.send(new BatchGetItemCommand({ RequestItems: { [ARN]: { Keys: [KEY] } } }));
    assert.deepEqual(Object.keys(Responses ?? {}), [ARN]);
  });

  it("leaves ARNs in attributes alone", async () => {
    const item = { id: { S: "arn" }, TableName: { S: ARN }, m: { M: { ResourceArn: { S: ARN } } } };
    await dynamoDb.send(new PutItemCommand({ TableName: ARN, Item: item }));
    assert.deepEqual((await dynamoDb.send(new GetItemCommand({ TableName: "things", Key: { id: { S: "arn" } } }))).Item, item);
  });

  it("names an operation that is not run here, and the way out", async () => {
    await assert.rejects(dynamoDb.send(new CreateBackupCommand({ TableName: "things", BackupName: "b" })), {
      name: "UnknownOperationException",
    });
    assert.match(log.join("\n"), /DynamoDB: CreateBackup is not among .*--endpoint dynamodb=URL/);
  });

  it("refuses what is no request with DynamoDB's own error", async () => {
    for (const [body, error] of [
      ['{"TableName":', "SerializationException"],
      ['{"TableName":"things","Item":{"id":null}}', "ValidationException"],
      ['{"TableName":"things","Item":"x"}', "SerializationException"],
    ] as const) {
      const response = await ask(body);
      assert.equal(response.status, 400);
      assert.match(await response.text(), new RegExp(`#${error}"`), body);
    }
  });

  it("refuses strangers", async () => {
    const stranger = HEADERS.Authorization.replace("KEY", "OTHER");
    for (const [headers, status, error] of [
      [{ ...HEADERS, Authorization: stranger }, 400, "UnrecognizedClientException"],
      [{ ...HEADERS, Authorization: "" }, 400, "MissingAuthenticationTokenException"],
      [{ ...HEADERS, Origin: "https://attacker.example" }, 403, "AccessDeniedException"],
    ] as const) {
      const response = await ask("{}", headers);
      assert.equal(response.status, status);
      assert.match(await response.text(), new RegExp(`#${error}"`));
      assert.equal(response.headers.get("access-control-allow-origin"), null);
    }
    for (const method of ["GET", "OPTIONS"]) {
      const response = await ask("", { "Access-Control-Request-Method": "POST" }, method);
      assert.equal(response.status, 404);
      assert.equal(response.headers.get("access-control-allow-origin"), null);
    }
  });

  it("refuses what the caller's policies do not allow, and says what is missing", async () => {
    const reader = client(database.endpoint, "READER");
    assert.ok((await reader.send(new GetItemCommand({ TableName: "things", Key: KEY }))).Item);
    const message =
      /role\/READER is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-west-2:123456789012:table\/things /;
    await assert.rejects(reader.send(new PutItemCommand({ TableName: "things", Item: KEY })), { name: "AccessDeniedException", message });
    assert.match(log.join("\n"), message);
    reader.destroy();
  });

  it("forgets a request that is cut off", async () => {
    const socket = connect(Number(new URL(database.endpoint).port), "127.0.0.1");
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"Tab`);
    socket.end();
    socket.resume();
    await once(socket, "close");
    assert.ok((await dynamoDb.send(new GetItemCommand({ TableName: "things", Key: KEY }))).Item);
  });

  it("starts its process again when it has died, with every write that was acknowledged", async () => {
    const put = (number: number) => dynamoDb.send(new PutItemCommand({ TableName: "things", Item: { id: { S: `n${number}` } } }));
    const acknowledged: number[] = [];
    for (let round = 0; round < 3; round++) {
      const writes = Array.from({ length: 20 }, (_, index) => round * 20 + index);
      const done = Promise.allSettled(writes.map((number) => put(number).then(() => acknowledged.push(number))));
      process.kill(engineOf(folder), "SIGKILL");
      for (const result of await done) assert.ok(result.status === "fulfilled" || result.reason.name === "InternalServerError");
      await put(1000 + round);
    }
    for (const number of [...acknowledged, 1000, 1001, 1002])
      assert.ok((await dynamoDb.send(new GetItemCommand({ TableName: "things", Key: { id: { S: `n${number}` } } }))).Item, `n${number}`);
    assert.match(log.join("\n"), /DynamoDB's process has ended; the next request starts it again/);
  });

  it("refuses a folder that another server uses", async () => {
    await assert.rejects(start([], folder), {
      name: "Refusal",
      message: `--data ${join(folder, "dynamodb")} is in use by another server; stop that one, or give another folder`,
    });
  });
});

describe("the data of the embedded DynamoDB", () => {
  it("stays in a folder", async () => {
    const folder = temporaryFolder({});
    const first = await start([], folder);
    const writer = client(first.endpoint);
    await writer.send(new PutItemCommand({ TableName: "things", Item: { ...KEY, n: { N: "2" } } }));
    writer.destroy();
    await first.close();

    const second = await start([], folder);
    const reader = client(second.endpoint);
    try {
      assert.deepEqual((await reader.send(new GetItemCommand({ TableName: "things", Key: KEY }))).Item?.["n"], { N: "2" });
    } finally {
      reader.destroy();
      await second.close();
    }
  });

  it("is found again after a server that ended without a word", async () => {
    const folder = temporaryFolder({});
    // What such a server leaves behind: the name of a socket at which nobody listens.
    const holder = `require("net").createServer().listen(${JSON.stringify(join(folder, "dynamodb/lock"))}, () => process.kill(process.pid, "SIGKILL"))`;
    const once = await start([], folder);
    await once.close();
    assert.throws(() => execFileSync(process.execPath, ["-e", holder], { stdio: "ignore" }));
    assert.ok(existsSync(join(folder, "dynamodb/lock")));
    await (await start([], folder)).close();
  });

  it("refuses a table that DynamoDB refuses, naming it", async () => {
    const wrong = { ...TABLE, request: { ...TABLE.request, AttributeDefinitions: [] } };
    await assert.rejects(start([], undefined, [wrong]), { name: "Refusal", message: /^DynamoDB table "things": ValidationException: / });
  });

  it("refuses folders that cannot hold it", async () => {
    const file = join(temporaryFolder({}), "file");
    writeFileSync(file, "");
    const broken = temporaryFolder({
      "dynamodb/data.sqlite": "no database, whatever the name says, and longer than a header is".repeat(3),
    });
    for (const [folder, reason] of [
      [file, /ENOTDIR|EEXIST/],
      ["/proc/nothing", /ENOENT/],
      [broken, /not a valid SQLite database/],
    ] as const)
      await assert.rejects(
        start([], folder),
        ({ name, message }: Error) => name === "Refusal" && message.startsWith(`--data ${folder}: `) && reason.test(message),
      );
  });
});
