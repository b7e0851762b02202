import assert from "node:assert/strict";
import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { startDynamoDb } from "../../../local/dynamodb/index";
import { temporaryFolder } from "../temporary";

const TABLE = {
  name: "things",
  request: {
    TableName: "things",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  },
  items: [{ id: { S: "first" }, n: { N: "1" } }],
};

function client(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({ endpoint, region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } });
}

describe("the embedded DynamoDB", () => {
  it("has the program's tables and their first items", async () => {
    const database = await startDynamoDb([TABLE], "us-east-1", undefined);
    const dynamoDb = client(database.endpoint);
    try {
      assert.deepEqual((await dynamoDb.send(new ListTablesCommand({}))).TableNames, ["things"]);
      assert.deepEqual((await dynamoDb.send(new GetItemCommand({ TableName: "things", Key: { id: { S: "first" } } }))).Item, {
        id: { S: "first" },
        n: { N: "1" },
      });
    } finally {
      dynamoDb.destroy();
      await database.close();
    }
  });

  it("keeps tables and items in a folder", async () => {
    const folder = temporaryFolder({});
    const first = await startDynamoDb([TABLE], "us-east-1", folder);
    const writer = client(first.endpoint);
    await writer.send(new PutItemCommand({ TableName: "things", Item: { id: { S: "first" }, n: { N: "2" } } }));
    writer.destroy();
    await first.close();

    const second = await startDynamoDb([TABLE], "us-east-1", folder);
    const reader = client(second.endpoint);
    try {
      assert.deepEqual((await reader.send(new GetItemCommand({ TableName: "things", Key: { id: { S: "first" } } }))).Item?.["n"], { N: "2" });
    } finally {
      reader.destroy();
      await second.close();
    }
  });

  it("refuses a table that DynamoDB refuses, naming it", async () => {
    const wrong = { ...TABLE, request: { ...TABLE.request, AttributeDefinitions: [] } };
    await assert.rejects(startDynamoDb([wrong], "us-east-1", undefined), { name: "Refusal", message: /^DynamoDB table "things": ValidationException: / });
  });

  it("refuses a folder that another process uses", async () => {
    const folder = temporaryFolder({});
    const first = await startDynamoDb([TABLE], "us-east-1", folder);
    try {
      await assert.rejects(startDynamoDb([TABLE], "us-east-1", folder), { name: "Refusal", message: /is in use/ });
    } finally {
      await first.close();
    }
  });
});
