import assert from "node:assert/strict";
import { dynamoDbPermissions } from "../../gateway/index";

const PLACE = "arn:aws:dynamodb:us-east-1:123456789012:";
const TABLE = `${PLACE}table/t`;

describe("what an operation of DynamoDB needs to be allowed", () => {
  const rows: readonly (readonly [operation: string, request: object, needed: readonly (readonly [action: string, resource: string])[]])[] =
    [
      ["GetItem", { TableName: "t" }, [["GetItem", TABLE]]],
      ["GetItem", { TableName: TABLE }, [["GetItem", TABLE]]],
      ["Query", { TableName: "t" }, [["Query", TABLE]]],
      ["Query", { TableName: "t", IndexName: "i" }, [["Query", `${TABLE}/index/i`]]],
      ["Scan", { TableName: TABLE, IndexName: "i" }, [["Scan", `${TABLE}/index/i`]]],
      [
        "BatchGetItem",
        { RequestItems: { t: {}, [`${PLACE}table/u`]: {} } },
        [
          ["BatchGetItem", TABLE],
          ["BatchGetItem", `${PLACE}table/u`],
        ],
      ],
      [
        "TransactWriteItems",
        { TransactItems: [{ Put: { TableName: "t" } }, { ConditionCheck: { TableName: "u" } }] },
        [
          ["PutItem", TABLE],
          ["ConditionCheckItem", `${PLACE}table/u`],
        ],
      ],
      ["TransactGetItems", { TransactItems: [{ Get: { TableName: "t" } }] }, [["GetItem", TABLE]]],
      ["ExecuteStatement", { Statement: 'SELECT * FROM "t" WHERE id = ?' }, [["PartiQLSelect", TABLE]]],
      ["ExecuteStatement", { Statement: "select a, b from t.i" }, [["PartiQLSelect", `${TABLE}/index/i`]]],
      ["ExecuteStatement", { Statement: 'SELECT * FROM "t"."i" WHERE a = 1' }, [["PartiQLSelect", `${TABLE}/index/i`]]],
      ["ExecuteStatement", { Statement: "INSERT INTO t VALUE {'id': 'FROM u'}" }, [["PartiQLInsert", TABLE]]],
      ["ExecuteStatement", { Statement: 'UPDATE "t" SET a = 1' }, [["PartiQLUpdate", TABLE]]],
      ["BatchExecuteStatement", { Statements: [{ Statement: "DELETE FROM t WHERE id = 'x'" }] }, [["PartiQLDelete", TABLE]]],
      ["TagResource", { ResourceArn: TABLE }, [["TagResource", TABLE]]],
      ["ListTables", {}, [["ListTables", "*"]]],
    ];
  for (const [operation, request, needed] of rows) {
    it(`${operation} ${JSON.stringify(request)}`, () => {
      const found = dynamoDbPermissions(operation, Buffer.from(JSON.stringify(request)), PLACE);
      assert.deepEqual(
        found,
        needed.map(([action, resource]) => ({ action: `dynamodb:${action}`, resource })),
      );
    });
  }

  it("is the action on everything where the request names nothing", () => {
    for (const body of ["", "{", "null", "[1]", '{"TransactItems":{}}'])
      assert.deepEqual(dynamoDbPermissions("GetItem", Buffer.from(body), PLACE), [{ action: "dynamodb:GetItem", resource: "*" }], body);
  });
});
