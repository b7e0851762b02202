import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { inline, makeApi, permit, role } from "./parts";

// An API in another region than the stack's, by a provider of its own.
const provider = new aws.Provider("tokyo", { region: "ap-northeast-1" });
const table = new aws.dynamodb.Table(
  "tokyo",
  { name: "tokyo", hashKey: "id", attributes: [{ name: "id", type: "S" }], billingMode: "PAY_PER_REQUEST" },
  { provider },
);
new aws.iam.RolePolicy("tokyo", {
  role: role.name,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "dynamodb:DescribeTable", Resource: table.arn }],
  }),
});
const called = new aws.lambda.Function(
  "tokyo",
  {
    runtime: "nodejs22.x",
    handler: "index.handler",
    role: role.arn,
    code: inline(
      `const { DynamoDBClient, DescribeTableCommand } = require("@aws-sdk/client-dynamodb");
      exports.handler = async (event, { invokedFunctionArn }) => {
        const { Table } = await new DynamoDBClient({}).send(new DescribeTableCommand({ TableName: "tokyo" }));
        const regions = [invokedFunctionArn, Table.TableArn].map((arn) => arn.split(":")[3]);
        return { statusCode: 200, body: [...regions, process.env.AWS_REGION].join() };
      };`,
    ),
  },
  { provider },
);
permit("tokyo", makeApi("tokyo", { uri: called.invokeArn }, {}, { provider }), called.name, {}, { provider });
