import assert from "node:assert/strict";
import { read, resource } from "./resources";

describe("What DynamoDB has not locally", () => {
  const allowing = (...actions: readonly string[]) =>
    read(
      resource("iam/rolePolicy:RolePolicy", "p", {
        role: "r",
        policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] }),
      }),
    ).notices;

  it("is told by the operation's name, where a policy allows it", () => {
    assert.deepEqual(allowing("dynamodb:GetItem", "dynamodb:CreateBackup", "dynamodb:*", "dynamodb:PartiQLSelect"), [
      "DynamoDB's CreateBackup, which a policy allows, is not run locally: --endpoint dynamodb=URL points to a DynamoDB that has it",
    ]);
    assert.deepEqual(allowing("dynamodb:TransactWriteItems", "dynamodb:ConditionCheckItem"), []);
  });

  it("is told of a table with replicas", () => {
    const table = resource("dynamodb/table:Table", "t", {
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      replicas: [{ regionName: "eu-west-1" }],
    });
    assert.deepEqual(read(table).notices, ['Table "t": its replicas are not made locally']);
  });
});
