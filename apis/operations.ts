import * as aws from "@pulumi/aws";
import { LambdaFunction, lambdaCustom, RestApi, result } from "../components/index";
import type { Settings } from "./settings";

const ACTIONS = ["DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"];

/** One method through which a function does what the request's body asks for with a DynamoDB table. */
export function operations({ logRetentionInDays, tableName = "lambda-apigateway" }: Settings): RestApi {
  const table = new aws.dynamodb.Table("lambda-apigateway", {
    name: tableName,
    attributes: [{ name: "id", type: "S" }],
    hashKey: "id",
    billingMode: "PAY_PER_REQUEST",
  });

  const manager = new LambdaFunction("operations", {
    entry: "functions/operations/index.ts",
    policy: [{ actions: ACTIONS.map((action) => `dynamodb:${action}`), resources: [table.arn] }],
    logRetentionInDays,
  });

  return new RestApi("operations", {
    apiName: "DynamoDBOperations",
    routes: {
      "POST /DynamoDBManager": {
        integration: lambdaCustom(manager, {
          responses: [
            { selectionPattern: "400 .*", statusCode: 400, body: { message: result("errorMessage") } },
            { selectionPattern: ".+", statusCode: 500, body: { message: "Internal server error" } },
            {},
          ],
        }),
      },
    },
    stages: { prod: {} },
    testInvoke: true,
  });
}
